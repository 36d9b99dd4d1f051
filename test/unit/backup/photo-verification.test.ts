import { beforeEach, expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { filesToVerify, PhotoVerification } from '../../../electron/engine/backup/photo-verification.ts';
import type { CatalogAsset } from '../../../electron/engine/catalog/assets/asset-row.ts';
import { type BackupFixture, backupFixture } from './backup-fixture.ts';

let backup: BackupFixture;
let verification: PhotoVerification;

beforeEach(async () => {
  backup = await backupFixture();
  for (const key of ['B', 'A']) await backup.store(key);
  const { catalog, destination, clock } = backup;
  verification = new PhotoVerification({ catalog, destination, now: clock.now });
});

function asset(key: string): CatalogAsset {
  const found = backup.catalog.assets.atPath(pathOf(key));
  if (found === null) throw new Error(`${key} is not in the catalog`);
  return found;
}

function pathOf(key: string): string {
  return `Photos/2023/08/${key}.JPG`;
}

function hashed(key: string, sha256 = asset(key).sha256) {
  return { kind: 'hashed', file: asset(key), hash: { sha256, bytes: 40 } } as const;
}

test('what holds the bytes that were stored is intact, and read now', async () => {
  await verification.add(hashed('A'));
  expect(verification.report()).toMatchObject({ checked: 1, intact: 1, bytes: 40, changed: [], missing: [] });
  expect(asset('A').verified).toEqual({ outcome: 'intact', at: backup.clock.now().toISOString() });
  expect(verification.findings()).toEqual([]);
});

test('what changed and what is missing is kept by the catalog, in the order of the paths', async () => {
  await verification.add(hashed('B', 'f'.repeat(64)));
  await verification.add({ kind: 'missing', file: asset('A') });
  expect(verification.report()).toMatchObject({
    checked: 2,
    intact: 0,
    changed: [pathOf('B')],
    missing: [pathOf('A')],
  });
  expect(verification.findings()).toMatchObject([
    { thing: 'photo', fault: 'missing', path: pathOf('A') },
    { thing: 'photo', fault: 'changed', path: pathOf('B') },
  ]);
});

test('what cannot be read is told by name, counts as no byte, and is no proof of damage', async () => {
  await verification.add({
    kind: 'unreadable',
    file: asset('B'),
    problem: problem('file-unreadable', { detail: 'EIO' }),
  });
  await verification.add({ kind: 'unreadable', file: asset('A'), problem: problem('destination-link') });
  expect(verification.report()).toMatchObject({
    ...{ checked: 2, intact: 0, bytes: 0, changed: [], missing: [] },
    unreadable: [
      { code: 'destination-link', subject: pathOf('A') },
      { code: 'file-unreadable', subject: pathOf('B'), detail: 'EIO' },
    ],
  });
  expect(asset('B').state).toBe('stored');
});

test('what is right again is found no more', async () => {
  await verification.add(hashed('A', 'f'.repeat(64)));
  await verification.add(hashed('A'));
  expect(verification.findings()).toEqual([]);
  expect(backup.catalog.findings.counts().total).toBe(0);
});

test('files are handed out as they are when their turn comes, without those that the catalog has lost', () => {
  const ids = Float64Array.from([asset('B').id, 4_711, asset('A').id]);
  expect([...filesToVerify(backup.catalog, ids)].map(({ path }) => path)).toEqual([pathOf('B'), pathOf('A')]);
});
