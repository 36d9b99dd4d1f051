import { execFile, execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/* Real file systems that are full: of bytes, of files, and the one of the data folder. */

const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';

/** Whether this user may mount something for one process. */
function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    // No Linux, or one that keeps this to administrators.
    return false;
  }
}

/** Photos in an extracted export, and a folder for all that a backup needs. */
async function openScene(photos: number): Promise<string> {
  const folder = await temporaryFolder();
  const year = join(folder, 'export/Takeout/Google Photos/Photos from 2023');
  for (const place of [year, join(folder, 'data'), join(folder, 'backup')]) await mkdir(place, { recursive: true });
  for (let number = 1; number <= photos; number += 1) {
    const start = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    await writeFile(join(year, `${number}.png`), Buffer.concat([start, Buffer.alloc(9_000, `${number} `)]));
  }
  return folder;
}

interface Told {
  readonly code: number;
  readonly problem: { readonly code?: string; readonly subject?: string };
}

/** Sets up a backup and imports, on a tmpfs with these options; what the last command that was carried out told. */
function importOn(folder: string, mounted: 'backup' | 'data', options: string): Promise<Told> {
  const call = (args: string): string =>
    `"${process.execPath}" "${entry}" ${args} --json --data-dir ${folder}/data --token-store memory`;
  const script = [
    `mount -t tmpfs -o ${options} none ${folder}/${mounted}`,
    call(`destination set ${folder}/backup`),
    call(`import "${folder}/export"`),
  ].join(' && ');
  return new Promise((resolve) => {
    execFile('unshare', ['-rm', 'sh', '-c', script], { env: testEnvironment() }, (failure, stdout) => {
      const records = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
      const told = records.findLast(({ problem }) => problem !== null && problem !== undefined);
      resolve({ code: Number(failure?.code ?? 0), problem: told?.problem ?? {} });
    });
  });
}

describe.runIf(mayMount())('a full disk is told by what it lacks', () => {
  test('files, while there is room for bytes', async () => {
    const folder = await openScene(30);
    const told = await importOn(folder, 'backup', 'size=64m,nr_inodes=40');
    expect(told).toMatchObject({ code: 6, problem: { code: 'destination-inodes-full' } });
  });

  test('files, already when the folder is chosen', async () => {
    const told = await importOn(await openScene(1), 'backup', 'size=64m,nr_inodes=2');
    expect(told).toMatchObject({ code: 6, problem: { code: 'destination-inodes-full' } });
  });

  test('bytes', async () => {
    const told = await importOn(await openScene(60), 'backup', 'size=400k');
    expect(told).toMatchObject({ code: 6, problem: { code: 'destination-full' } });
  });

  test.each([
    ['when it is full at once', 'size=24k'],
    ['when it becomes full while items are recorded', 'size=560k'],
    ['when it takes no more files', 'size=8m,nr_inodes=3'],
  ])("the data folder's own disk, %s", async (_when, options) => {
    const folder = await openScene(400);
    const { code, problem } = await importOn(folder, 'data', options);
    expect([code, problem.code]).toEqual([3, 'data-folder-full']);
    expect(problem.subject).toContain(`${folder}/data`);
  });
});
