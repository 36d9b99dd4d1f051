import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { type Problem, ProblemError, problem } from '../../../electron/contract/problem.ts';
import { openPart } from '../../../electron/engine/sources/takeout/archive/part.ts';
import type { BrokenPart } from '../../simulator/takeout/broken/broken-part.ts';
import { type BrokenPartKind, brokenPartKinds, brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, keepingSink, listed, opened, unstopped } from './part-reading.ts';

const unopenable = {
  'truncated-zip': 'part-truncated',
  'empty-file': 'part-empty',
  'empty-zip': 'part-empty',
  'wrong-magic': 'part-not-archive',
} as const;

async function made(kind: BrokenPartKind): Promise<BrokenPart<BrokenPartKind>> {
  const [part] = await brokenParts(await temporaryFolder(), [kind]);
  if (part === undefined) throw new Error(`No ${kind}`);
  return part;
}

function digestOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As names are told: control characters are made visible. */
function told(name: string): string {
  return name.replaceAll('\0', '␀');
}

test.each(Object.entries(unopenable))('%s cannot be opened: %s', async (kind, code) => {
  const { files } = await made(kind as keyof typeof unopenable);
  expect(await openPart(files[0] ?? '')).toMatchObject({ ok: false, problem: { code } });
});

/** The largest has its own test. */
const openable = brokenPartKinds.filter((kind) => !(kind in unopenable) && kind !== 'huge-sidecar');

test.each(openable)('%s: what must survive can be fetched, and nothing is written anywhere', async (kind) => {
  const { files, survivors } = await made(kind);
  const hashes = new Map<string, string>();
  for (const file of files) {
    const part = await opened(file);
    for (const entry of (await listed(part)).entries) {
      if (!survivors.some(({ path }) => path === entry.path)) continue;
      const bytes = await fetched(part, entry);
      hashes.set(digestOf(bytes), entry.path);
    }
  }
  for (const { path, sha256 } of survivors) expect(hashes.get(sha256), path).toBe(path);
  const folder = dirname(files[0] ?? '');
  expect(await readdir(folder)).toHaveLength(files.length);
});

test.each([
  ['parent-path', 'entry-refused'],
  ['absolute-path', 'entry-refused'],
  ['drive-letter', 'entry-refused'],
  ['nul-in-name', 'entry-refused'],
  ['backslashes', 'entry-refused'],
  ['no-name', 'entry-refused'],
  ['symlink-zip', 'entry-refused'],
  ['special-files-tgz', 'entry-refused'],
  ['encrypted', 'entry-encrypted'],
] as const)('%s: every suspect is told of, and never opened', async (kind, code) => {
  const { files, suspects } = await made(kind);
  const part = await opened(files[0] ?? '');
  const refused = [];
  for await (const { entry, read } of part.walk(unstopped)) {
    if (entry.refusal === null) continue;
    refused.push(entry);
    expect(entry.refusal).toMatchObject({ code, subject: entry.path });
    expect(await read(1e6)).toEqual({ ok: false, problem: entry.refusal });
  }
  expect(refused.map(({ path }) => path).toSorted()).toEqual(suspects.map(told).toSorted());
  for (const entry of refused) {
    const sink = keepingSink();
    expect(await part.fetch(entry, sink, unstopped)).toMatchObject({ ok: false });
    expect(sink.head()).toBeNull();
  }
});

test.each([
  ['wrong-checksum', 'The checksum is wrong.'],
  ['lying-size', 'More than the 1000 bytes that are declared.'],
] as const)('%s: the entry is damaged and never ended as whole', async (kind, detail) => {
  const { files, suspects } = await made(kind);
  const part = await opened(files[0] ?? '');
  const entry = entryAt((await listed(part)).entries, suspects[0] ?? '');
  const sink = keepingSink();
  const expected = { ok: false, problem: { code: 'entry-damaged', subject: entry.path, detail } };
  expect(await part.fetch(entry, sink, unstopped)).toMatchObject(expected);
  expect(sink.hasEnded()).toBe(false);
  expect(sink.content().length).toBeLessThanOrEqual(entry.bytes);
});

test('an entry whose checksum alone is wrong is given to who keeps damaged ones, with what is wrong', async () => {
  const { files, suspects, kept } = await made('wrong-checksum');
  const part = await opened(files[0] ?? '');
  const entry = entryAt((await listed(part)).entries, suspects[0] ?? '');
  const told: string[] = [];
  const sink = { ...keepingSink(), damaged: ({ code, subject }: Problem) => void told.push(`${code} ${subject}`) };
  expect(await part.fetch(entry, sink, unstopped)).toMatchObject({ ok: true });
  expect([told, sink.hasEnded()]).toEqual([[`entry-kept-damaged ${entry.path}`], true]);
  expect([digestOf(sink.content())]).toEqual(kept);
});

test('a bomb says how large it is, and ends as soon as the sink has seen enough', async () => {
  const { files, suspects } = await made('zip-bomb');
  const part = await opened(files[0] ?? '');
  const entry = entryAt((await listed(part)).entries, suspects[0] ?? '');
  expect(entry.bytes).toBe(512 << 20);
  const sink = keepingSink(() => {
    throw new ProblemError(problem('bytes-not-media'));
  });
  expect(await part.fetch(entry, sink, unstopped)).toMatchObject({ ok: false, problem: { code: 'bytes-not-media' } });
  expect(sink.content().length).toBeLessThan(1 << 20);
});

test('a sidecar of a hundred megabytes is not read, takes no memory, and its photo is kept', async () => {
  const { files, survivors } = await made('huge-sidecar');
  const part = await opened(files[0] ?? '');
  const before = process.memoryUsage().arrayBuffers;
  const codes = [];
  for await (const { entry, read } of part.walk(unstopped)) {
    const result = await read(1 << 20);
    if (!result.ok) codes.push([entry.bytes > 100 << 20, result.problem.code]);
  }
  expect(codes).toEqual([[true, 'entry-too-large']]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  const entry = entryAt((await listed(part)).entries, survivors[0]?.path ?? '');
  expect(digestOf(await fetched(part, entry))).toBe(survivors[0]?.sha256);
});

test('two parts that claim the same entry give the bytes of both', async () => {
  const { files, survivors } = await made('same-entry');
  const hashes = [];
  for (const file of files) {
    const part = await opened(file);
    for (const entry of (await listed(part)).entries) {
      hashes.push(digestOf(await fetched(part, entry)));
    }
  }
  expect(hashes.toSorted()).toEqual(survivors.map(({ sha256 }) => sha256).toSorted());
});
