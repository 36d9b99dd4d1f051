import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  centralHeader,
  endOfDirectory,
  localHeader,
  type ZipRecord,
} from '../../simulator/takeout/archive/zip-records.ts';
import { rawZip } from '../../simulator/takeout/broken/broken-part.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { entryAt, fetched, fileOf, keepingSink, listed, opened, unstopped, writePart } from './part-reading.ts';
import { watchedDisk } from './watched-disk.ts';

async function archive(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.zip');
  await writeFile(path, bytes);
  return path;
}

/** One stored entry, whose records may say anything. */
function oneEntry(
  content: Buffer,
  lies: Partial<ZipRecord> & { readonly extra?: Buffer; readonly made?: number } = {},
): Buffer {
  const record: ZipRecord = {
    name: Buffer.from('Takeout/photo.jpg'),
    flags: 0,
    method: 0,
    modified: 1_790_000_000,
    crc32: crc32(content),
    compressed: content.length,
    size: content.length,
    offset: 0,
    mode: 0o100644,
    width: 'zip32',
    ...lies,
  };
  const local = Buffer.concat([localHeader({ ...record, offset: 0 }), content]);
  const central = Buffer.concat([centralHeader(record), lies.extra ?? Buffer.alloc(0)]);
  if (lies.extra !== undefined) central.writeUInt16LE(central.readUInt16LE(30) + lies.extra.length, 30);
  if (lies.made !== undefined) central[5] = lies.made;
  const end = endOfDirectory({ entries: 1, offset: local.length, bytes: central.length, width: 'zip32' });
  return Buffer.concat([local, central, end]);
}

async function firstEntryOf(bytes: Buffer) {
  const part = await opened(await archive(bytes));
  const [entry] = (await listed(part)).entries;
  if (entry === undefined) throw new Error('No entry');
  return { part, entry };
}

const photo = Buffer.from('a photo');

describe('names', () => {
  const extra = (id: number, data: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(data.length, 2);
    return Buffer.concat([head, data]);
  };
  const unicodePath = (name: Buffer, of: Buffer): Buffer => {
    const head = Buffer.alloc(5, 1);
    head.writeUInt32LE(crc32(of), 1);
    return extra(0x7075, Buffer.concat([head, name]));
  };
  const umlaut = Buffer.from([0x54, 0x2f, 0x81, 0x2e, 0x6a]);

  test.each([
    ['flagged UTF-8', { name: Buffer.from('T/ü.j'), flags: 0x800 }, 'T/ü.j'],
    ['UTF-8 that nobody announces', { name: Buffer.from('T/ü.j') }, 'T/ü.j'],
    ['code page 437', { name: umlaut }, 'T/ü.j'],
    ['a flag that is not true', { name: umlaut, flags: 0x800 }, 'T/ü.j'],
    ['a Unicode path', { name: umlaut, extra: unicodePath(Buffer.from('T/夏.j'), umlaut) }, 'T/夏.j'],
    ['a Unicode path of another name', { name: umlaut, extra: unicodePath(Buffer.from('T/夏.j'), photo) }, 'T/ü.j'],
    ['steps to nowhere', { name: Buffer.from('./T//./a.j') }, 'T/a.j'],
    ['a byte order mark', { name: Buffer.from('\ufeffT/a.j') }, '\ufeffT/a.j'],
  ])('%s', async (_, lies, path) => {
    const { part, entry } = await firstEntryOf(oneEntry(photo, lies));
    expect(entry).toMatchObject({ path, refusal: null });
    expect(await fetched(part, entry)).toEqual(photo);
  });

  test('backslashes separate when a packer on Windows used nothing else, and are judged then as well', async () => {
    const windows = 10;
    const sound = oneEntry(photo, { name: Buffer.from('Takeout\\2024\\a.jpg'), made: windows });
    expect((await firstEntryOf(sound)).entry).toMatchObject({ path: 'Takeout/2024/a.jpg', refusal: null });
    for (const name of ['Takeout\\..\\..\\a.jpg', 'C:\\a.jpg', '\\\\server\\a.jpg', 'Takeout/x\\..\\a.jpg']) {
      const hostile = oneEntry(photo, { name: Buffer.from(name), made: windows });
      expect((await firstEntryOf(hostile)).entry.refusal?.code, name).toBe('entry-refused');
    }
  });
});

describe('entries that cannot be read are told of, and the others are read', () => {
  test.each([
    ['an unknown method', oneEntry(photo, { method: 93 }), 'entry-unsupported'],
    ['encrypted', oneEntry(photo, { flags: 1 }), 'entry-encrypted'],
    ['a device', oneEntry(photo, { mode: 0o020644 }), 'entry-refused'],
  ])('%s', async (_, bytes, code) => {
    expect((await firstEntryOf(bytes)).entry.refusal?.code).toBe(code);
  });

  test.each([
    ['lies outside of the archive', { offset: 100_000 }],
    ['is not where the archive says', { offset: 3 }],
    ['reaches beyond the end', { compressed: 100_000, size: 100_000 }],
    ['is shorter than declared', { size: 1000 }],
    ['is longer than declared', { size: 3 }],
  ] as const)('one that %s', async (_, lies) => {
    const { part, entry } = await firstEntryOf(oneEntry(photo, lies));
    expect(await fetched(part, entry)).toBe('entry-damaged');
  });

  test('deflated data that are none, cut, or followed by something else, small and large', async () => {
    const large = randomBytes(700_000);
    for (const content of [Buffer.alloc(2000, 'xy'), large]) {
      const good = deflateRawSync(content);
      const file = fileOf('Takeout/a.jpg', content);
      const wrong = Buffer.alloc(good.length, 0xff);
      const variants = [wrong, good.subarray(0, -10), Buffer.concat([good, Buffer.alloc(3 << 20, 1)])];
      const codes = [];
      for (const deflated of variants) {
        const { part, entry } = await firstEntryOf(rawZip([{ entry: file, deflated }]));
        codes.push(await fetched(part, entry));
      }
      expect(codes).toEqual(['entry-damaged', 'entry-damaged', content]);
    }
  });

  const zip64 = (...sizes: readonly bigint[]): Buffer => {
    const field = Buffer.alloc(4 + 8 * sizes.length);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(8 * sizes.length, 2);
    for (const [i, size] of sizes.entries()) field.writeBigUInt64LE(size, 4 + 8 * i);
    return field;
  };
  const see = 0xffff_ffff;

  test.each([
    ['2^60 bytes, stored', { size: see, compressed: see, extra: zip64(1n << 60n, 1n << 60n) }],
    ['2^60 bytes, deflated from a few', { method: 8, size: see, extra: zip64(1n << 60n) }],
    ['2^64 - 1 bytes', { size: see, compressed: see, extra: zip64((1n << 64n) - 1n, (1n << 64n) - 1n) }],
    ['an offset of 2^63', { offset: see, extra: zip64(1n << 63n) }],
    ['large sizes that are not there', { size: see, compressed: see, extra: zip64(5n) }],
    ['extra fields that are longer than they are', { extra: Buffer.from([1, 0, 200, 0, 1, 2]) }],
  ])('one of %s', async (_, lies) => {
    const liar = oneEntry(photo, lies);
    const listAt = liar.readUInt32LE(liar.length - 6);
    const sound = oneEntry(photo, { name: Buffer.from('Takeout/sound.jpg') }).subarray(listAt, -22);
    const bytes = Buffer.concat([
      ...[liar.subarray(0, -22), sound],
      endOfDirectory({ entries: 2, offset: listAt, bytes: liar.length - 22 - listAt + sound.length, width: 'zip32' }),
    ]);
    const part = await opened(await archive(bytes));
    const { entries, end } = await listed(part);
    expect(end).toBeNull();
    expect(entries.map(({ path, bytes: told, refusal }) => [path, told, refusal?.code])).toEqual([
      ['Takeout/photo.jpg', 0, 'entry-damaged'],
      ['Takeout/sound.jpg', photo.length, undefined],
    ]);
    expect(await fetched(part, entryAt(entries, 'Takeout/photo.jpg'))).toBe('entry-damaged');
  });

  test('two entries of one name are both told, and each has its own bytes', async () => {
    const twins = ['one', 'other'].map((text) => ({ entry: fileOf('Takeout/twin.jpg', text) }));
    const part = await opened(await archive(rawZip(twins)));
    const { entries } = await listed(part);
    expect(entries.map(({ path, position }) => [path, position])).toEqual([
      ['Takeout/twin.jpg', 0],
      ['Takeout/twin.jpg', 1],
    ]);
    expect(await Promise.all(entries.map((entry) => fetched(part, entry)))).toEqual([
      Buffer.from('one'),
      Buffer.from('other'),
    ]);
  });
});

describe('a list of entries', () => {
  const zip = rawZip(['a', 'b', 'c'].map((name) => ({ entry: fileOf(`Takeout/${name}.jpg`, name) })));
  const listAt = zip.readUInt32LE(zip.length - 6);

  function changed(change: (bytes: Buffer) => void): Buffer {
    const bytes = Buffer.from(zip);
    change(bytes);
    return bytes;
  }

  test('that is damaged in the middle gives what comes before, and then the problem', async () => {
    const second = zip.indexOf('PK\u0001\u0002', listAt + 4);
    const part = await opened(await archive(changed((bytes) => bytes.writeUInt32LE(0, second))));
    const { entries, end } = await listed(part);
    expect(entries.map(({ path }) => path)).toEqual(['Takeout/a.jpg']);
    expect(end?.code).toBe('part-damaged');
    // Nobody knows whether it is the entry that it was.
    expect(await fetched(part, { path: 'Takeout/a.jpg', position: 0 })).toBe('part-damaged');
  });

  test('that is encrypted is told as such', async () => {
    const path = await writePart('zip64', [fileOf('Takeout/a.jpg', 'a'), fileOf('Takeout/b.jpg', 'b')]);
    const bytes = await readFile(path);
    bytes.writeUInt16LE(62, bytes.lastIndexOf('PK\u0006\u0006') + 14);
    bytes.fill(0x5a, bytes.indexOf('PK\u0001\u0002'), bytes.lastIndexOf('PK\u0006\u0006'));
    await writeFile(path, bytes);
    expect((await listed(await opened(path))).end?.code).toBe('part-encrypted');
  });

  test('with one entry that claims strong encryption gives all others', async () => {
    const second = zip.indexOf('PK\u0001\u0002', listAt + 4);
    const part = await opened(await archive(changed((bytes) => bytes.writeUInt16LE(0x41, second + 8))));
    const { entries, end } = await listed(part);
    expect(entries.map(({ path, refusal }) => [path, refusal?.code])).toEqual([
      ['Takeout/a.jpg', undefined],
      ['Takeout/b.jpg', 'entry-encrypted'],
      ['Takeout/c.jpg', undefined],
    ]);
    expect([end, await fetched(part, entryAt(entries, 'Takeout/c.jpg'))]).toEqual([null, Buffer.from('c')]);
  });

  test('that begins nowhere', async () => {
    const part = await opened(await archive(changed((bytes) => bytes.writeUInt32LE(0x7fff_ffff, bytes.length - 6))));
    expect(await listed(part)).toMatchObject({ entries: [], end: { code: 'part-damaged' } });
  });

  test('that holds more than it counts is not taken for whole', async () => {
    const part = await opened(await archive(changed((bytes) => bytes.writeUInt16LE(2, bytes.length - 12))));
    const { entries, end } = await listed(part);
    expect([entries.length, end?.code]).toEqual([2, 'part-damaged']);
  });

  test('with something behind it', async () => {
    const path = await archive(Buffer.concat([zip, Buffer.from('more')]));
    expect(await listed(await opened(path))).toMatchObject({ entries: [{}, {}, {}], end: null });
  });
});

describe('fetching', () => {
  test('announces the length, and needs no pass before', async () => {
    const path = await writePart('zip', [fileOf('Takeout/a.jpg', photo)]);
    const sink = keepingSink();
    const part = await opened(path);
    expect((await part.fetch({ path: 'Takeout/a.jpg', position: 0 }, sink, unstopped)).ok).toBe(true);
    expect(sink.head()).toEqual({ length: photo.length, contentType: null, from: 0, etag: null });
    expect(sink.content()).toEqual(photo);
  });

  test('what is not at that place is not given', async () => {
    const part = await opened(await writePart('zip', [fileOf('Takeout/a.jpg', photo)]));
    for (const position of [1, 5000, -1, 0.5]) {
      expect(await fetched(part, { path: 'Takeout/a.jpg', position })).toBe('part-changed');
    }
    expect(await fetched(part, { path: 'Takeout/b.jpg', position: 0 })).toBe('part-changed');
  });

  test('ends when it is stopped, and when the part is closed', async () => {
    const part = await opened(await writePart('zip', [fileOf('Takeout/large.mp4', randomBytes(5 << 20))]));
    const [entry] = (await listed(part)).entries;
    if (entry === undefined) throw new Error('No entry');
    const stop = new AbortController();
    const stopping = keepingSink(() => stop.abort());
    expect(await part.fetch(entry, stopping, stop.signal)).toMatchObject({
      ok: false,
      problem: { code: 'interrupted' },
    });
    const closing = keepingSink(() => void part.close());
    expect(await part.fetch(entry, closing, unstopped)).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
    expect(closing.content().length).toBeLessThan(5 << 20);
    expect(await fetched(part, entry)).toBe('interrupted');
  });

  test('a fault of the sink is no problem of the part', async () => {
    const part = await opened(await writePart('zip', [fileOf('Takeout/a.jpg', photo)]));
    const faulty = keepingSink(() => {
      throw new TypeError('a bug');
    });
    await expect(part.fetch(entryAt((await listed(part)).entries, 'Takeout/a.jpg'), faulty, unstopped)).rejects.toThrow(
      'a bug',
    );
  });
});

test('the content decides about the format, not the ending', async () => {
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.tgz');
  await writeFile(path, oneEntry(photo));
  expect((await opened(path)).format).toBe('zip');
});

test('small contents that lie together come in few reads, asked for in order or all at once', async () => {
  const files = Array.from({ length: 40 }, (_, n) => fileOf(`Takeout/${n}.jpg`, randomBytes(900)));
  const watched = watchedDisk();
  const part = await opened(await writePart('zip', files), watched.disk);
  const { entries } = await listed(part);
  const before = watched.reads.length;
  const inOrder: (Buffer | string)[] = [];
  for (const entry of entries) inOrder.push(await fetched(part, entry));
  expect(watched.reads.length - before).toBeLessThan(4);
  const wanted = files.map(({ chunks }) => Buffer.concat([...chunks]));
  expect(inOrder).toEqual(wanted);
  // Nobody gets what was read for another one meanwhile.
  expect(await Promise.all(entries.map((entry) => fetched(part, entry)))).toEqual(wanted);
});
