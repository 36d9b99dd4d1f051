import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createPackageWithOptions } from '@electron/asar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Archives } from '../../electron-standin/asar/archives.ts';
import { layOverFs } from '../../electron-standin/asar/fs-layer.ts';
import { violationOf } from '../../electron-standin/asar/integrity.ts';
import { exportedPath } from '../../electron-standin/asar/package-exports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const preload = join(import.meta.dirname, '..', '..', 'electron-standin', 'preload.cjs');

/** What the archive of these tests holds. `*.dat` and `native/unpacked.node` lie beside it. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "archived", "type": "module", "imports": { "#own": "./lib/own.js" } }',
  'note.txt': 'a note',
  'empty.txt': '',
  'beside.dat': 'unpacked',
  'lib/own.js': 'export const own = import.meta.filename;',
  'lib/data.json': '{ "answer": 42 }',
  'lib/common.cjs': "const { deep } = require('./deep'); exports.deep = deep; exports.file = __filename;",
  'lib/deep/index.json': '{ "deep": "from a folder" }',
  'lib/thread.js': `import { parentPort } from 'node:worker_threads';
    import { readFile } from 'node:fs/promises';
    parentPort.postMessage(await readFile(new URL('../note.txt', import.meta.url), 'utf8'));`,
  'node_modules/by-exports/package.json': '{ "exports": { ".": { "import": "./in.mjs", "require": "./in.cjs" } } }',
  'node_modules/by-exports/in.mjs': "export const how = 'import';",
  'node_modules/by-exports/in.cjs': "exports.how = 'require';",
  'node_modules/by-main/package.json': '{ "main": "lib/start" }',
  'node_modules/by-main/lib/start.js': 'module.exports = { started: true };',
};

let shared: string;
let app: string;
/** Whether this process sees archives as Electron's do; the others, which `run` starts, always do. */
let isLayered = false;

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'standin-asar-test-'));
  app = await pack(shared, files);
  layOverFs(new Archives(() => !isLayered || process.noAsar === true));
});

afterAll(() => rm(shared, { recursive: true, force: true, maxRetries: 3 }));

/** For tests that read archives themselves. What removes their folders afterwards must see plain files. */
function withArchives(): void {
  beforeEach(() => {
    isLayered = true;
  });
  afterEach(() => {
    isLayered = false;
  });
}

/** Packs the files into `app.asar` in the folder, and gives its path. */
async function pack(folder: string, content: Readonly<Record<string, string>>, libraries = 0): Promise<string> {
  const source = join(folder, 'app');
  for (const [path, written] of Object.entries(content)) {
    await mkdir(dirname(join(source, path)), { recursive: true });
    await writeFile(join(source, path), written);
  }
  for (const name of ['packed.node', 'unpacked.node'].slice(0, libraries)) {
    await cp(someLibrary(), join(source, 'native', name));
  }
  const archive = join(folder, 'app.asar');
  await createPackageWithOptions(source, archive, { unpack: '**/{*.dat,unpacked.node}' });
  return archive;
}

/** A native module that needs nothing beside itself. */
function someLibrary(): string {
  const name = `@napi-rs/keyring-linux-${process.arch}-gnu`;
  return createRequire(createRequire(import.meta.url).resolve('keytar')).resolve(name);
}

/** Runs a module in a process that sees archives as Electron's do; gives what it `say`s. */
async function run(archive: string, code: string): Promise<unknown> {
  const script = `import { createRequire } from 'node:module';
    const app = ${JSON.stringify(archive)};
    const require = createRequire(app + '/main.js');
    const say = (value) => process.stdout.write(JSON.stringify(value));
    const code = (act) => Promise.try(act).then(() => 'it works', (error) => error.code ?? error.message);
    ${code}`;
  const args = ['--require', preload, '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

describe('reading', () => {
  withArchives();

  test('finds files, packed and unpacked, in every way of node:fs', async () => {
    const note = join(app, 'note.txt');
    expect(fs.readFileSync(note, 'utf8')).toBe('a note');
    expect(fs.readFileSync(pathToFileURL(note))).toEqual(Buffer.from('a note'));
    expect(await fs.promises.readFile(join(app, 'beside.dat'), { encoding: 'utf8' })).toBe('unpacked');
    expect(await promisify(fs.readFile)(join(app, 'empty.txt'), 'utf8')).toBe('');
    expect(await text(fs.createReadStream(note))).toBe('a note');
    await using opened = await fs.promises.open(note);
    expect(await opened.readFile('utf8')).toBe('a note');
    fs.copyFileSync(note, join(app, '..', 'copy.txt'));
    expect(fs.readFileSync(join(app, '..', 'copy.txt'), 'utf8')).toBe('a note');
  });

  test('knows types, sizes, lists and places', async () => {
    expect([fs.statSync(app).isDirectory(), fs.statSync(join(app, 'note.txt')).size]).toEqual([true, 6]);
    expect((await fs.promises.lstat(join(app, 'lib'))).isDirectory()).toBe(true);
    expect(fs.readdirSync(join(app, 'lib'))).toEqual(['common.cjs', 'data.json', 'deep', 'own.js', 'thread.js']);
    expect(fs.readdirSync(join(app, 'lib'), { recursive: true })).toContain('deep/index.json');
    const [, , deep] = await fs.promises.readdir(join(app, 'lib'), { withFileTypes: true });
    expect([deep?.name, deep?.isDirectory()]).toEqual(['deep', true]);
    expect(fs.realpathSync.native(join(app, 'lib', 'own.js'))).toBe(join(fs.realpathSync(app), 'lib', 'own.js'));
    expect([fs.existsSync(join(app, 'note.txt')), fs.existsSync(join(app, 'none'))]).toEqual([true, false]);
    expect(await promisify(fs.exists)(join(app, 'lib'))).toBe(true);
    await fs.promises.access(join(app, 'note.txt'), fs.constants.R_OK);
  });

  test('says what is missing as the system does, to a callback as well', async () => {
    const none = join(app, 'none');
    expect(() => fs.readFileSync(none)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(fs.statSync(none, { throwIfNoEntry: false })).toBeUndefined();
    await expect(promisify(fs.open)(none, 'r')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(promisify(fs.readdir)(join(app, 'note.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fs.promises.access(app, fs.constants.W_OK)).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('takes every file called .asar for an archive, and no folder', async () => {
    const folder = await temporaryFolder();
    fs.mkdirSync(join(folder, 'holiday.asar'));
    fs.writeFileSync(join(folder, 'holiday.asar', 'photo.txt'), 'a photo');
    expect(fs.readFileSync(join(folder, 'holiday.asar', 'photo.txt'), 'utf8')).toBe('a photo');
    expect(() => fs.readFileSync(join(folder, 'none.asar'))).toThrow(`Invalid package ${folder}/none.asar`);
    expect(fs.existsSync(join(folder, 'none.asar'))).toBe(false);
  });

  test('stops where process.noAsar is set', () => {
    process.noAsar = true;
    try {
      expect(fs.statSync(app).isFile()).toBe(true);
      expect(() => fs.readFileSync(join(app, 'note.txt'))).toThrow('ENOTDIR');
    } finally {
      process.noAsar = false;
    }
  });
});

describe('what Electron does not do for archives fails', () => {
  withArchives();

  test.each<[string, (note: string) => unknown]>([
    ['writing a file', (note) => fs.writeFileSync(note, 'x')],
    ['writing a file by promise', (note) => fs.promises.writeFile(note, 'x')],
    ['appending', (note) => fs.appendFileSync(note, 'x')],
    ['opening to write', (note) => fs.openSync(note, 'r+')],
    ['opening to write, by number', (note) => fs.promises.open(note, fs.constants.O_RDWR)],
    ['copying into it', (note) => fs.copyFileSync(import.meta.filename, `${note}.copy`)],
    ['making a folder', (note) => fs.mkdirSync(`${note}.folder`)],
    ['removing', (note) => fs.unlinkSync(note)],
    ['renaming', (note) => fs.promises.rename(note, `${note}.renamed`)],
    ['opendir', (note) => fs.opendirSync(dirname(note))],
    ['cp', (note) => fs.cpSync(note, `${dirname(dirname(note))}/copied`)],
    ['watching', (note) => fs.watch(note)],
    ['statfs', (note) => fs.promises.statfs(note)],
    ['starting a program', (note) => execFileSync(note)],
    ['a working directory', (note) => execFileSync('/bin/true', { cwd: dirname(note) })],
  ])('%s', async (_name, act) => {
    await expect((async () => act(join(app, 'note.txt')))()).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTDIR|ENOENT)$/),
    });
  });
});

describe('modules', () => {
  test('are imported and required, with their packages', async () => {
    const said = await run(
      app,
      `const { own } = await import(app + '/lib/own.js');
       const { deep, file } = await import(app + '/lib/common.cjs');
       const { default: data } = await import(app + '/lib/data.json', { with: { type: 'json' } });
       const asked = require('by-exports').how;
       say({ own, deep, file, data, asked, main: require('by-main'), resolved: require.resolve('by-main') });`,
    );
    expect(said).toEqual({
      own: join(app, 'lib', 'own.js'),
      deep: 'from a folder',
      file: join(app, 'lib', 'common.cjs'),
      data: { answer: 42 },
      asked: 'require',
      main: { started: true },
      resolved: join(app, 'node_modules', 'by-main', 'lib', 'start.js'),
    });
  });

  test('import packages and what is theirs by name', async () => {
    const archive = await pack(await temporaryFolder(), {
      ...files,
      'main.js': "export { how } from 'by-exports'; export { own } from '#own'; export { default } from 'by-main';",
    });
    const said = await run(
      archive,
      `const { how, own, default: main } = await import(app + '/main.js');
      say({ how, own, main });`,
    );
    expect(said).toEqual({ how: 'import', own: join(archive, 'lib', 'own.js'), main: { started: true } });
  });

  test('are looked for in the archive alone, and found as exactly as Node would', async () => {
    const outside = join(app, '..', 'node_modules', 'outside');
    await mkdir(outside, { recursive: true });
    await writeFile(join(outside, 'index.js'), '');
    const said = await run(
      app,
      `say(await Promise.all([
         code(() => require('outside')),
         code(() => import(app + '/lib/own')),
         code(() => import(app + '/lib')),
         code(() => require('by-exports/in.cjs')),
         code(() => require('./lib/own')),
       ]));`,
    );
    const [missing, inImport] = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];
    expect(said).toEqual([missing, inImport, inImport, missing, 'it works']);
  });

  test('run in threads', async () => {
    const said = await run(
      app,
      `const { Worker } = await import('node:worker_threads');
       new Worker(new URL('file://' + app + '/lib/thread.js')).on('message', say);`,
    );
    expect(said).toBe('a note');
  });

  test('of native code load from beside the archive, and never out of it', async () => {
    const archive = await pack(await temporaryFolder(), files, 2);
    const said = await run(
      archive,
      `say([typeof require('./native/unpacked.node').Entry, await code(() => require('./native/packed.node'))]);`,
    );
    expect(said).toEqual(['function', expect.stringContaining('a native module must be unpacked')]);
  });
});

describe('integrity', () => {
  test('ends the process when a byte of what is read is another', async () => {
    const archive = await pack(await temporaryFolder(), files);
    flip(archive, 'import.meta.filename');
    const started = run(archive, `await import(app + '/lib/own.js'); say('it runs');`);
    await expect(started).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/ASAR Integrity Violation: got a hash mismatch .*own\.js/),
    });
    // What nobody has changed can still be read, as in Electron.
    expect(await run(archive, `say(require('./lib/data.json'));`)).toEqual({ answer: 42 });
  });

  test('compares the whole and every block', () => {
    const bytes = Buffer.from('abcdef');
    const [whole, first, second] = [
      'bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721',
      '88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589',
      '4ca669ac3713d1f4aea07dae8dcc0d1c9867d27ea82a3ba4e6158a42206f959b',
    ];
    const right = { algorithm: 'SHA256', hash: whole, blockSize: 4, blocks: [first, second] };
    expect(violationOf(bytes, right)).toBeUndefined();
    expect(violationOf(Buffer.from('abcdeF'), right)).toContain('hash mismatch (');
    expect(violationOf(bytes, { ...right, blocks: [first, first] })).toBe('got a hash mismatch in block 1');
    expect(violationOf(bytes, { ...right, blocks: [first] })).toBe('1 block hashes for 2 blocks');
    expect(violationOf(bytes, { ...right, algorithm: 'MD5' })).toContain('unsupported');
    expect(violationOf(bytes, undefined)).toBe('the header has no hash');
  });
});

test.each([
  ['one file for all', './main.js', '.', './main.js'],
  ['the first condition that holds', { browser: './b.js', import: './i.js', default: './d.js' }, '.', './i.js'],
  ['conditions in conditions', { node: { require: './r.js', default: './n.js' } }, '.', './n.js'],
  ['alternatives', [{ browser: './b.js' }, './second.js'], '.', './second.js'],
  ['a path', { '.': './main.js', './sub': './lib/sub.js' }, './sub', './lib/sub.js'],
  ['a pattern', { './*': './any/*.js', './lib/*': './lib/*.js' }, './lib/a', './lib/a.js'],
  ['a pattern with an ending', { './*.css': './styles/*.css' }, './a/b.css', './styles/a/b.css'],
  ['what is closed', { './*': './*.js', './secret': null }, './secret', undefined],
  ['what is not named', { '.': './main.js' }, './other', undefined],
])('exports of a package: %s', (_name, exports, subpath, expected) => {
  expect(exportedPath(exports, subpath, ['node', 'import'])).toBe(expected);
});

/** Changes the first byte of `held`, in an archive that holds it once. */
function flip(archive: string, held: string): void {
  const bytes = fs.readFileSync(archive);
  const at = bytes.indexOf(held);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  fs.writeFileSync(archive, bytes);
}
