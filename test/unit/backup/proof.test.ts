import { beforeEach, expect, test } from 'vitest';
import { writeDueProof } from '../../../electron/engine/backup/due-proof.ts';
import { writeProof } from '../../../electron/engine/backup/proof.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { goodValue } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, backupFixture, jpeg, sha256 } from './backup-fixture.ts';

const dayMs = 86_400_000;
const json = '.afterimage/reports/proof-2026-11-21.json';
let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
});

function deps() {
  const { destination, catalog, clock } = backup;
  return { destination, catalog, now: clock.now };
}

/** A photo that was read again so many days ago. */
async function readAgain(key: string, daysAgo: number): Promise<void> {
  const { assetId } = await backup.store(key);
  const at = new Date(backup.clock.now().getTime() - daysAgo * dayMs).toISOString();
  backup.catalog.assets.recordVerification(assetId, 'intact', at);
}

async function proof() {
  return JSON.parse((await backup.read(json)) ?? 'null');
}

test('a proof names every file with its sum and when it was read, and the one number that stands for all', async () => {
  await readAgain('A', 1);
  await backup.store('B');
  const list = `${sha256(jpeg('A'))}  Photos/2023/08/A.JPG\n`;
  await backup.put('SHA256SUMS', list);
  expect(goodValue(await writeProof(deps()))).toBe(json);
  expect(await proof()).toMatchObject({
    ...{ format: 1, photos: 2, at: '2026-11-21T10:00:00.000Z', destination: backup.destination.identity },
    root: { file: 'SHA256SUMS', sha256: sha256(Buffer.from(list)) },
    read: { oldest: '2026-11-20T10:00:00.000Z', newest: '2026-11-20T10:00:00.000Z', never: 1 },
    findings: { total: 0 },
    files: [
      { path: 'Photos/2023/08/A.JPG', sha256: sha256(jpeg('A')), read: { outcome: 'intact' } },
      { path: 'Photos/2023/08/B.JPG', sha256: sha256(jpeg('B')), read: null },
    ],
  });
});

test('what is known to be missing stands in it, for programs and for people', async () => {
  const { assetId } = await backup.store('A', { isMissing: true });
  backup.catalog.assets.recordVerification(assetId, 'missing', backup.clock.now().toISOString());
  goodValue(await writeProof(deps()));
  expect(await proof()).toMatchObject({ findings: { total: 1 }, files: [{ state: 'missing' }] });
  const page = await backup.read(json.replace('.json', '.html'));
  expect(page).toContain('<th>Known to be missing or damaged</th><td>1</td>');
  expect(page).toContain('there is no list');
});

test('an empty backup has a proof that is whole JSON', async () => {
  goodValue(await writeProof(deps()));
  expect(await proof()).toMatchObject({ photos: 0, files: [] });
});

test('a disk that is full leaves no half proof, and says so', async () => {
  await backup.store('A');
  watchDisk(backup.destination.path, new StepFaults().failing(/appendFile/u, 'ENOSPC'));
  expect(await writeProof(deps())).toMatchObject({ ok: false, problem: { code: 'destination-full' } });
  expect(await backup.files('.afterimage/reports')).toEqual([]);
  expect((await backup.files('.afterimage/staging')).filter((name) => name.includes('proof'))).toEqual([]);
});

test('a proof is due once everything was read since the last one, and then not again', async () => {
  await readAgain('A', 2);
  expect(goodValue(await writeDueProof(deps()))).toBe(json);
  expect(goodValue(await writeDueProof(deps()))).toBeNull();
  const { id = 0 } = backup.catalog.assets.atPath('Photos/2023/08/A.JPG') ?? {};
  const readNow = () => backup.catalog.assets.recordVerification(id, 'intact', backup.clock.now().toISOString());
  readNow();
  expect(goodValue(await writeDueProof(deps())), 'the day has its proof').toBeNull();
  backup.clock.pass(3 * dayMs);
  expect(goodValue(await writeDueProof(deps())), 'nothing was read since').toBeNull();
  await readAgain('B', 0);
  expect(goodValue(await writeDueProof(deps())), 'only one was').toBeNull();
  readNow();
  expect(goodValue(await writeDueProof(deps()))).toBe('.afterimage/reports/proof-2026-11-24.json');
});

test('what was never read is no proof', async () => {
  await backup.store('A');
  await readAgain('B', 0);
  expect(goodValue(await writeDueProof(deps()))).toBeNull();
  expect(await backup.files('.afterimage/reports')).toEqual([]);
});
