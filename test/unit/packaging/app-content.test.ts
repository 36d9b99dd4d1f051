import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { licenceTexts } from '../../../build/bundling/licences.ts';
import { type Ignores, ignoredByPackaging, missingCompiledPackages } from '../../../build/packaging/app-content.ts';

let project: string;
let ignored: Ignores;

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

function manifest(name: string, more: object = {}): string {
  return JSON.stringify({ name, version: '1.0.0', license: 'MIT', ...more });
}

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'afterimage-content-'));
  await write({
    'package.json': JSON.stringify({
      dependencies: { '@imagemagick/magick-wasm': '1', keytar: '1', 'libheif-js': '1', bundled: '1' },
    }),
    LICENSE: 'Our licence',
    'node_modules/keytar/package.json': manifest('@napi-rs/keyring', {
      dependencies: { 'detect-libc': '2' },
      optionalDependencies: { '@napi-rs/keyring-linux-x64-gnu': '1', '@napi-rs/keyring-win32-x64-msvc': '1' },
    }),
    'node_modules/keytar/LICENSE': 'Licence of keytar',
    'node_modules/keytar/node_modules/detect-libc/package.json': manifest('detect-libc'),
    'node_modules/keytar/node_modules/detect-libc/README.md': 'Readme of detect-libc',
    'node_modules/@napi-rs/keyring-linux-x64-gnu/package.json': manifest('@napi-rs/keyring-linux-x64-gnu'),
    'node_modules/@imagemagick/magick-wasm/package.json': manifest('@imagemagick/magick-wasm'),
    'node_modules/libheif-js/package.json': manifest('libheif-js'),
    'node_modules/bundled/package.json': manifest('bundled'),
    'node_modules/bundled/COPYING': 'Licence of bundled',
  });
  ignored = await ignoredByPackaging(project);
});

afterEach(() => rm(project, { recursive: true, force: true }));

describe('what is packaged', () => {
  test.each([
    '/package.json',
    '/LICENSE',
    '/out/licences.txt',
    '/out/main/main.js',
    '/out/main/oauth2-D9eejek7.js',
    '/out/preload/preload.cjs',
    '/out/renderer/assets/index.css',
    '/build/tray/idle@2x.png',
    '/build/icons/256x256.png',
    '/node_modules/keytar/keytar.js',
    '/node_modules/keytar/LICENSE',
    '/node_modules/keytar/node_modules/detect-libc/lib/detect-libc.js',
    '/node_modules/@napi-rs/keyring-linux-x64-gnu/keyring.node',
    '/node_modules/@napi-rs/keyring-linux-x64-gnu/LICENSE.md',
    '/node_modules/@imagemagick/magick-wasm/NOTICE',
    '/node_modules/@imagemagick/magick-wasm/dist/index.js',
    '/node_modules/@imagemagick/magick-wasm/dist/x86/magick.wasm',
    '/node_modules/libheif-js/LICENSE',
    '/node_modules/libheif-js/package.json',
    '/node_modules/libheif-js/libheif-wasm/libheif.js',
    '/node_modules/libheif-js/libheif-wasm/libheif.wasm',
  ])('%s comes along, and so do the folders it is in', (path) => {
    for (let at = path; at !== '/'; at = dirname(at)) expect(ignored(at), at).toBe(false);
    expect(ignored('')).toBe(false);
  });

  test.each([
    '/package-lock.json',
    '/.git',
    '/.demo/tokens.json',
    '/electron/main/main.ts',
    '/test',
    '/docs/SECURITY.md',
    '/forge.config.ts',
    '/out/renderer-scenarios/index.html',
    '/build/draw',
    '/build/packaging/fuses.ts',
    '/build/icons/icon.icns',
    '/node_modules/.bin',
    '/node_modules/bundled',
    '/node_modules/keytar-other/index.js',
    '/node_modules/@napi-rs/other/index.js',
    '/node_modules/sharp/dist/index.mjs',
    '/node_modules/@img/sharp-linux-x64/lib/sharp.node',
    '/node_modules/keytar/src',
    '/node_modules/keytar/install/build.js',
    '/node_modules/keytar/index.d.mts',
    '/node_modules/keytar/index.mjs.map',
    '/node_modules/keytar/README.md',
    '/node_modules/keytar/lib/glib-2.0/include',
    '/node_modules/@imagemagick/magick-wasm/dist/x64',
    '/node_modules/@imagemagick/magick-wasm/dist/x64/magick.wasm',
    '/node_modules/@imagemagick/magick-wasm/dist/index.umd.cjs',
    '/node_modules/@imagemagick/magick-wasm/dist/index.d.ts',
    '/node_modules/libheif-js/index.js',
    '/node_modules/libheif-js/wasm-bundle.js',
    '/node_modules/libheif-js/libheif',
    '/node_modules/libheif-js/libheif/libheif.js',
    '/node_modules/libheif-js/libheif-wasm/libheif-bundle.js',
    '/node_modules/libheif-js/libheif-wasm/libheif-bundle.mjs',
  ])('%s stays behind', (path) => {
    expect(ignored(path)).toBe(true);
  });

  test('a name that nobody thought of stays behind', () => {
    const segment = fc.stringMatching(/^[a-z._-]{1,12}$/).filter((name) => !['.', '..'].includes(name));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const path = `/${segments.join('/')}`;
        fc.pre(!/^\/(out|build|node_modules|package\.json)(\/|$)/.test(path));
        expect(ignored(path)).toBe(true);
      }),
    );
  });

  test('a package that is needed and not installed is an error, not an app that lacks it', async () => {
    await rm(join(project, 'node_modules/keytar'), { recursive: true });
    await expect(ignoredByPackaging(project)).rejects.toThrow('keytar is not installed');
  });
});

describe('compiled packages', () => {
  test.each([
    ['linux', 'x64', []],
    ['linux', 'arm64', ['@napi-rs/keyring-linux-arm64-gnu']],
    ['darwin', 'arm64', ['@napi-rs/keyring-darwin-arm64']],
    ['win32', 'x64', ['@napi-rs/keyring-win32-x64-msvc']],
  ])('of %s %s are missed', (platform, arch, missing) => {
    expect(missingCompiledPackages(project, platform, arch)).toEqual(missing);
  });
});

test('the licences of everything are told: by a file of that kind, else by the README', async () => {
  const text = await licenceTexts(project);
  for (const part of ['Our licence', 'Licence of keytar', 'Readme of detect-libc', 'Licence of bundled']) {
    expect(text).toContain(part);
  }
  expect(text).toContain('@napi-rs/keyring 1.0.0 (MIT)');
});
