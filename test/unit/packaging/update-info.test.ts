import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isUpdateInfo, mergedUpdateInfo, readUpdateInfo } from '../../../build/release/update-info.ts';

const project = join(import.meta.dirname, '..', '..', '..');
// What the installed app reads the file with; it is not among the updater's exports.
const require = createRequire(join(project, 'node_modules', 'electron-updater', 'package.json'));
const { findFile, parseUpdateInfo, resolveFiles } = require('electron-updater/out/providers/Provider.js');

/** As electron-builder writes it. */
function written(version: string, files: readonly string[], releaseDate: string): string {
  const listed = files.map((url) => `  - url: ${url}\n    sha512: sum of ${url}\n    size: 7\n`).join('');
  return `version: ${version}\nfiles:\n${listed}path: ${files[0]}\nsha512: sum of ${files[0]}\nreleaseDate: '${releaseDate}'\n`;
}

const arm = written('1.2.3', ['a-1.2.3-mac-arm64.zip', 'a-1.2.3-mac-arm64.dmg'], '2026-03-10T12:00:00.000Z');
const intel = written('1.2.3', ['a-1.2.3-mac-x64.zip', 'a-1.2.3-mac-x64.dmg'], '2026-03-10T12:05:00.000Z');

describe('update information of two Macs', () => {
  const merged = mergedUpdateInfo([arm, intel]);
  /** The updater's own choice (MacUpdater): by whether the name says arm64. */
  const chosenOn = (isArm: boolean): string => {
    const files: { readonly url: URL }[] = resolveFiles(
      parseUpdateInfo(merged, 'latest-mac.yml', ''),
      new URL('https://x/'),
    );
    return findFile(
      files.filter(({ url }) => url.pathname.includes('arm64') === isArm),
      'zip',
      ['pkg', 'dmg'],
    ).url.pathname;
  };

  test('is one file, from which each takes its own update', () => {
    expect(chosenOn(true)).toBe('/a-1.2.3-mac-arm64.zip');
    expect(chosenOn(false)).toBe('/a-1.2.3-mac-x64.zip');
  });

  test('keeps every fact, and is as new as the newest', () => {
    const info = readUpdateInfo(merged);
    expect(info).toMatchObject({ version: '1.2.3', releaseDate: '2026-03-10T12:05:00.000Z' });
    expect(info.files).toHaveLength(4);
    expect(info.files[3]).toEqual({ url: 'a-1.2.3-mac-x64.dmg', sha512: 'sum of a-1.2.3-mac-x64.dmg', size: 7 });
    expect(info).toMatchObject({ path: 'a-1.2.3-mac-arm64.zip', sha512: 'sum of a-1.2.3-mac-arm64.zip' });
  });

  test('merged again is the same', () => {
    expect(mergedUpdateInfo([merged, intel])).toBe(merged);
  });
});

test('update information of all kinds for Linux leads each to its own', () => {
  const kinds = ['AppImage', 'deb', 'rpm'];
  const texts = kinds.map((kind) => written('1.2.3', [`a-1.2.3-linux.${kind}`], '2026-03-10T12:00:00.000Z'));
  const files = resolveFiles(parseUpdateInfo(mergedUpdateInfo(texts), 'latest-linux.yml', ''), new URL('https://x/'));
  for (const kind of kinds) {
    const others = kinds.filter((one) => one !== kind);
    expect(findFile(files, kind, others).url.pathname).toBe(`/a-1.2.3-linux.${kind}`);
  }
});

describe('update information is refused', () => {
  test.each([
    ['nothing', [], 'nothing|no update information'],
    ['two versions', [arm, written('1.2.4', ['b.zip'], '2026-03-10T12:00:00.000Z')], '1.2.3 and of 1.2.4'],
    ['two files of one name', [arm, arm.replaceAll('sum of', 'another sum of')], 'two files a-1.2.3-mac-arm64.zip'],
    ['no checksum', [arm.replaceAll(/^ +sha512.*\n/gm, '')], 'sha512'],
  ])('with %s', (_what, texts, message) => {
    expect(() => mergedUpdateInfo(texts)).toThrow(new RegExp(message));
  });
});

test.each([
  ['latest.yml', true],
  ['latest-mac.yml', true],
  ['latest-linux.yml', true],
  ['latest-linux-arm64.yml', true],
  ['builder-debug.yml', false],
  ['builder-effective-config.yaml', false],
  ['latest.yml.blockmap', false],
])('%s is update information: %s', (name, isOne) => {
  expect(isUpdateInfo(name)).toBe(isOne);
});
