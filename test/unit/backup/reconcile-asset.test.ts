import { beforeEach, expect, test } from 'vitest';
import { type ReconciledAsset, reconcileAsset } from '../../../electron/engine/backup/reconcile-asset.ts';
import { StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { at, facts } from '../catalog/catalog-fixture.ts';
import {
  type BackupFixture,
  backupFixture,
  type GivenPhoto,
  jpeg,
  plainMetadata,
  policyOf,
  sha256,
} from './backup-fixture.ts';

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
});

async function reconciled(photo: GivenPhoto = {}, key = 'A'): Promise<ReconciledAsset> {
  const { assetId } = await backup.store(key, { said: plainMetadata(), ...photo });
  return reconcile(assetId);
}

async function reconcile(assetId: number): Promise<ReconciledAsset> {
  const metadata = backup.catalog.effectiveMetadata.of(assetId);
  if (metadata === null) throw new Error('An export speaks of it');
  const { destination, catalog, clock } = backup;
  return reconcileAsset(metadata, { destination, catalog, now: clock.now, room: {}, policyOf });
}

function firstPlace({ plan }: ReconciledAsset): string | null {
  for (const { path } of plan?.candidates() ?? []) return path;
  return null;
}

const march = { createdAt: '2020-03-01T10:00:00.000Z', takenLocal: '2023-08-01T10:00:00' };

test('a photo in its place with its date stays where it is', async () => {
  expect((await reconciled()).plan).toBeNull();
});

test('another date is another month', async () => {
  const decision = await reconciled(march);
  const { plan, taken } = decision;
  expect(firstPlace(decision)).toBe('Photos/2020/03/A.JPG');
  expect(plan?.body).toMatchObject({ kind: 'move', wantedPath: 'Photos/2020/03/A.JPG' });
  expect(taken).toMatchObject({ takenLocal: '2020-03-01T10:00:00', takenReason: 'sidecar' });
});

test("what an earlier version stored under an ending that is nobody's keeps it, also in another month", async () => {
  expect((await reconciled({ filename: 'A.xyz' })).plan).toBeNull();
  expect(firstPlace(await reconciled({ filename: 'B.xyz', ...march }, 'B'))).toBe('Photos/2020/03/B.xyz');
});

test('its places can be proposed again from the first on', async () => {
  const decision = await reconciled(march);
  expect([firstPlace(decision), firstPlace(decision)]).toEqual(['Photos/2020/03/A.JPG', 'Photos/2020/03/A.JPG']);
});

test('a date within the month changes the time of the file and not its place', async () => {
  const decision = await reconciled({ createdAt: '2023-08-09T10:00:00.000Z', takenLocal: '2023-08-01T10:00:00' });
  expect(firstPlace(decision)).toBe('Photos/2023/08/A.JPG');
  expect(decision.plan?.body).toMatchObject({ wantedPath: 'Photos/2023/08/A.JPG' });
});

test('a file that lies in a place of its own choosing stays there, with the time that is known now', async () => {
  const { assetId, path } = await backup.store('A', { said: plainMetadata(), ...march });
  const byHand = { path: 'Photos/Rome/A.JPG', key: 'photos/rome/a.jpg' };
  await backup.put(byHand.path, jpeg('A'));
  await backup.remove(path);
  backup.catalog.assets.recordVerification(assetId, 'missing', at(2));
  const bytes = jpeg('A');
  const found = facts('A', { sha256: sha256(bytes), bytes: bytes.length });
  backup.catalog.assets.adopt({ facts: found, place: byHand, mtime: 1_000, at: at(3) });
  const decision = await reconcile(assetId);
  expect(firstPlace(decision)).toBe('Photos/Rome/A.JPG');
});

test('what the file says is asked once, and kept', async () => {
  const { assetId } = await backup.store('A', { said: plainMetadata() });
  const faults = new StepFaults();
  watchDisk(backup.destination.path, faults);
  await reconcile(assetId);
  const asked = faults.steps.length;
  expect(asked).toBeGreaterThan(0);
  await reconcile(assetId);
  expect(faults.steps).toHaveLength(asked);
});

test.each([
  ['open', 'ENOENT'],
  ['open', 'EACCES'],
  ['read', 'EIO'],
  ['stat', 'ESTALE'],
])('a file that cannot be read (%s, %s) is dated by its sidecar alone, and asked again', async (call, errno) => {
  const { assetId } = await backup.store('A', { said: plainMetadata(), ...march });
  const stop = watchDisk(backup.destination.path, new StepFaults().failing(new RegExp(`^${call} Photos`, 'u'), errno));
  const { facts: said, taken } = await reconcile(assetId);
  expect(said).toEqual({ taken: null, place: null });
  expect(taken.takenLocal).toBe('2020-03-01T10:00:00');
  stop();
  const faults = new StepFaults();
  watchDisk(backup.destination.path, faults);
  await reconcile(assetId);
  expect(faults.steps).not.toEqual([]);
});

test.each(['{"taken":{"kind":"local","local":"yesterday"},"place":null}', 'no JSON'])(
  'what another machine noted oddly is asked once more: %s',
  async (embedded) => {
    const { assetId } = await backup.store('A', { said: plainMetadata() });
    backup.catalog.relocations.keepEmbedded(assetId, embedded);
    expect((await reconcile(assetId)).facts).toEqual({ taken: null, place: null });
    expect(backup.catalog.effectiveMetadata.of(assetId)?.embedded).toBe('{"taken":null,"place":null,"camera":null}');
  },
);

test('a file that was read before cameras were noted is read once more, and only once', async () => {
  const { assetId } = await backup.store('A', { said: plainMetadata() });
  const noted = () => backup.catalog.effectiveMetadata.of(assetId)?.embedded;
  backup.catalog.relocations.keepEmbedded(assetId, '{"taken":null,"place":null}');
  await reconcile(assetId);
  expect(noted()).toBe('{"taken":null,"place":null,"camera":null}');
  const whole = '{"taken":null,"place":null,"camera":{"make":"Canon","model":null}}';
  backup.catalog.relocations.keepEmbedded(assetId, whole);
  await reconcile(assetId);
  expect(noted()).toBe(whole);
});
