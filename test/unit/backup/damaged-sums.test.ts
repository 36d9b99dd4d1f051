import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeDamagedDue } from '../../../electron/engine/backup/damaged-sums.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BackupFixture, backupFixture, jpeg, sha256 } from './backup-fixture.ts';

let backup: BackupFixture;
const line = `${sha256(jpeg('A'))}  Photos/2023/08/A.JPG\n`;

beforeEach(async () => {
  backup = await backupFixture();
  await backup.store('A');
});

/** A verification has found the list damaged. */
function listIsFound(): void {
  const path = 'SHA256SUMS';
  backup.catalog.findings.record({
    subject: { thing: 'sums', path },
    fault: 'changed',
    path,
    at: '2026-11-21T10:00:00.000Z',
  });
}

function makeDue(edits = false): Promise<void> {
  const { destination, catalog } = backup;
  return makeDamagedDue({ destination, catalog, edits });
}

async function inQuarantine(): Promise<readonly string[]> {
  return (await backup.files('.afterimage/quarantine')).filter((name) => name.includes('SHA256SUMS'));
}

test('a list that a disk has spoilt makes room, and its remains are kept', async () => {
  await backup.put('SHA256SUMS', Buffer.concat([Buffer.from(line.slice(0, 40)), Buffer.alloc(40)]));
  listIsFound();
  await makeDue();
  expect(await backup.read('SHA256SUMS')).toBeNull();
  expect(await inQuarantine()).toHaveLength(1);
});

test("a list of the person's own keeps its name", async () => {
  await backup.put('SHA256SUMS', 'my own notes about sums\n');
  listIsFound();
  await makeDue();
  expect(await backup.read('SHA256SUMS')).toBe('my own notes about sums\n');
  expect(await inQuarantine()).toEqual([]);
});

test('nothing is touched that nothing was found about', async () => {
  await backup.put('SHA256SUMS', Buffer.alloc(40));
  await makeDue();
  expect(await backup.read('SHA256SUMS')).not.toBeNull();
});

test('a link in its place is set aside, and where it leads to stays as it is', async () => {
  const elsewhere = await temporaryFolder();
  await symlink(elsewhere, join(backup.destination.path, 'SHA256SUMS'));
  listIsFound();
  await makeDue();
  expect(await backup.files('')).not.toContain('SHA256SUMS');
});

test('an album that another program may have edited is made again only when edits are replaced', async () => {
  await backup.store('B', { album: 'Trip' });
  const { catalog } = backup;
  const [due] = catalog.albumViews.due('copy', { limit: 1, after: 0 });
  if (due === undefined) throw new Error('The album is not due');
  const folder = catalog.albumViews.freeFolder(due.id, [{ path: 'Albums/Trip', key: 'albums/trip' }]);
  const entry = { name: 'B.JPG', target: 'Photos/2023/08/B.JPG', kind: 'copy', bytes: 1, mtimeMs: 1 } as const;
  catalog.albumViews.record(due.id, { folder, made: [entry], settled: { kind: 'copy', revision: due.revision } });
  const subject = { thing: 'album', path: 'Albums/Trip' } as const;
  catalog.findings.record({
    subject,
    fault: 'changed',
    path: subject.path,
    mayBeEdit: true,
    at: '2026-11-21T10:00:00.000Z',
  });
  await makeDue();
  expect(catalog.albumViews.due('copy', { limit: 1, after: 0 })).toEqual([]);
  await makeDue(true);
  expect(catalog.albumViews.due('copy', { limit: 1, after: 0 })).toHaveLength(1);
});
