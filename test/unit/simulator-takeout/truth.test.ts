import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readByRules } from './rule-reader.ts';
import { asRead, asTold, filesOf, sampleFolders } from './sample-folders.ts';
import { readZip } from './zip-reading.ts';

const sample = sampleFolders();

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function linesOf(folder: string, name: string): Promise<readonly unknown[]> {
  const text = await readFile(join(folder, name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('a reader that follows the published rules finds exactly the truth', () => {
  test.each<[string, Omit<TakeoutSampleOptions, 'out'>]>([
    ['in English', { items: 500, albums: 20 }],
    ['in German with another seed', { items: 200, albums: 30, seed: 2, locale: 'de', parts: 7 }],
    ['in Japanese, albums only', { items: 200, albums: 30, seed: 3, locale: 'ja', selection: 'albums', parts: 2 }],
    ['in French and one part, the cast alone', { items: 0, albums: 0, seed: 4, locale: 'fr', parts: 1 }],
  ])('%s', async (_, options) => {
    const { parts, truth } = await sample({ format: 'folder', ...options });
    const read = await readByRules(parts.map(({ path }) => path));
    expect([...read.keys()].toSorted()).toEqual(truth.map(({ sha256 }) => sha256));
    for (const line of truth) {
      const found = read.get(line.sha256);
      expect(found === undefined ? undefined : asTold(found, line), line.paths[0]?.path).toEqual(asRead(line));
    }
  });
});

describe('an export of a hundred items', () => {
  const options = { items: 100, albums: 10, seed: 5 } as const;

  test('is the same every time', async () => {
    for (const format of ['zip', 'tgz'] as const) {
      const [one, other] = [await sample({ ...options, format }), await sample({ ...options, format })];
      const [files, again] = [await filesOf(one), await filesOf(other)];
      expect([...files.keys()]).toEqual([...again.keys()]);
      for (const [name, bytes] of files) expect(again.get(name)?.equals(bytes), name).toBe(true);
    }
    expect((await sample({ ...options, seed: 6 })).truth[0]?.sha256).not.toBe((await sample(options)).truth[0]?.sha256);
  });

  test('accounts for every entry of every part, once', async () => {
    const { folder, parts, truth, expected } = await sample(options);
    const lines = (await linesOf(folder, 'entries.ndjson')) as readonly {
      readonly part: string;
      readonly path: string;
      readonly state: string;
      readonly sha256?: string;
    }[];
    const listed = new Map(lines.map((line) => [`${line.part}\0${line.path}`, line]));
    let held = 0;
    for (const { name, path } of parts) {
      for (const entry of readZip(await readFile(path))) {
        const line = listed.get(`${name}\0${entry.name.toString()}`);
        held += 1;
        expect(line, entry.name.toString()).toBeDefined();
        if (line?.sha256 !== undefined) expect(digestOf(entry.bytes)).toBe(line.sha256);
      }
    }
    expect([held, listed.size, expected.entries]).toEqual([lines.length, lines.length, lines.length]);
    const counted = Object.fromEntries(
      Object.keys(expected.counts).map((state) => [state, lines.filter((line) => line.state === state).length]),
    );
    expect(expected.counts).toEqual(counted);
    expect(expected.counts.stored).toBe(truth.length);
    expect(expected.counts.stored + expected.counts.duplicate).toBe(truth.flatMap(({ paths }) => paths).length);
    expect(expected.parts.reduce((sum, { entries }) => sum + entries, 0)).toBe(lines.length);
  });

  test('holds the same truth in the file as in the answer', async () => {
    const { folder, truth, expected } = await sample(options);
    expect(await linesOf(folder, 'truth.ndjson')).toEqual(truth);
    expect(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8'))).toEqual(expected);
  });

  test('is named after its time and numbered, in either form', async () => {
    const names = async (archiveNames: 'run-index' | 'plain') =>
      (await sample({ ...options, archiveNames, parts: 2 })).parts.map(({ name }) => name);
    expect(await names('run-index')).toEqual([
      'takeout-20260905T101117Z-3-001.zip',
      'takeout-20260905T101117Z-3-002.zip',
    ]);
    expect(await names('plain')).toEqual(['takeout-20260905T101117Z-001.zip', 'takeout-20260905T101117Z-002.zip']);
  });

  test('takes as many parts as a limit asks for', async () => {
    const partBytes = 200_000;
    const { parts } = await sample({ ...options, partBytes });
    const sizes = await Promise.all(parts.map(async ({ path }) => (await readFile(path)).length));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(partBytes);
    expect(parts.length).toBeGreaterThan(3);
  });

  test('has files of exactly the size that was asked for', async () => {
    const { truth } = await sample({ ...options, items: 20, itemBytes: 3000 });
    expect(new Set(truth.map(({ bytes }) => bytes))).toEqual(new Set([3000]));
  });
});

test('a folder that is not empty is left alone', async () => {
  const written = await sample({ items: 0, albums: 0 });
  const before = [...(await filesOf(written)).keys()];
  await expect(writeTakeoutSample({ out: written.folder })).rejects.toThrow(RangeError);
  expect([...(await filesOf(written)).keys()]).toEqual(before);
});
