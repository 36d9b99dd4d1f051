import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type BrokenPartKind, brokenPartKinds, brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type ReadZipEntry, readZip } from './zip-reading.ts';

async function made(kind: BrokenPartKind) {
  const [part] = await brokenParts(await temporaryFolder(), [kind]);
  if (part === undefined) throw new Error(`No ${kind}`);
  return part;
}

async function entriesOf(kind: BrokenPartKind): Promise<readonly ReadZipEntry[]> {
  const { files } = await made(kind);
  return readZip(await readFile(files[0] ?? ''));
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const readable = [
  'parent-path',
  'absolute-path',
  'drive-letter',
  'nul-in-name',
  'backslashes',
  'no-name',
  'symlink-zip',
  'long-names',
  'folder-entries',
  'latin1-sidecar',
  'deep-sidecar',
  'cut-sidecar',
  'marked-sidecar',
  'wrong-types',
  'odd-dates',
] as const;

test.each(readable)('%s holds what must survive it, and what must be refused', async (kind) => {
  const { files, survivors, suspects } = await made(kind);
  const entries = readZip(await readFile(files[0] ?? ''));
  const held = entries.map(({ name, bytes }) => `${name.toString()} ${digestOf(bytes)}`);
  expect(survivors.length).toBeGreaterThan(0);
  expect(held).toEqual(expect.arrayContaining(survivors.map(({ path, sha256 }) => `${path} ${sha256}`)));
  expect(entries.map(({ name }) => name.toString())).toEqual(expect.arrayContaining([...suspects]));
});

test.each([
  ['wrong-checksum', /bytes of/],
  ['lying-size', /larger than 1001 bytes/],
  ['truncated-zip', /end of directory/],
  ['wrong-magic', /end of directory/],
  ['empty-file', /end of directory/],
] as const)('%s is found out by a strict reader', async (kind, message) => {
  await expect(entriesOf(kind)).rejects.toThrow(message);
});

test('a bomb is small until it is unpacked', async () => {
  const { files } = await made('zip-bomb');
  expect((await stat(files[0] ?? '')).size).toBeLessThan(1_000_000);
});

test('an encrypted entry says that it is', async () => {
  const { suspects, files } = await made('encrypted');
  const entries = readZip(await readFile(files[0] ?? ''));
  const marked = entries.filter(({ flags }) => (flags & 1) !== 0).map(({ name }) => name.toString());
  expect(marked).toEqual(suspects);
});

test('two parts claim one entry with different bytes', async () => {
  const { files, survivors } = await made('same-entry');
  const entries = await Promise.all(files.map(async (file) => readZip(await readFile(file))));
  expect(entries.map((list) => list.map(({ name }) => name.toString()))).toEqual(survivors.map(({ path }) => [path]));
  expect(new Set(survivors.map(({ sha256 }) => sha256)).size).toBe(2);
});

test('a hundred megabytes of sidecar are valid JSON', async () => {
  const entries = await entriesOf('huge-sidecar');
  const sidecar = entries.find(({ name }) => name.toString().endsWith('.json'));
  expect(sidecar?.bytes.length).toBeGreaterThan(100_000_000);
});

test('equal seeds give equal bytes', async () => {
  const kinds = brokenPartKinds.filter(
    (kind) => kind !== 'zip-bomb' && kind !== 'huge-sidecar' && kind !== 'lying-size',
  );
  const digests = async () => {
    const parts = await brokenParts(await temporaryFolder(), kinds, 7);
    return Promise.all(parts.flatMap(({ files }) => files.map(async (file) => digestOf(await readFile(file)))));
  };
  expect(await digests()).toEqual(await digests());
});
