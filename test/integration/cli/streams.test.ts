import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { smallPicture, writeTree } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const entry = resolve(process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts');

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A computer that is set up and has a backup, on which scripts of a shell call `afterimage`. */
async function openShell(library: { readonly itemBytes?: number } = {}) {
  const world = await openWorld({ items: 12, albums: 1, seed: 4, ...library });
  expect((await world.call(['backup'])).code).toBe(0);
  const folder = await temporaryFolder();
  const variables = { AFTERIMAGE_DATA_DIR: world.data };
  const define = `set -o pipefail; afterimage() { "${process.execPath}" "${entry}" "$@" --google ${world.google.url} --time-scale 0.01; }`;
  const run = (script: string, env: Readonly<Record<string, string>> = {}): Promise<Printed> =>
    new Promise((done) => {
      const options = { cwd: folder, env: testEnvironment({ ...variables, ...env }) };
      execFile('bash', ['-c', `${define}\n${script}`], options, (error, out, err) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
  return { world, folder, run };
}

test('output that nobody reads any more ends quietly, and output that is lost is told', async () => {
  const { run } = await openShell();
  for (const command of ['items list --stored --json', '--help']) {
    // A reader that is gone before the first word, and one that takes the first line.
    expect(await run(`afterimage ${command} | true`), command).toEqual({ code: 0, out: '', err: expect.any(String) });
    const head = await run(`afterimage ${command} 2>&1 | head -n 1`);
    expect(head, command).toMatchObject({ code: 0, err: '' });
    expect(head.out.split('\n'), command).toHaveLength(2);
  }
  if (existsSync('/dev/full')) {
    for (const command of ['items list --stored', 'status --json', 'man']) {
      const full = await run(`afterimage ${command} > /dev/full`);
      expect(full, command).toEqual({
        code: 3,
        out: '',
        err: expect.stringMatching(/^The output cannot be written: .*no space left on device.*\n$/i),
      });
    }
  }
  // Neither standard output nor error at all.
  expect((await run('afterimage status >&- 2>&-')).out).toBe('');
});

test('a photo that nobody reads to its end, or that cannot be written, is no fault of Afterimage', async () => {
  const { run } = await openShell({ itemBytes: 400_000 });
  const listed = await run(`afterimage items list --limit 1 --json | head -n 1 | grep -o '"id":"[^"]*"'`);
  const download = `afterimage items download ${listed.out.split('"')[3]} -`;
  expect(await run(`${download} | head -c 10 | wc -c`)).toEqual({ code: 0, out: '10\n', err: '' });
  if (existsSync('/dev/full')) {
    const full = await run(`${download} > /dev/full`);
    expect(full).toMatchObject({ code: 3, err: expect.stringMatching(/^The output cannot be written: [^\n]*\n$/) });
  }
});

test('--quiet says nothing when all is well, and what is wrong in full', async () => {
  const { run, world } = await openShell();
  for (const command of ['backup -q --full', 'import -q export']) {
    if (command.startsWith('import')) await writeExport(world.data);
    expect(await run(`cd ${world.data}; afterimage ${command}`), command).toEqual({ code: 0, out: '', err: '' });
  }
  const lost = await run(`mv '${world.backup}' '${world.backup}-away'; afterimage backup --quiet`);
  expect(lost).toMatchObject({ code: 6, out: '' });
  expect(lost.err).toMatch(/^✗ .*\n(?: {2}.*\n)+ {2}→ .*\n$/);
});

async function writeExport(folder: string): Promise<void> {
  const export_ = join(folder, 'export');
  await mkdir(export_);
  await writeTree(export_, { 'Takeout/Google Photos/Photos from 2019/a.jpg': await smallPicture(7) });
}

test('under npm run, relative paths are those of the caller', async () => {
  const { run, world, folder } = await openShell();
  const here = join(folder, 'here');
  await mkdir(here);
  await writeExport(here);
  await copyFile(world.google.clientFile, join(here, 'client.json'));
  const npm = { npm_lifecycle_event: 'afterimage', INIT_CWD: here };
  expect(await run('afterimage client set client.json', npm)).toMatchObject({ code: 0 });
  expect(await run('afterimage import -q export', npm)).toMatchObject({ code: 0, err: '' });
  const missing = await run('afterimage import nope.zip', npm);
  expect(missing).toMatchObject({ code: 2, err: expect.stringMatching(/^✗ nope\.zip: There is no such file/) });
  expect(await run('afterimage import -q export')).toMatchObject({ code: 2 });
  // Other scripts of npm are called where they are called.
  expect(await run('afterimage import -q export', { ...npm, npm_lifecycle_event: 'test' })).toMatchObject({ code: 2 });
});

test('what a hook says does not mix with records', async () => {
  const { run } = await openShell();
  const hook = `--on-success 'echo said by the hook; echo "$AFTERIMAGE_JOB"'`;
  const { code, out, err } = await run(`afterimage backup --json ${hook}`);
  expect(code).toBe(0);
  for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
  expect(err).toMatch(/^said by the hook\nbackup$/m);
});
