import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTruth } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

test('a library with albums is backed up whole, once, and verifiably', { tags: 'long' }, async () => {
  const items = isLong() ? 500 : 150;
  const { google, backup, call } = await openWorld({ items, albums: 20, seed: 11 });

  const first = await call(['backup', '--json']);
  expect(first.code, first.stderr).toBe(0);
  expect(lastRecord(first)).toMatchObject({
    event: 'finished',
    outcome: 'complete',
    kind: 'full',
    discovered: items,
    stored: items,
    present: 0,
    skipped: 0,
    failed: 0,
    problem: null,
  });
  await expectWholeBackup(google.url, backup);
  expect(google.statistics().itemsDeliveredAgain).toBe(0);

  google.resetStatistics();
  const second = await call(['backup', '--json']);
  expect(lastRecord(second)).toMatchObject({ outcome: 'complete', kind: 'quick', stored: 0, present: items, bytes: 0 });
  expect(google.statistics().mediaRequests).toBe(0);
  await expectWholeBackup(google.url, backup);

  const verified = await call(['verify', '--json']);
  expect(lastRecord(verified)).toMatchObject({ checked: items, intact: items, changed: [], missing: [] });
});

test('files stand under the month in which they were taken, with that time', async () => {
  const { google, backup, call } = await openWorld({ items: 80, albums: 2, seed: 5 });
  await call(['backup']);
  const sums = new Map(
    (await readFile(join(backup, 'SHA256SUMS'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, 64), line.slice(66)]),
  );
  for (const { sha256, taken } of await readTruth(google.url)) {
    const path = sums.get(sha256) ?? '';
    const [year, month] = (taken ?? '').split('-');
    expect(path).toMatch(new RegExp(`^Photos/${year}/${month}/`));
    const { mtimeMs } = await stat(join(backup, path));
    // The zone may be known: the wall clock and the moment are less than a day apart.
    expect(Math.abs(mtimeMs - Date.parse(`${taken}Z`))).toBeLessThan(15 * 3_600_000);
  }
});

test('an unchanged library costs a request for 100 items, one for 50 albums, few more, and no bytes', {
  tags: 'long',
}, async () => {
  const [items, albums] = isLong() ? [10_000, 200] : [250, 120];
  const { google, call } = await openWorld({ items, albums, seed: 3, itemBytes: 2_560 });
  const first = await call(['backup', '--json']);
  expect(lastRecord(first)).toMatchObject({ outcome: 'complete', stored: items });
  google.resetStatistics();
  const second = await call(['backup', '--json']);
  expect(lastRecord(second)).toMatchObject({ outcome: 'complete', stored: 0, present: items });
  expect(google.statistics().apiRequests).toBeLessThanOrEqual(items / 100 + albums / 50 + 11);
  expect(google.statistics().mediaRequests).toBe(0);
});

test('no secret is written outside the token store', async () => {
  const { google, backup, data, call } = await openWorld({ items: 20, albums: 1, seed: 1 });
  // Every event of the log, in a file that is searched as well; a second run so that links are renewed, too.
  const log = join(data, 'trace.log');
  const ran = await call(['backup', '--verbose', '--log-file', log]);
  await call(['backup', '--full', '--log-file', log]);
  const tokens = await readFile(join(data, '..', 'tokens.json'), 'utf8');
  const refreshToken = /1\/\/[\w-]{20,}/.exec(tokens)?.[0] ?? '';
  expect(refreshToken).not.toBe('');
  const secrets = [refreshToken, google.client.installed.client_secret];
  const told = `${await readFile(log, 'utf8')}${ran.stderr}`;
  expect(told).toContain('"event":"item.stored"');
  expect(told).toContain('"event":"google.request"');
  const keys = (await call(['items', 'list', '--json'])).records.map(({ key }) => String(key));
  expect(keys.length).toBeGreaterThanOrEqual(20);
  for (const secret of [...secrets, ...keys]) expect(told).not.toContain(secret);
  for (const form of [
    /ya29\.[\w-]/,
    /Bearer [\w]/,
    /[?&](?:pageToken|code|state|key)=[\w-]/,
    /\/media\/\w+\/[\w-]{20}/,
    /@/,
  ]) {
    expect(told).not.toMatch(form);
  }
  for (const folder of [backup, data]) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const secret of secrets) expect(bytes.includes(secret), entry.name).toBe(false);
    }
  }
});

test('a dry run lists everything and fetches nothing', async () => {
  const { google, backup, call } = await openWorld({ items: 40, albums: 3, seed: 2 });
  const dry = await call(['backup', '--dry-run', '--json']);
  expect(dry.code).toBe(0);
  expect(lastRecord(dry)).toMatchObject({
    dryRun: true,
    discovered: 40,
    stored: 0,
    present: 0,
    skipped: 40,
    failed: 0,
  });
  expect(google.statistics().mediaRequests).toBe(0);
  expect(await readdir(backup)).toEqual(['.afterimage']);
});
