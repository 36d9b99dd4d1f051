import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../simulator/takeout/archive/archive-writer.ts';
import { fileSink, gzipFileSink } from '../../simulator/takeout/archive/byte-sink.ts';
import { cp437 } from '../../simulator/takeout/archive/cp437.ts';
import { createTarArchive } from '../../simulator/takeout/archive/tar-archive.ts';
import { createZipArchive, type ZipOptions } from '../../simulator/takeout/archive/zip-archive.ts';
import { endOfDirectory } from '../../simulator/takeout/archive/zip-records.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { readZip } from './zip-reading.ts';

function entry(path: string, content: Uint8Array): ArchiveEntry {
  const half = content.length >> 1;
  const chunks = [content.subarray(0, half), content.subarray(half)];
  return { path, bytes: content.length, crc32: crc32(content), chunks, modified: Date.UTC(2026, 8, 5, 10, 11) / 1000 };
}

const long = `Takeout/Google Photos/${'a long album '.repeat(7)}/${'x'.repeat(60)}.jpg`;
const entries = [
  ...Array.from({ length: 30 }, (_, i) => entry(`Takeout/${i}.jpg`, Buffer.from(`picture ${i} `.repeat(i * 40)))),
  ...Array.from({ length: 10 }, (_, i) => entry(`Takeout/${i}.jpg.json`, Buffer.from(`{"title":"${i}"}`))),
  entry('Takeout/Été 2024/\u00dcbung.jpg', Buffer.from('umlaut')),
  entry('Takeout/夏/🌊.jpg', Buffer.from('wave')),
  entry(long, Buffer.from('long')),
  entry('Takeout/empty.mp4', Buffer.alloc(0)),
  entry('Takeout/large.json', Buffer.alloc(5 << 20, 'abcdefghij')),
];

async function zipped(name: string, options: Partial<ZipOptions>): Promise<string> {
  const path = join(await temporaryFolder(), name);
  const zip = createZipArchive(await fileSink(path), { seed: 1, names: 'utf8', zip64: 'when-needed', ...options });
  for (const one of entries) await zip.add(one);
  await zip.finish();
  return path;
}

const utf8 = testEnvironment({ LC_ALL: 'C.UTF-8' });
const isInstalled = (program: string): boolean => spawnSync(program, ['-h'], { stdio: 'ignore' }).error === undefined;

describe('a zip archive', () => {
  test.each([
    ['narrow', {}],
    ['wide', { zip64: 'always' }],
  ] as const)('agrees with itself when it is %s', async (name, options) => {
    const read = readZip(await readFile(await zipped(`${name}.zip`, options)));
    expect(read.map((one) => one.name.toString())).toEqual(entries.map(({ path }) => path));
    for (const [i, { bytes }] of read.entries()) {
      expect(bytes.equals(Buffer.concat(entries[i]?.chunks ?? []))).toBe(true);
    }
    expect(new Set(read.map(({ method }) => method))).toEqual(new Set([0, 8]));
    expect(read.some(({ flags, method }) => method === 0 && (flags & 8) !== 0)).toBe(true);
    expect(read.some(({ flags, method }) => method === 0 && (flags & 8) === 0)).toBe(true);
    expect(read.every(({ flags }) => (flags & 0x800) !== 0)).toBe(true);
  });

  test('spells names in code page 437 where it can, and in UTF-8 where it cannot', async () => {
    const read = readZip(await readFile(await zipped('old.zip', { names: 'cp437' })));
    const umlaut = read.find(({ bytes }) => bytes.toString() === 'umlaut');
    expect(umlaut?.name).toEqual(Buffer.from('Takeout/\x90t\x82 2024/\x9abung.jpg', 'latin1'));
    expect((umlaut?.flags ?? 0x800) & 0x800).toBe(0);
    const wave = read.find(({ bytes }) => bytes.toString() === 'wave');
    expect([wave?.name.toString(), (wave?.flags ?? 0) & 0x800]).toEqual(['Takeout/夏/🌊.jpg', 0x800]);
    expect(cp437('\u00a0ß')).toEqual(Uint8Array.from([0xff, 0xe1]));
  });

  test('may keep quiet about UTF-8', async () => {
    const read = readZip(await readFile(await zipped('quiet.zip', { names: 'unflagged' })));
    expect(read.map((one) => one.name.toString())).toEqual(entries.map(({ path }) => path));
    expect(read.every(({ flags }) => (flags & 0x800) === 0)).toBe(true);
  });

  test('has wide records at its end for 65,535 entries or four gigabytes, and not before', () => {
    const end = (numbers: { entries?: number; offset?: number; bytes?: number }) =>
      endOfDirectory({ entries: 1, offset: 100, bytes: 50, width: 'zip32', ...numbers }).length;
    expect(end({ entries: 65_534, offset: 0xffff_fffe })).toBe(22);
    expect([end({ entries: 65_535 }), end({ offset: 0xffff_ffff }), end({ bytes: 0xffff_ffff })]).toEqual([98, 98, 98]);
  });

  test.runIf(isInstalled('unzip'))('satisfies unzip', async () => {
    for (const options of [{}, { zip64: 'always' }] as const) {
      const output = execFileSync('unzip', ['-tq', await zipped('tested.zip', options)], { encoding: 'utf8' });
      expect(output).toContain('No errors detected');
    }
  });
});

describe('a tar archive', () => {
  test.runIf(isInstalled('tar')).each(['pax', 'gnu'] as const)('of the dialect %s satisfies tar', async (dialect) => {
    const path = join(await temporaryFolder(), `${dialect}.tgz`);
    const tar = createTarArchive(await gzipFileSink(path), dialect);
    for (const one of entries) await tar.add(one);
    await tar.finish();
    const list = execFileSync('tar', ['--quoting-style=literal', '-tzf', path], { encoding: 'utf8', env: utf8 });
    expect(list.trimEnd().split('\n')).toEqual(entries.map(({ path: name }) => name));
    const bytes = execFileSync('tar', ['-xzOf', path], { maxBuffer: 1 << 26, env: utf8 });
    const all = Buffer.concat(entries.flatMap(({ chunks }) => chunks));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(all).digest('hex'));
  });
});
