import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { assembleRelease } from '../../../build/release/release-assets.ts';
import { readUpdateInfo } from '../../../build/release/update-info.ts';
import { versionOfTag } from '../../../build/release/version-of-tag.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const run = promisify(execFile);
const project = join(import.meta.dirname, '..', '..', '..');
const version = '1.2.3';

let made: string;
let target: string;

/** What the machines of the workflow have made, in the folders that it is downloaded into. */
const machines: Readonly<Record<string, readonly string[]>> = {
  'afterimage-linux-x64': [
    'afterimage-1.2.3-linux-x86_64.AppImage',
    'afterimage-1.2.3-linux-amd64.deb',
    'afterimage-1.2.3-linux-x86_64.rpm',
    'afterimage-cli-1.2.3-linux-x64.tar.gz',
  ],
  'afterimage-linux-arm64': ['afterimage-cli-1.2.3-linux-arm64.tar.gz'],
  'afterimage-macos-arm64': [
    'afterimage-1.2.3-mac-arm64.dmg',
    'afterimage-1.2.3-mac-arm64.zip',
    'afterimage-1.2.3-mac-arm64.zip.blockmap',
    'afterimage-cli-1.2.3-darwin-arm64.tar.gz',
  ],
  'afterimage-macos-x64': [
    'afterimage-1.2.3-mac-x64.dmg',
    'afterimage-1.2.3-mac-x64.zip',
    'afterimage-cli-1.2.3-darwin-x64.tar.gz',
  ],
  'afterimage-windows-x64': ['afterimage-1.2.3-win-x64.exe', 'afterimage-cli-1.2.3-win32-x64.zip'],
};

/** Update information as electron-builder writes it: name → the machine and its files. */
const updateInfo = [
  ['latest-linux.yml', 'afterimage-linux-x64', 3],
  ['latest-mac.yml', 'afterimage-macos-arm64', 2],
  ['latest-mac.yml', 'afterimage-macos-x64', 2],
  ['latest.yml', 'afterimage-windows-x64', 1],
] as const;

beforeEach(async () => {
  const scratch = await temporaryFolder();
  made = join(scratch, 'made');
  target = join(scratch, 'release');
  for (const [machine, names] of Object.entries(machines)) {
    for (const name of names) await write(join(made, machine, name), `bytes of ${name}`);
  }
  for (const [name, machine, count] of updateInfo) {
    const files = (machines[machine] ?? []).slice(0, count).map((url) => {
      const bytes = `bytes of ${url}`;
      const sha512 = createHash('sha512').update(bytes).digest('base64');
      return { url, sha512, size: bytes.length };
    });
    // JSON is YAML, too.
    const releaseDate = '2026-03-10T12:00:00.000Z';
    await write(join(made, machine, name), JSON.stringify({ version, files, path: files[0]?.url, releaseDate }));
  }
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

describe('the assets of a release', () => {
  test('are all that was made, with one file of update information a system', async () => {
    const names = await assembleRelease(made, target, version);
    expect(names.toSorted()).toEqual(
      [...Object.values(machines).flat(), 'latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'SHA256SUMS'].toSorted(),
    );
    const mac = readUpdateInfo(await readFile(join(target, 'latest-mac.yml'), 'utf8'));
    expect(mac.files.map(({ url }) => url).filter((url) => url.endsWith('.zip'))).toEqual([
      'afterimage-1.2.3-mac-arm64.zip',
      'afterimage-1.2.3-mac-x64.zip',
    ]);
  });

  test('come with checksums that sha256sum understands', async () => {
    const names = await assembleRelease(made, target, version);
    const sums = await readFile(join(target, 'SHA256SUMS'), 'utf8');
    expect(sums.trimEnd().split('\n')).toHaveLength(names.length - 1);
    await run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: target });
  });
});

describe('no release is made', () => {
  const mac = 'afterimage-macos-arm64';
  test.each([
    [
      'without an installer',
      () => rm(join(made, 'afterimage-windows-x64', 'afterimage-1.2.3-win-x64.exe')),
      'Windows once',
    ],
    [
      'without a command line',
      () => rm(join(made, 'afterimage-linux-arm64'), { recursive: true }),
      'Linux on ARM once',
    ],
    [
      'with bytes that changed',
      () => appendFile(join(made, mac, 'afterimage-1.2.3-mac-arm64.zip'), '!'),
      'is not the file',
    ],
    [
      'with a file of another version',
      () => write(join(made, mac, 'afterimage-1.2.2-mac-arm64.txt'), ''),
      'not of version',
    ],
    ['with one name for two files', () => write(join(made, mac, 'afterimage-1.2.3-win-x64.exe'), ''), 'Two machines'],
  ])('%s', async (_what, change, message) => {
    await change();
    await expect(assembleRelease(made, target, version)).rejects.toThrow(message);
  });

  test('into a folder that holds something', async () => {
    await write(join(target, 'left over'), '');
    await expect(assembleRelease(made, target, version)).rejects.toThrow('is not empty');
  });

  test('for a tag of another version', async () => {
    expect(versionOfTag('v1.2.3', version)).toBe(version);
    for (const tag of ['1.2.3', 'v1.2.4', '']) expect(() => versionOfTag(tag, version)).toThrow('v1.2.3');
  });
});

test('the workflow’s commands: a right tag is checked and assembled, a wrong one is told', async () => {
  const main = join(project, 'build', 'release', 'main.ts');
  const current: { readonly version: string } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const command = (...words: readonly string[]) => run(process.execPath, [main, ...words]);
  expect((await command('check', `v${current.version}`)).stdout).toContain(current.version);
  await expect(command('check', 'v0.0.0')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('v0.0.0'),
  });
  await expect(command('assemble', `v${current.version}`, made, target)).rejects.toMatchObject({ code: 1 });
  await expect(command('publish', `v${current.version}`)).rejects.toMatchObject({ code: 1 });
});
