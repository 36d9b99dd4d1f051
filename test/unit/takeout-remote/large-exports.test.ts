import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../electron/contract/problem.ts';
import { ok } from '../../../electron/contract/result.ts';
import type { Drive, DriveFile } from '../../../electron/engine/google/drive.ts';
import { openPartFrom } from '../../../electron/engine/sources/takeout/archive/part.ts';
import { partsInDrive } from '../../../electron/engine/sources/takeout/drive/parts-in-drive.ts';
import { KeptBudget } from '../../../electron/engine/sources/takeout/remote/kept-ranges.ts';
import { remotePartFile } from '../../../electron/engine/sources/takeout/remote/remote-part-file.ts';

const never = new AbortController().signal;
const gigabyte = 1_000_000_000;

function inDrive(name: string, bytes: number): DriveFile {
  return {
    ...{ id: `id of ${name}`, name, mimeType: 'application/x-zip', bytes, md5: 'a'.repeat(32) },
    ...{ createdAt: '2026-09-05T10:00:00.000Z', isTrashed: false, isOwned: true },
  };
}

test('300 parts of 2 GB and a film of 20 GB are found by three questions', async () => {
  const parts = Array.from({ length: 300 }, (_, index) =>
    inDrive(`takeout-20260905T101112Z-3-${String(index + 1).padStart(3, '0')}.zip`, 2 * gigabyte),
  );
  const film = { ...inDrive('GH010015-301.MP4', 20 * gigabyte), mimeType: 'video/mp4' };
  const queries: string[] = [];
  const drive: Pick<Drive, 'search'> = {
    search: async (query) => {
      queries.push(query);
      const isFolders = query.startsWith('mimeType=');
      const files = isFolders ? [{ ...inDrive('Takeout', 0), bytes: null, md5: null }] : [...parts, film];
      return ok({ files, isIncomplete: false });
    },
  };
  const origin = partsInDrive({
    drive: drive as Drive,
    ...{ view: 'everything', email: null, stamp: null, now: () => new Date('2026-09-06T10:00:00.000Z') },
    memory: { knows: () => false, remember: () => undefined },
    told: { ofSubject: () => [] },
  });
  const { exports } = await origin.find(never);
  const found = exports.flatMap((one) => one.parts);
  expect(queries).toHaveLength(3);
  expect(found).toHaveLength(301);
  expect(new Set(found.map(({ path }) => path)).size).toBe(301);
});

interface LargeEntry {
  readonly path: string;
  readonly bytes: number;
  /** Zeros where it is absent: nothing large is held. */
  readonly content?: Buffer;
}

/** The stretches of a zip archive that are not zeros, and its length. */
function largeZip(entries: readonly LargeEntry[]) {
  const stretches: { readonly at: number; readonly bytes: Buffer }[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { path, bytes, content } of entries) {
    const name = Buffer.from(path);
    // Stored, with its sum and lengths: the fields that the header and the list have in common.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(content === undefined ? 0 : crc32(content), 10);
    common.writeUInt32LE(bytes, 14);
    common.writeUInt32LE(bytes, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name);
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name]);
    stretches.push({ at, bytes: Buffer.concat([header, content ?? Buffer.alloc(0)]) });
    at += header.length + bytes;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  stretches.push({ at, bytes: Buffer.concat([directory, end]) });
  return { stretches, bytes: at + directory.length + end.length };
}

test('300 parts of 2 GB are listed by a few hundred kilobytes each, and a photo behind 2 GB is fetched alone', async () => {
  const budget = { kept: new KeptBudget(48 << 20), passed: new KeptBudget(48 << 20) };
  const json = Buffer.from('{"title":"A.jpg","photoTakenTime":{"timestamp":"1551398400"}}');
  const photo = Buffer.alloc(50_000, 7);
  let brought = 0;
  for (let number = 1; number <= 300; number += 1) {
    const folder = 'Takeout/Google Photos/Photos from 2019';
    const zip = largeZip([
      { path: `${folder}/film ${number}.mp4`, bytes: 2 * gigabyte },
      { path: `${folder}/A.jpg.json`, bytes: json.length, content: json },
      { path: `${folder}/A.jpg`, bytes: photo.length, content: photo },
      // The list and what the archive is known by lie behind it.
      { path: `${folder}/B.jpg`, bytes: 1_000_000 },
    ]);
    const name = `takeout-20260905T101112Z-3-${String(number).padStart(3, '0')}.zip`;
    const file = remotePartFile(
      {
        ...{ identity: name, name, bytes: zip.bytes, md5: 'a'.repeat(32), createdAt: 0 },
        range: async (begin, end, write) => {
          brought += end - begin;
          const bytes = Buffer.alloc(end - begin);
          for (const stretch of zip.stretches) {
            const from = Math.max(begin, stretch.at);
            const to = Math.min(end, stretch.at + stretch.bytes.length);
            if (from < to) stretch.bytes.copy(bytes, from - begin, from - stretch.at, to - stretch.at);
          }
          await write(bytes);
          return ok(undefined);
        },
        isUnchanged: async () => ok(true),
      },
      budget,
    );
    const part = await openPartFrom(`drive:/${number}/${name}`, async () => ok(file));
    if (!part.ok) throw new ProblemError(part.problem);
    const before = brought;
    for await (const { entry, read } of part.value.walk(never)) {
      if (entry.path.endsWith('.json')) expect((await read(1_000)).ok).toBe(true);
      if (!entry.path.endsWith('A.jpg')) continue;
      let came = 0;
      const sink = { resumeFrom: () => null, start: () => undefined, end: () => undefined };
      const write = (chunk: Uint8Array): void => {
        came += chunk.length;
      };
      if (number % 100 === 0) expect(await part.value.fetch(entry, { ...sink, write }, never)).toEqual(ok(undefined));
      expect(came).toBe(number % 100 === 0 ? photo.length : 0);
    }
    expect(brought - before, 'the list, the details, and the photo where it is asked for').toBeLessThan(400_000);
  }
  expect(brought / 300).toBeLessThan(500_000);
});

test('a file of 20 GB is read where it is asked for, beyond what fits into 32 bits, and no more of it', async () => {
  const asked: (readonly [number, number])[] = [];
  const bytes = 20 * gigabyte;
  const file = remotePartFile(
    {
      ...{ identity: 'film', name: 'GH010015-301.MP4', bytes, md5: 'a'.repeat(32), createdAt: 0 },
      range: async (begin, end, write) => {
        asked.push([begin, end]);
        // Each byte says where it lies.
        for (let at = begin; at < end; at += 1_000) {
          await write(
            Uint8Array.from({ length: Math.min(1_000, end - at) }, (_, i) => Math.floor((at + i) / 1_000) % 251),
          );
        }
        return ok(undefined);
      },
      isUnchanged: async () => ok(true),
    },
    { kept: new KeptBudget(1 << 20), passed: new KeptBudget(1 << 20) },
  );
  const into = new Uint8Array(100);
  const offset = bytes - 5_000_000_123;
  await file.read(into, offset);
  expect(into[0]).toBe(Math.floor(offset / 1_000) % 251);
  expect(into[99]).toBe(Math.floor((offset + 99) / 1_000) % 251);
  const brought = asked.reduce((sum, [begin, end]) => sum + end - begin, 0);
  expect(brought).toBeLessThan(1 << 20);
  await expect(file.read(into, bytes - 50)).rejects.toMatchObject({ problem: { code: 'part-truncated' } });
  await file.close();
});
