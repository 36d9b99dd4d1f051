import { execFile } from 'node:child_process';
import { existsSync, globSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedWithDependencies } from '../../../build/bundling/installed-packages.ts';
import { unbundledPackages } from '../../../build/packaging/app-content.ts';
import { fuses } from '../../../build/packaging/fuses.ts';
import { heapFlags } from '../../../electron/base/heap-flags.ts';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { engineHeaps } from '../../smoke/engine-heap.ts';
import { isLong, testEnvironment } from '../../support/test-environment.ts';
import { type ArchivedFile, bytesOf, filesOf, sha256 } from './archive.ts';
import { importsOf, packageOf } from './bundle-imports.ts';
import { type PackagedApp, packageApp, runForge } from './packaged-app.ts';
import { startApp } from './running-app.ts';
import { smokeOnStandin, standin, standinOn } from './smoke-on-standin.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const runProgram = promisify(execFile);

let app: PackagedApp;
let files: readonly ArchivedFile[];
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'afterimage-packaged-'));
  app = await packageApp();
  files = filesOf(app.asar);
}, 300_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true, force: true });
});

describe('the program', () => {
  test('has every fuse as decided', async () => {
    const { version, ...wire } = await getCurrentFuseWire(app.executable);
    expect(version).toBe('1');
    const states = Object.entries(wire).map(([index, state]) => [FuseV1Options[Number(index)], state === 0x31]);
    expect(Object.fromEntries(states)).toEqual(
      Object.fromEntries(Object.entries(fuses).map(([name, { isOn }]) => [name, isOn])),
    );
  });

  test('is executable, and brings the licences of Electron and Chromium', () => {
    expect(statSync(app.executable).mode & 0o111).toBe(0o111);
    expect(readdirSync(app.folder)).toEqual(expect.arrayContaining(['LICENSE', 'LICENSES.chromium.html']));
  });

  test('has no app but the archive', () => {
    expect(readdirSync(join(app.folder, 'resources')).toSorted()).toEqual(['app.asar', 'app.asar.unpacked']);
  });
});

describe('the archive', () => {
  test('holds the bundles and what they need, and nothing else at the top', () => {
    const top = new Set(files.map(({ path }) => path.split('/')[0]));
    expect([...top].toSorted()).toEqual(['LICENSE', 'build', 'node_modules', 'out', 'package.json']);
    const second = new Set(
      files.filter(({ path }) => /^(out|build)\//.test(path)).map(({ path }) => path.split('/', 2).join('/')),
    );
    expect([...second].toSorted()).toEqual([
      'build/icons',
      'build/tray',
      'out/licences.txt',
      'out/main',
      'out/preload',
      'out/renderer',
    ]);
  });

  test('holds the compiled packages and what they need, and no dev dependency', async () => {
    const wanted = await installedWithDependencies(repository, unbundledPackages);
    const held = new Set(
      files.flatMap(({ path }) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.slice(1) ?? []),
    );
    expect([...held].toSorted()).toEqual(wanted.map(({ path }) => path));
    const manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
    const devDependencies = Object.keys(manifest.devDependencies).map((name) => `node_modules/${name}`);
    expect(devDependencies.filter((path) => held.has(path))).toEqual([]);
  });

  test('holds no test, no TypeScript, no source map and no source text of one', () => {
    const unwanted = /(^|\/)(test|tests|__tests__|spec)\/|\.(test|spec)\.|\.map$|\.[cm]?tsx?$/;
    expect(files.map(({ path }) => path).filter((path) => unwanted.test(path))).toEqual([]);
    const scripts = files.filter(({ path }) => /\.(?:[cm]?js|css|html)$/.test(path));
    expect(scripts.length).toBeGreaterThan(20);
    for (const { path } of scripts) {
      const text = bytesOf(app.asar, path).toString('utf8');
      expect(text, path).not.toMatch(/^\/[/*][#@] sourceMappingURL=data:/m);
      expect(text, path).not.toContain('"sourcesContent":');
    }
  });

  test('records the hash of every file, which Electron compares', () => {
    for (const { path, recordedHash } of files) expect(sha256(bytesOf(app.asar, path)), path).toBe(recordedHash);
  });

  test('leaves compiled code and the decoders, and nothing else, beside itself', () => {
    const unpacked = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    const decoders = /^node_modules\/(@imagemagick\/magick-wasm|libheif-js)\//;
    const compiled = files.map(({ path }) => path).filter((path) => /\.(node|wasm)$|\.so(\.|$)/.test(path));
    expect(unpacked.filter((path) => !decoders.test(path) || path.endsWith('.wasm'))).toEqual(compiled);
    // The keychain, ImageMagick and libheif: no image library that is compiled for one machine.
    expect(compiled).toHaveLength(3);
    expect(compiled.filter((path) => decoders.test(path))).toHaveLength(2);
    for (const path of unpacked) expect(existsSync(join(`${app.asar}.unpacked`, path)), path).toBe(true);
  });

  test('has a manifest for Electron alone', () => {
    const manifest = JSON.parse(bytesOf(app.asar, 'package.json').toString('utf8'));
    expect(Object.keys(manifest).toSorted()).toEqual(
      ['description', 'desktopName', 'license', 'main', 'name', 'productName', 'type', 'version'].toSorted(),
    );
    expect(files.map(({ path }) => path)).toContain(manifest.main);
  });

  test('has bundles that import only what is there', async () => {
    // `exports` is no package: it is how a module for browsers asks an AMD loader for its own exports.
    const shipped = new Set<string>(['electron', 'exports', ...unbundledPackages, ...builtinModules]);
    const foreign: string[] = [];
    for (const { path } of files.filter((file) => /^out\/(main|preload)\//.test(file.path))) {
      for (const specifier of importsOf(bytesOf(app.asar, path).toString('utf8'))) {
        if (specifier.startsWith('./')) {
          expect(files.map((file) => file.path)).toContain(join(path, '..', specifier));
        } else if (!specifier.startsWith('node:') && !shipped.has(packageOf(specifier))) {
          foreign.push(`${path}: ${specifier}`);
        }
      }
    }
    expect(foreign).toEqual([]);
  });

  test('has the page as it runs in earnest, without the warnings of React for programmers', () => {
    const scripts = files.filter(({ path }) => /^out\/renderer\/.*\.js$/.test(path));
    expect(scripts).not.toEqual([]);
    for (const { path } of scripts)
      expect(bytesOf(app.asar, path).toString('utf8')).not.toContain('Each child in a list');
  });

  test('names the licence of everything in it', async () => {
    const text = bytesOf(app.asar, 'out/licences.txt').toString('utf8');
    const manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
    const installed = await installedWithDependencies(repository, Object.keys(manifest.dependencies));
    expect(installed.length).toBeGreaterThan(50);
    for (const { name, version } of installed) expect(text).toContain(`\n${name} ${version} (`);
  });
});

describe('the size of the archive', () => {
  test.each([
    // The size in docs/PACKAGING.md, and a tenth. The decoders are most of it; they change with their versions only.
    ['out/main/', 5_830_000],
    ['out/preload/', 10_000],
    ['out/renderer/', 1_740_000],
    ['node_modules/@imagemagick/', 17_000_000],
    ['node_modules/libheif-js/', 1_750_000],
    ['', 29_000_000],
  ])('%s stays within its budget', (folder, budget) => {
    const sizes = files.filter(({ path }) => path.startsWith(folder)).map(({ path }) => bytesOf(app.asar, path).length);
    expect(sizes).not.toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(budget);
  });

  // A part is known by words of its own, which must still stand in its file.
  test.each([
    ['google-auth-library/build/src/auth/defaultawssecuritycredentialssupplier.js', 'Unable to determine AWS region'],
    ['google-auth-library/build/src/auth/pluggable-auth-client.js', 'No valid Pluggable Auth'],
    ['google-auth-library/build/src/auth/jwtclient.js', 'Must pass in a JSON object containing the service account'],
    ['gcp-metadata/build/src/index.js', 'metadata.google.internal'],
    ['googleapis-common/build/src/apirequest.js', 'Please set either universe_domain or universeDomain'],
    ['qs/lib/parse.js', 'Array limit exceeded. Only'],
    ['https-proxy-agent/dist/index.js', 'Creating new HttpsProxyAgent instance'],
    ['node-fetch/src/index.js', 'uri requested responds with an invalid redirect URL'],
    ['web-streams-polyfill/dist/polyfill.es2018.js', 'Reader was released and can no longer be used'],
  ])('holds nothing of %s, which googleapis brings and nobody calls', async (file, words) => {
    expect(await readFile(join(repository, 'node_modules', file), 'utf8')).toContain(words);
    const bundles = files.filter(({ path }) => /^out\/main\/.*\.js$/.test(path)).map(({ path }) => path);
    expect(bundles.filter((path) => bytesOf(app.asar, path).toString('utf8').includes(words))).toEqual([]);
  });
});

// A start waits ten seconds for the watch folder to be still: what waits, waits side by side.
describe.concurrent('the packaged program', () => {
  test('starts out of its archive; imports, shows itself and a thumbnail, and ends', async () => {
    const { faults, log } = await smokeOnStandin({ file: await packagedProgram(), args: [] }, null);
    expect(faults, log).toEqual([]);
    await expectStarted(log);
  });

  test('does not start when a byte of it has changed', async () => {
    const changed = join(scratch, 'changed', 'app.asar');
    await cp(app.asar, changed);
    const bytes = await readFile(changed);
    const at = bytes.indexOf('requestSingleInstanceLock');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(changed, bytes);
    const { faults, log } = await smokeOnStandin({ file: await packagedProgram(changed), args: [] }, null);
    expect(log).toContain('ASAR Integrity Violation');
    expect(faults).not.toEqual([]);
  });
});

if (isLong()) {
  describe.concurrent('what is in the archive, as a folder', { tags: 'long' }, () => {
    test.each([
      [
        'a page that cannot be drawn',
        'out/renderer/assets/*.js',
        'throw new Error("broken")',
        /^The page reports: .*broken/,
      ],
      ['an engine that ends', 'out/main/engine.js', 'process.exit(7)', /^The engine ended with exit code 7/],
    ])('does not pass with %s', async (_what, files, script, fault) => {
      const broken = await mkdtemp(join(scratch, 'broken-'));
      await cp(await app.unpack(), broken, { recursive: true });
      for (const file of globSync(files, { cwd: broken })) await writeFile(join(broken, file), script);
      const { faults, log } = await smokeOnStandin(standinOn(broken), 'memory');
      expect(faults, log).toContainEqual(expect.stringMatching(fault));
      await rm(broken, { recursive: true });
    });
  });
}

// Every day the archive makes a backup, and starts above as the program does.
const places = [
  { what: 'the archive', place: async () => app.asar },
  ...(isLong() ? [{ what: 'what is in the archive, as a folder', place: () => app.unpack() }] : []),
];

describe.concurrent.each(places)('$what', { tags: 'long' }, ({ place }) => {
  if (isLong()) {
    test('starts automatically, and says so in its log; imports, shows itself and a thumbnail, and ends', async () => {
      const { faults, log } = await smokeOnStandin(standinOn(await place()), 'memory');
      expect(faults, log).toEqual([]);
      await expectStarted(log);
    });
  }

  // Tests that run side by side each have an expect of their own, or one is told of another's end.
  test('makes a whole backup, without the project it was built from', async ({ expect }) => {
    const chosenFolder = await mkdtemp(join(scratch, 'backup-'));
    await using google = await startSimulator({ items: 30, albums: 3, seed: 5, consent: 'accept' });
    const profile = await mkdtemp(join(scratch, 'profile-'));
    await using running = await startApp(await place(), { profile, google: google.url, chosenFolder });
    const { ask, page } = running;
    await ask('client.set', { text: JSON.stringify(google.client) });
    await ask('account.signIn', { capability: 'library', account: null });
    const chosen = await ask('destination.choose', null);
    await ask('destination.use', { choice: chosen?.choice ?? '' });
    await ask('setup.finish', null);
    await expect
      .poll(async () => (await ask('app.snapshot', null)).lastRun, { timeout: 120_000, interval: 200 })
      .toMatchObject({ outcome: 'complete', discovered: 30, failed: 0 });
    await runProgram('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: chosenFolder });
    // A thumbnail needs the decoder's process, its thread, and the WebAssembly beside the archive.
    const photos = await ask('photos.page', { search: '', offset: 0, limit: 30 });
    const photo = photos.find(({ name }) => name.toLowerCase().endsWith('.jpg'));
    const width = `Object.assign(new Image(), { src: '/thumbnail/${photo?.id}' })`;
    const decoded = await page.evaluate(
      `(async (picture) => (await picture.decode(), picture.naturalWidth))(${width})`,
    );
    expect(decoded).toBeGreaterThan(0);
    expect(running.complaints).toEqual([]);
  });
});

if (isLong())
  test('packaging for a machine whose compiled packages are not installed is refused with the way out', {
    tags: 'long',
  }, async () => {
    const other = process.arch === 'x64' ? 'arm64' : 'x64';
    await expect(runForge(app.project, other)).rejects.toThrow(`npm ci --os=linux --cpu=${other}`);
  });

/** The log tells a start, and the flags for V8's heap have reached the engine's process. */
async function expectStarted(log: string): Promise<void> {
  expect(log).toMatch(/Started \d+\.\d+\.\d+/);
  const print = ['-p', 'v8.getHeapStatistics().heap_size_limit'];
  const limited = await runProgram(process.execPath, [...heapFlags, ...print], { env: testEnvironment() });
  expect(engineHeaps(log)[0]?.heap.limit).toBe(Number(limited.stdout));
}

/**
 * The packaged program, with the stand-in for Electron in the place of Electron: a command that starts the archive as
 * the real program does, which takes no path of an app.
 */
async function packagedProgram(archive = app.asar): Promise<string> {
  const program = join(await mkdtemp(join(scratch, 'program-')), 'afterimage-desktop');
  await writeFile(program, `#!/bin/sh\nSTANDIN_PACKAGED='${archive}' exec '${standin}' "$@"\n`, { mode: 0o755 });
  return program;
}
