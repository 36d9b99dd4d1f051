import { beforeEach, expect, test } from 'vitest';
import { noFindings } from '../../../electron/contract/findings.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { type BackupFixture, backupFixture, jpeg, sha256 } from '../backup/backup-fixture.ts';
import { at } from './catalog-fixture.ts';

let backup: BackupFixture;
let a: { readonly path: string; readonly assetId: number };

beforeEach(async () => {
  backup = await backupFixture();
  a = await backup.store('A');
});

function found() {
  return backup.catalog.findings.list({ limit: 100, after: 0 });
}

function openProblems(): readonly string[] {
  return backup.catalog.problems
    .open({ limit: 100, after: 0 })
    .map(({ problem: { code, subject } }) => `${code} ${subject}`);
}

test('a photo is a finding from the first look at it that is not well until one that is', () => {
  const { assets, findings } = backup.catalog;
  assets.recordVerification(a.assetId, 'changed', at(1), { isCut: true, mayBeEdit: false });
  assets.recordVerification(a.assetId, 'changed', at(2), { isCut: false, mayBeEdit: true });
  expect(found()).toEqual([
    { id: 1, thing: 'photo', fault: 'changed', path: a.path, mayBeEdit: true, since: at(1), seenAt: at(2) },
  ]);
  expect(findings.counts()).toMatchObject({ total: 1, since: at(1), things: { photo: 1 }, faults: { changed: 1 } });
  expect(findings.of({ thing: 'photo', assetId: a.assetId })?.fault).toBe('changed');
  assets.recordVerification(a.assetId, 'intact', at(3));
  expect(found()).toEqual([]);
  expect(findings.counts()).toEqual(noFindings);
});

test.each(['missing', 'unreadable'] as const)('what is %s is found, and over once it can be read again', (fault) => {
  const { assets } = backup.catalog;
  if (fault === 'missing') assets.recordVerification(a.assetId, 'missing', at(1));
  else assets.recordUnreadable(a.assetId, problem('file-unreadable', { subject: a.path, detail: 'EIO' }), at(1));
  expect(found()).toMatchObject([{ thing: 'photo', fault, path: a.path }]);
  assets.recordVerification(a.assetId, 'intact', at(2));
  expect(found()).toEqual([]);
});

test('a photo that is found again by its content is a finding no more', () => {
  const { assets } = backup.catalog;
  assets.recordVerification(a.assetId, 'missing', at(1));
  const bytes = jpeg('A');
  assets.adopt({
    facts: {
      ...{ sha256: sha256(bytes), bytes: bytes.length, mimeType: 'image/jpeg', fidelity: null, width: 1, height: 1 },
      ...{ takenLocal: null, zoneMinutes: null, takenReason: 'none' },
    },
    place: { path: 'Photos/Rome/A.JPG', key: 'photos/rome/a.jpg' },
    ...{ mtime: 0, at: at(2) },
  });
  expect(found()).toEqual([]);
});

test('a new content in the place of one that was missing leaves no finding', () => {
  const { assets, transfers, storage } = backup.catalog;
  assets.recordVerification(a.assetId, 'missing', at(1));
  const run = backup.catalog.runs.begin({ sourceId: backup.source, kind: 'full', dryRun: false, startedAt: at(1) });
  const [wanted] = transfers.claim(backup.source, run, 1);
  const bytes = jpeg('A, made again by Google');
  const [reserved] = storage.reserve(
    run,
    [
      {
        itemId: wanted?.id ?? 0,
        facts: {
          ...{
            sha256: sha256(bytes),
            bytes: bytes.length,
            mimeType: 'image/jpeg',
            fidelity: null,
            width: 1,
            height: 1,
          },
          ...{ takenLocal: null, zoneMinutes: null, takenReason: 'none' },
        },
        candidates: [{ path: 'Photos/Undated/A.JPG', key: 'photos/undated/a.jpg' }],
      },
    ],
    at(2),
  );
  const assetId = reserved?.kind === 'reserved' ? reserved.assetId : 0;
  storage.commit(run, [{ assetId, itemId: wanted?.id ?? 0, storedAt: at(2), mtime: 0 }]);
  expect(found()).toEqual([]);
});

test('sidecars, albums and the checksum list are findings and open problems of their places until they are mended', () => {
  const { findings } = backup.catalog;
  const sidecar = { thing: 'sidecar', assetId: a.assetId } as const;
  const album = { thing: 'album', path: 'Albums/Rome' } as const;
  const sums = { thing: 'sums', path: 'SHA256SUMS' } as const;
  findings.record({ subject: sidecar, fault: 'cut', path: `${a.path}.xmp`, at: at(1) });
  findings.record({ subject: album, fault: 'missing', path: album.path, detail: 'the folder', at: at(1) });
  findings.record({ subject: album, fault: 'changed', path: album.path, detail: '2 of 3 entries', at: at(2) });
  findings.record({ subject: sums, fault: 'missing', path: sums.path, at: at(2) });
  expect(found().map(({ thing, fault, path }) => [thing, fault, path])).toEqual([
    ['sidecar', 'cut', `${a.path}.xmp`],
    ['album', 'changed', 'Albums/Rome'],
    ['sums', 'missing', 'SHA256SUMS'],
  ]);
  expect(openProblems()).toEqual([
    `sidecar-damaged ${a.path}.xmp`,
    'album-view-damaged Albums/Rome',
    'sums-damaged SHA256SUMS',
  ]);
  expect(findings.paths('album')).toEqual(['Albums/Rome']);
  for (const subject of [sidecar, album, sums]) findings.resolve(subject, at(3));
  expect(findings.counts()).toEqual(noFindings);
  expect(openProblems()).toEqual([]);
});
