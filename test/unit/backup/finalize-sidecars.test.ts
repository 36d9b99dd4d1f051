import { beforeEach, expect, test } from 'vitest';
import { finalizeSidecars, type SidecarDeps } from '../../../electron/engine/backup/finalize-sidecars.ts';
import { observed, StepFaults } from '../../support/step-faults.ts';
import { watchDisk } from '../../support/watched-disk.ts';
import { at, facts, places, seen } from '../catalog/catalog-fixture.ts';
import { type BackupFixture, backupFixture, jpeg, plainMetadata, policyOf, sha256 } from './backup-fixture.ts';

let backup: BackupFixture;

beforeEach(async () => {
  backup = await backupFixture();
});

function finalizing(fixture = backup, signal = new AbortController().signal): Promise<number> {
  const { destination, catalog, clock, onProblem } = fixture;
  const deps: SidecarDeps = {
    destination,
    catalog,
    now: clock.now,
    onProblem,
    signal,
    room: {},
    policyOf,
  };
  return finalizeSidecars(deps);
}

function due(): readonly string[] {
  return backup.catalog.sidecars
    .due({ limit: 100, after: 0 })
    .map(({ assetPath }) => assetPath.slice(assetPath.lastIndexOf('/') + 1));
}

test('a photo without news gets no sidecar, and is done', async () => {
  await backup.store('A');
  expect(await finalizing()).toBe(1);
  expect([await backup.files(), due()]).toEqual([['Photos/2023/08/A.JPG'], []]);
});

test('a description is written beside the photo, with the date only where it came from outside', async () => {
  await backup.store('A', { description: 'At the sea' });
  await finalizing();
  const text = await backup.read('Photos/2023/08/A.JPG.xmp');
  expect(text).toContain('At the sea');
  expect(text).toContain('2023-08-01T10:00:00');
});

test('two items that show the same photo share its sidecar', async () => {
  await backup.store('A', { description: 'At the sea' });
  const { catalog, source, run } = backup;
  catalog.items.record(run, source, [seen('B', { description: null })], at(0));
  const [wanted] = catalog.transfers.claim(source, run, 1);
  const request = {
    itemId: wanted?.id ?? 0,
    facts: facts('A', { sha256: sha256(jpeg('A')) }),
    candidates: places('B.JPG'),
  };
  expect(catalog.storage.reserve(run, [request], at(1))).toMatchObject([{ kind: 'present' }]);
  expect(await finalizing()).toBe(2);
  expect(await backup.files()).toEqual(['Photos/2023/08/A.JPG', 'Photos/2023/08/A.JPG.xmp']);
  expect(due()).toEqual([]);
});

test('what an export tells goes into one sidecar, and again when it changes', async () => {
  await backup.store('A', { said: plainMetadata({ people: ['Ada'], favourite: true }), album: 'Trip' });
  await finalizing();
  const text = await backup.read('Photos/2023/08/A.JPG.xmp');
  for (const word of ['Ada', 'Trip']) expect(text).toContain(word);
});

test("another program's sidecar stays as it is, and no run tries again", async () => {
  await backup.store('A', { description: 'At the sea' });
  await backup.put('Photos/2023/08/A.JPG.xmp', '<x:xmpmeta>theirs</x:xmpmeta>');
  await finalizing();
  expect(await backup.read('Photos/2023/08/A.JPG.xmp')).toContain('theirs');
  expect([due(), backup.problems]).toEqual([[], []]);
});

test.each([
  ['a sidecar', undefined],
  ["an export's sidecar", plainMetadata()],
])('%s that cannot be written costs itself, and stays due', async (_what, said) => {
  for (const key of ['A', 'B']) await backup.store(key, { description: key, ...(said === undefined ? {} : { said }) });
  const stop = watchDisk(backup.destination.path, new StepFaults().failing(/^link .*A\.JPG\.xmp/u, 'EIO'));
  await finalizing();
  stop();
  expect(due()).toEqual(['A.JPG']);
  expect(backup.problems[0]).toMatchObject({ code: 'destination-missing', subject: 'Photos/2023/08/A.JPG.xmp' });
  expect(await backup.files()).toEqual(['Photos/2023/08/A.JPG', 'Photos/2023/08/B.JPG', 'Photos/2023/08/B.JPG.xmp']);
  await finalizing();
  expect(due()).toEqual([]);
});

test('a photo that is to move and is gone stays due, without a sidecar where it is not', async () => {
  await backup.put('Photos/2023/08/own.txt', 'mine');
  const said = plainMetadata();
  await backup.store('A', {
    said,
    createdAt: '2020-03-01T10:00:00.000Z',
    takenLocal: '2023-08-01T10:00:00',
    isMissing: true,
  });
  expect(await finalizing()).toBe(0);
  expect([due(), await backup.files()]).toEqual([['A.JPG'], ['Photos/2023/08/own.txt']]);
});

test('the clip of a motion photo follows its photo in the same run', async () => {
  const moved = { createdAt: '2020-03-01T10:00:00.000Z', takenLocal: '2023-08-01T10:00:00' };
  await backup.store('A', { said: plainMetadata(), ...moved });
  await backup.store('A#clip', { filename: 'A.mp4', said: plainMetadata(), pairOf: 'A', ...moved });
  await finalizing();
  expect(backup.known()).toEqual(['Photos/2020/03/A.JPG', 'Photos/2020/03/A.mp4']);
});

test('what changes while it is written is looked at again', async () => {
  await backup.store('A', { description: 'At the sea' });
  const { catalog, source, run } = backup;
  const later = (): void => void catalog.items.record(run, source, [seen('A', { description: 'In the hills' })], at(2));
  const faults = new StepFaults().before(/^link .*xmp/u, later);
  watchDisk(backup.destination.path, faults);
  await finalizing();
  expect(await backup.read('Photos/2023/08/A.JPG.xmp')).toContain('In the hills');
  expect(due()).toEqual([]);
});

test('an aborted run begins no page, and loses none', async () => {
  await backup.store('A', { description: 'At the sea' });
  expect(await finalizing(backup, AbortSignal.abort())).toBe(0);
  expect([due(), await backup.files()]).toEqual([['A.JPG'], ['Photos/2023/08/A.JPG']]);
});

test('aborted in mid-page, it ends that page and begins no other', async () => {
  for (let number = 0; number < 101; number += 1) await backup.store(`A${number}`);
  const stopping = new AbortController();
  const faults = new StepFaults().before(/^sidecars\.markSettled/u, () => stopping.abort());
  const observing = { ...backup, catalog: observed(backup.catalog, { faults }) };
  expect(await finalizing(observing, stopping.signal)).toBe(100);
  expect(due()).toHaveLength(1);
});
