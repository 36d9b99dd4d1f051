import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heapFlags } from '../../../electron/base/heap-flags.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { startGoogleProxy } from '../../support/google-proxy.ts';
import { npmRun } from './npm-run.ts';
import { copyProject } from './project-copy.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const runProgram = promisify(execFile);

let scratch: string;
/** What `npm run package:cli` made, moved to another place; the project that it was made from is gone. */
let folder: string;
let version: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'afterimage-command-line-'));
  folder = join(scratch, 'afterimage');
  version = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')).version;
  await using project = await copyProject();
  for (const script of ['build', 'package:cli']) {
    const ended = await npmRun(project.folder, script);
    expect(ended.code, ended.output).toBe(0);
    if (script === 'build') continue;
    const made = ended.stdout.trim();
    const name = `afterimage-${version}-${process.platform}-${process.arch}`;
    expect(made).toBe(join(project.folder, 'dist', 'command-line', name));
    await rename(made, folder);
  }
}, 240_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

test('it is a folder of its own files: no link leads out of it, and nothing of the window is in it', {
  tags: 'long',
}, async () => {
  const paths = await readdir(folder, { recursive: true });
  expect(paths.length).toBeGreaterThan(40);
  for (const path of paths) expect((await lstat(join(folder, path))).isSymbolicLink(), path).toBe(false);
  expect((await readdir(join(folder, 'lib'))).toSorted()).toEqual([
    'LICENSE',
    'node',
    'node_modules',
    'out',
    'package.json',
  ]);
  expect(existsSync(join(folder, 'lib', 'out', 'renderer'))).toBe(false);
  expect(existsSync(join(folder, 'lib', 'out', 'main', 'main.js'))).toBe(false);
  // It makes no thumbnails: neither the decoders' programs nor their libraries. A chunk that others share may come
  // along.
  const decoders = /(^|\/)(decoder|decode-worker)\.js$|magick|libheif|\.wasm$/;
  expect(paths.filter((path) => decoders.test(path))).toEqual([]);
});

test('it runs apart, on its own Node and through a link', { tags: 'long' }, async () => {
  const link = join(scratch, 'link to afterimage');
  await symlink(join('afterimage', 'bin', 'afterimage'), link);
  const environment = { PATH: '/usr/bin:/bin', HOME: scratch };
  const run = (...args: string[]) => runProgram(link, args, { env: environment });
  expect((await run('--version')).stdout.trim()).toBe(version);
  // It starts its Node with the flags for V8's heap.
  const report = join(scratch, 'options.json');
  const tell = join(scratch, 'tell.mjs');
  const words = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.execArgv));`;
  await writeFile(tell, words);
  await runProgram(link, ['--version'], { env: { ...environment, NODE_OPTIONS: `--import=${tell}` } });
  expect(JSON.parse(await readFile(report, 'utf8'))).toEqual([...heapFlags]);
  // Its compiled code is found, and the simulated Google of development builds is unknown to it.
  const backup = join(scratch, 'by command');
  const stored = `file:${join(scratch, 'link-tokens.json')}`;
  const set = await run(
    '--data-dir',
    join(scratch, 'link-data'),
    '--token-store',
    stored,
    'destination',
    'set',
    backup,
  );
  expect(set.stdout).toContain(backup);
  await expect(run('--google', 'http://127.0.0.1:1', 'status')).rejects.toMatchObject({ code: 2 });
});

test('it signs in and backs up from Google’s own addresses, through a proxy and its own certificate', {
  tags: 'long',
}, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const google = await startSimulator({ items: 25, albums: 3, seed: 11, consent: 'accept' });
  cleanUp.defer(() => google.close());
  const proxy = await startGoogleProxy(google.url, join(scratch, 'proxy'));
  cleanUp.defer(proxy.stop);
  const backup = join(scratch, 'backup');
  const clientFile = join(scratch, 'client.json');
  await writeFile(clientFile, JSON.stringify(google.client));
  const run = (...args: string[]) =>
    runPackaged(google, args, { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: proxy.certificateFile });

  expect(await run('client', 'set', clientFile)).toMatchObject({ code: 0 });
  expect(await run('sign-in', '--no-browser')).toMatchObject({ code: 0 });
  expect(await run('destination', 'set', backup)).toMatchObject({ code: 0 });
  expect(await run('backup')).toMatchObject({ code: 0 });
  const { photos } = await expectWholeBackup(google.url, backup);
  expect(photos.size).toBe(25);
  await runProgram('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: backup });
});

/** Runs the packaged command line; plays the browser of `google` when it shows the address of the consent page. */
function runPackaged(google: Simulator, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const globals = ['--data-dir', join(scratch, 'data'), '--token-store', `file:${join(scratch, 'tokens.json')}`];
  return new Promise<{ readonly code: number | null; readonly output: string }>((resolve, reject) => {
    const child = spawn(join(folder, 'bin', 'afterimage'), [...globals, ...args], {
      cwd: scratch,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', HOME: scratch, ...environment },
    });
    let output = '';
    let isConsented = false;
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const page = /^https:\/\/accounts\.google\.com(\/\S+)\n/m.exec(output)?.[1];
      if (page === undefined || isConsented) return;
      isConsented = true;
      fetch(`${google.url}/accounts${page}`).catch(reject);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
