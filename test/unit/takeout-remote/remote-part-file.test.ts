import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ByteSink } from '../../../electron/contract/bytes.ts';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { failed, ok, type Result } from '../../../electron/contract/result.ts';
import { type OpenPart, openPart, openPartFrom } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { KeptBudget } from '../../../electron/engine/sources/takeout/remote/kept-ranges.ts';
import { PassedContents } from '../../../electron/engine/sources/takeout/remote/passed-contents.ts';
import type { RemoteFile } from '../../../electron/engine/sources/takeout/remote/remote-file.ts';
import {
  type RemotePartFile,
  remotePartFile,
} from '../../../electron/engine/sources/takeout/remote/remote-part-file.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { archived, year } from '../../support/hand-made-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = new AbortController().signal;
const studio = createPictureStudio();

interface FakeRemote extends RemoteFile {
  readonly asked: (readonly [number, number])[];
  /** What the next requests meet instead of their bytes. */
  readonly meet: (met: Result<void>, times: number) => void;
}

function remoteOf(name: string, content: Buffer, more: Partial<RemoteFile> = {}): FakeRemote {
  const asked: [number, number][] = [];
  let trouble: { readonly met: Result<void>; times: number } | null = null;
  return {
    ...{ identity: name, name, bytes: content.length, createdAt: 0 },
    md5: createHash('md5').update(content).digest('hex'),
    asked,
    meet: (met, times) => {
      trouble = { met, times };
    },
    range: async (begin, end, write, signal) => {
      asked.push([begin, end]);
      await new Promise(setImmediate);
      if (trouble !== null && trouble.times > 0) {
        trouble.times -= 1;
        return trouble.met;
      }
      for (let at = begin; at < end; at += 4_096) {
        if (signal.aborted) return failed(problem('interrupted'));
        await write(content.subarray(at, Math.min(end, at + 4_096)));
      }
      return ok(undefined);
    },
    isUnchanged: async () => ok(true),
    ...more,
  };
}

/** Written once for all tests. */
const written = new Map<string, Promise<{ readonly name: string; readonly content: Buffer }>>();

async function archive(format: 'zip' | 'tgz' = 'zip', items = 20) {
  const kind = `${format} ${items}`;
  const made = written.get(kind) ?? newArchive(format, items);
  written.set(kind, made);
  const { name, content } = await made;
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return { path, content };
}

async function newArchive(format: 'zip' | 'tgz', items: number) {
  const out = join(await temporaryFolder(), 'sample');
  const sample = await writeTakeoutSample(
    { out, items, albums: 3, seed: 4, parts: 1, format, itemBytes: 90_000 },
    studio,
  );
  const [part] = sample.parts;
  if (part === undefined) throw new Error('There is a part');
  return { name: basename(part.path), content: await readFile(part.path) };
}

async function opened(remote: RemoteFile): Promise<{ part: OpenPart; file: RemotePartFile }> {
  const file = remotePartFile(remote, { kept: new KeptBudget(8 << 20), passed: new KeptBudget(8 << 20) });
  const part = await openPartFrom(`drive:/id/${remote.name}`, async () => ok(file));
  if (!part.ok) throw new ProblemError(part.problem);
  return { part: part.value, file };
}

function sink(): ByteSink & { readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  return {
    bytes: () => Buffer.concat(chunks),
    resumeFrom: () => null,
    start: () => undefined,
    write: (chunk) => void chunks.push(Buffer.from(chunk)),
    end: () => undefined,
  };
}

async function walked(part: OpenPart) {
  const entries: { readonly path: string; readonly position: number; readonly json: string | null }[] = [];
  for await (const { entry, read } of part.walk(never)) {
    const json = /\.json$/.test(entry.path) ? await read(1 << 20) : null;
    entries.push({ path: entry.path, position: entry.position, json: json?.ok ? json.value.toString() : null });
  }
  return entries;
}

async function fetched(part: OpenPart, entries: readonly { readonly path: string; readonly position: number }[]) {
  return Promise.all(
    entries.map(async (entry) => {
      const into = sink();
      const result = await part.fetch(entry, into, never);
      return result.ok ? createHash('sha256').update(into.bytes()).digest('hex') : result.problem.code;
    }),
  );
}

const isMedia = ({ path }: { readonly path: string }): boolean => !/\.(?:json|html)$/.test(path);

/** How many bytes were asked for more than once. */
function twice(asked: readonly (readonly [number, number])[]): number {
  let [reached, sum] = [0, 0];
  for (const [begin, end] of asked.toSorted(([one], [other]) => one - other)) {
    sum += Math.max(0, Math.min(end, reached) - begin);
    reached = Math.max(reached, end);
  }
  return sum;
}

describe('a zip that lies far away', () => {
  test('reads as the one on the disk, in few requests, no photo twice, and its sum is right', async () => {
    const { path, content } = await archive();
    const disk = await openPart(path);
    if (!disk.ok) throw new Error(disk.problem.title);
    const remote = remoteOf(basename(path), content);
    const { part, file } = await opened(remote);
    expect(part.fingerprint).toBe(disk.value.fingerprint);
    const entries = await walked(part);
    expect(entries).toEqual(await walked(disk.value));
    const sidecars = entries.filter(({ json }) => json !== null).length;
    expect(remote.asked.length).toBeLessThanOrEqual(sidecars + 5);
    expect(twice(remote.asked)).toBe(0);
    const media = entries.filter(isMedia);
    const forListing = remote.asked.length;
    expect(await fetched(part, media)).toEqual(await fetched(disk.value, media));
    expect(remote.asked.length - forListing).toBeLessThan(8);
    expect(await file.checksum(never)).toBe('right');
    // Sidecars are passed by once more between two photos: cheaper than a request for each photo.
    const passedAgain = entries.reduce((sum, { json, path }) => sum + (json?.length ?? 0) + path.length + 512, 0);
    expect(twice(remote.asked)).toBeLessThanOrEqual(passedAgain);
    await part.close();
    await disk.value.close();
  });

  test('is read from any entry on, and no sum is told of what was not read whole', async () => {
    const { path, content } = await archive();
    const remote = remoteOf(basename(path), content);
    const { part, file } = await opened(remote);
    const media = (await walked(part)).filter(isMedia);
    const late = media.slice(-3);
    remote.asked.length = 0;
    expect((await fetched(part, late)).every((sum) => sum.length === 64)).toBe(true);
    const first = Math.min(...remote.asked.map(([begin]) => begin));
    expect(first).toBeGreaterThan(content.length / 2);
    expect(await file.checksum(never)).toBe('read-in-part');
  });

  test('of which all is wanted has its sum, although some of it is asked for late or never', async () => {
    const { path, content } = await archive();
    const disk = await openPart(path);
    if (!disk.ok) throw new Error(disk.problem.title);
    const remote = remoteOf(basename(path), content);
    const { part, file } = await opened(remote);
    const media = (await walked(part)).filter(isMedia);
    part.wantWhole?.();
    remote.asked.length = 0;
    const [never_, late] = [media[3], media[5]];
    const first = media.filter((entry) => entry !== never_ && entry !== late);
    expect(await fetched(part, first)).toEqual(await fetched(disk.value, first));
    expect(await fetched(part, late === undefined ? [] : [late])).toEqual(
      await fetched(disk.value, late === undefined ? [] : [late]),
    );
    expect(twice(remote.asked), 'what came by unasked is not asked for again').toBe(0);
    expect(await file.checksum(never)).toBe('right');
    await part.close();
    await disk.value.close();
  });

  test('of which all is wanted is not read whole for the sake of what nobody wants', async () => {
    const unwanted = Buffer.alloc(20 << 20, 'mail');
    const path = join(await temporaryFolder(), 'takeout-20260301T120000Z-001.zip');
    const photo = (number: number) => [`${year}/${number}.jpg`, Buffer.alloc(200_000, number)] as const;
    const files = [photo(1), ['Takeout/Mail/All.mbox', unwanted] as const, photo(2)];
    await archived(path, Object.fromEntries(files), undefined, 'stored');
    const remote = remoteOf(basename(path), await readFile(path));
    const { part, file } = await opened(remote);
    const media = (await walked(part)).filter(({ path }) => path.endsWith('.jpg'));
    part.wantWhole?.();
    remote.asked.length = 0;
    await fetched(part, media);
    expect(remote.asked.reduce((sum, [begin, end]) => sum + end - begin, 0)).toBeLessThan(2_000_000);
    expect(await file.checksum(never)).toBe('left-out');
  });

  test('with another sum than was told says so', async () => {
    const { path, content } = await archive();
    const { part, file } = await opened(remoteOf(basename(path), content, { md5: '0'.repeat(32) }));
    await fetched(part, (await walked(part)).filter(isMedia));
    expect(await file.checksum(never)).toBe('wrong');
  });

  test.for(['drive-file-gone', 'drive-file-changed', 'network-unreachable'] as const)(
    'that meets %s fails what is asked for, and goes on afterwards',
    async (code) => {
      const { path, content } = await archive('zip', 8);
      const remote = remoteOf(basename(path), content);
      const { part } = await opened(remote);
      const media = (await walked(part)).filter(isMedia);
      remote.meet(failed(problem(code)), 1);
      const outcomes = await fetched(part, media);
      expect(outcomes).toContain(code);
      expect((await fetched(part, media)).every((sum) => sum.length === 64)).toBe(true);
    },
  );

  test('ends with who closes it, however many wait', async () => {
    const { path, content } = await archive('zip', 8);
    const { part } = await opened(remoteOf(basename(path), content));
    const media = (await walked(part)).filter(isMedia);
    const all = fetched(part, media);
    await part.close();
    expect(new Set(await all)).toContain('interrupted');
  });
});

test('what comes by unasked is bounded for all files together, and handed out once as a whole', () => {
  const budget = new KeptBudget(1_000);
  const [first, second] = [new PassedContents(budget), new PassedContents(budget)];
  first.add(0, Buffer.alloc(600, 1));
  first.add(600, Buffer.alloc(300, 2));
  expect(first.take({ begin: 100, end: 901 }), 'not all of it came').toBeNull();
  const taken = first.take({ begin: 100, end: 900 });
  expect(first.read(590, 20)).toEqual(Buffer.concat([Buffer.alloc(10, 1), Buffer.alloc(10, 2)]));
  taken?.release();
  expect(first.read(590, 20)).toBeNull();
  second.add(0, Buffer.alloc(600));
  expect(first.take({ begin: 0, end: 600 }), 'the oldest goes first').toBeNull();
  expect(second.take({ begin: 0, end: 600 })).not.toBeNull();
});

test('a tgz that lies far away reads as the one on the disk', async () => {
  const { path, content } = await archive('tgz', 12);
  const disk = await openPart(path);
  if (!disk.ok) throw new Error(disk.problem.title);
  const { part, file } = await opened(remoteOf(basename(path), content));
  const entries = await walked(part);
  expect(entries).toEqual(await walked(disk.value));
  expect(await file.checksum(never)).toBe('right');
  const media = entries.filter(isMedia);
  expect(await fetched(part, media)).toEqual(await fetched(disk.value, media));
  await disk.value.close();
});

describe('a bare film', () => {
  const film = Buffer.alloc(3_000_000, 'film');
  test('comes whole in one request behind its beginning and end', async () => {
    const remote = remoteOf('GH010015-045.MP4', film);
    const { part } = await opened(remote);
    const sum = createHash('sha256').update(film).digest('hex');
    expect(await fetched(part, [{ path: 'GH010015.MP4', position: 0 }])).toEqual([sum]);
    expect(twice(remote.asked)).toBe(0);
  });

  test('whose bytes are not those that Google has is never ended', async () => {
    const { part } = await opened(remoteOf('GH010015-045.MP4', film, { md5: 'f'.repeat(32) }));
    expect(await fetched(part, [{ path: 'GH010015.MP4', position: 0 }])).toEqual(['drive-checksum']);
  });

  test('that was replaced meanwhile is never ended', async () => {
    const { part } = await opened(remoteOf('GH010015-045.MP4', film, { isUnchanged: async () => ok(false) }));
    expect(await fetched(part, [{ path: 'GH010015.MP4', position: 0 }])).toEqual(['part-changed']);
  });
});
