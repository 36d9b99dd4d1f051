import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { runBackup } from '../../../electron/engine/backup/run.ts';
import type { VerificationRequest } from '../../../electron/engine/backup/verification-request.ts';
import { verifyViews } from '../../../electron/engine/backup/view-verification.ts';
import { apiPolicy } from '../../../electron/engine/sources/api-policy.ts';
import { diskThreadsHere } from '../../support/disk-threads-here.ts';
import { createTemplateSource } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type BackupFixture, backupFixture, jpeg } from './backup-fixture.ts';
import { runParts } from './run-fixture.ts';

const a = 'Photos/2023/08/A.JPG';
const sidecar = `${a}.xmp`;
const album = 'Albums/Template';
let backup: BackupFixture;
let stopping: AbortController;
let read: number;

/** A backup of two photos with captions, in one album, as a run has left it. */
beforeEach(async () => {
  backup = await backupFixture(`${await temporaryFolder()}/catalog.sqlite`);
  stopping = new AbortController();
  read = 0;
  const photos = ['A', 'B'].map((key) => ({
    ...{ key, filename: `${key}.JPG`, createdAt: '2023-08-01T10:00:00.000Z', description: `caption of ${key}` },
    bytes: jpeg(key),
  }));
  const source = { ...createTemplateSource(photos), kind: 'library' as const };
  const { deps, request, control } = runParts(backup, { source, policyOf: () => apiPolicy });
  expect((await runBackup(deps, request)).outcome).toBe('complete');
  control.dispose();
});

function verified(request: VerificationRequest = {}) {
  const { destination, catalog, clock } = backup;
  return verifyViews(
    {
      ...{ destination, catalog, now: clock.now, signal: stopping.signal, threads: diskThreadsHere() },
      policyOf: () => apiPolicy,
      onRead: (bytes) => {
        read += bytes;
      },
    },
    request,
  );
}

/** What was found, in one line each. */
async function found(request: VerificationRequest = {}): Promise<readonly string[]> {
  const { findings } = await verified(request);
  return findings.map(({ thing, path, fault }) => `${thing} ${path}: ${fault}`);
}

test('what a run has left is as it was written, and the copies in albums are read', async () => {
  const views = await verified();
  expect(views).toMatchObject({ findings: [], edited: [], unknown: 0, unknownFiles: null, quarantined: [] });
  expect(read).toBe(jpeg('A').length + jpeg('B').length);
});

test('a sidecar that is gone is found, and found mended once it is back', async () => {
  const text = (await backup.read(sidecar)) ?? '';
  await backup.remove(sidecar);
  expect(await found()).toEqual([`sidecar ${sidecar}: missing`]);
  expect(backup.catalog.findings.of({ thing: 'sidecar', assetId: assetId() })).not.toBeNull();
  await backup.put(sidecar, text);
  expect(await found()).toEqual([]);
  expect(backup.catalog.findings.of({ thing: 'sidecar', assetId: assetId() })).toBeNull();
});

function assetId(): number {
  return backup.catalog.assets.atPath(a)?.id ?? 0;
}

test('a sidecar that another program changed is said, and is no damage; one that is cut short is', async () => {
  const text = (await backup.read(sidecar)) ?? '';
  await backup.put(sidecar, text.replace('caption of A', 'a better caption'));
  expect(await verified()).toMatchObject({ edited: [sidecar], findings: [] });
  await backup.put(sidecar, text.slice(0, 200));
  expect(await found()).toEqual([`sidecar ${sidecar}: cut`]);
});

test('an album that lacks a photo, or whose copy has other bytes, is found by its folder', async () => {
  const copy = (await backup.files(album)).find((path) => path.endsWith('A.JPG')) ?? '';
  await backup.remove(copy);
  expect(await found()).toEqual([`album ${album}: changed`]);
  await backup.put(copy, Buffer.from(jpeg('A')).fill(0, 24));
  expect(await found()).toEqual([`album ${album}: changed`]);
  await backup.put(copy, jpeg('A'));
  expect(await found()).toEqual([]);
});

test('the copies in albums are left unread where only what was stored lately, or another share, is asked for', async () => {
  const copy = (await backup.files(album)).find((path) => path.endsWith('A.JPG')) ?? '';
  await backup.put(copy, Buffer.from(jpeg('A')).fill(0, 24));
  expect(await found({ since: '2030-01-01T00:00:00.000Z' })).toEqual([]);
  const shares = await Promise.all([1, 2].map((index) => found({ subset: { index, of: 2 } })));
  expect(shares.flat()).toEqual([`album ${album}: changed`]);
});

test('a checksum list that was changed is found, unless only a part of the folder is asked about', async () => {
  await backup.put('SHA256SUMS', 'nothing\n');
  expect(await found()).toEqual(['sums SHA256SUMS: changed']);
  expect(await found({ path: 'Photos/2023' })).toEqual([]);
});

test('a person’s own files are counted, named when that is asked for, and only below what is asked about', async () => {
  await backup.put('Photos/2023/notes.txt', 'mine');
  await backup.put(`${album}/mine.txt`, 'mine');
  expect(await verified()).toMatchObject({ unknown: 2, unknownFiles: null, findings: [] });
  const named = await verified({ listUnknown: true });
  expect(named.unknownFiles).toEqual([`${album}/mine.txt`, 'Photos/2023/notes.txt']);
  expect((await verified({ path: 'Photos', listUnknown: true })).unknownFiles).toEqual(['Photos/2023/notes.txt']);
});

test('an album folder behind a link is not looked into', async () => {
  const elsewhere = join(await temporaryFolder(), 'moved');
  await mkdir(join(elsewhere, '..'), { recursive: true });
  const folder = join(backup.destination.path, album);
  await rename(folder, elsewhere);
  await symlink(elsewhere, folder);
  expect((await found()).join()).toMatch(new RegExp(`^album ${album}: `, 'u'));
  expect(read).toBe(0);
});

test('it stops when it is told to', async () => {
  stopping.abort();
  await expect(verified()).rejects.toMatchObject({ name: 'AbortError' });
});
