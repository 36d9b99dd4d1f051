import { expect, test } from 'vitest';
import { ok } from '../../../electron/contract/result.ts';
import type { Drive, DriveFile } from '../../../electron/engine/google/drive.ts';
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
    ...{ view: 'everything', stamp: null, now: () => new Date('2026-09-06T10:00:00.000Z') },
    memory: { knows: () => false, remember: () => undefined },
  });
  const { exports } = await origin.find(never);
  const found = exports.flatMap((one) => one.parts);
  expect(queries).toHaveLength(3);
  expect(found).toHaveLength(301);
  expect(new Set(found.map(({ path }) => path)).size).toBe(301);
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
    new KeptBudget(1 << 20),
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
