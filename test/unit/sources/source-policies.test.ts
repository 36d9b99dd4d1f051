import { expect, test } from 'vitest';
import { sourceKinds } from '../../../electron/contract/source-kinds.ts';
import { policyIn, sourcePolicies } from '../../../electron/engine/sources/source-policies.ts';
import type { DateEvidence, PhotoToDescribe } from '../../../electron/engine/sources/source-policy.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const policyOf = policyIn(sourcePolicies);

const bare: DateEvidence = {
  facts: { taken: null, place: null },
  filename: 'A.JPG',
  createdAt: '2023-08-01T10:00:00.000Z',
  said: null,
  neighbourZone: null,
};

function photo(changes: Partial<PhotoToDescribe> = {}): PhotoToDescribe {
  const taken = { takenLocal: '2023-08-01T12:00:00', zoneMinutes: 120, takenReason: 'api' } as const;
  return { description: 'a caption', taken, reconciled: null, ...changes };
}

test('every kind has a policy, and an unknown one is a bug', () => {
  expect([...sourcePolicies.keys()]).toEqual([...sourceKinds]);
  expect(() => policyIn(new Map())('library')).toThrow('no policy for library');
});

test.each(sourceKinds)('%s: what no export speaks of is dated by the file, the source, the name', (kind) => {
  const { decideDate } = policyOf(kind);
  expect(decideDate(bare, now)).toMatchObject({ takenLocal: '2023-08-01T10:00:00', takenReason: 'api' });
  const local = { kind: 'local', local: '2020-01-02T03:04:05', zoneMinutes: 60, reason: 'exif' } as const;
  expect(decideDate({ ...bare, facts: { taken: local, place: null } }, now)).toEqual({
    ...{ takenLocal: '2020-01-02T03:04:05', zoneMinutes: 60, takenReason: 'exif' },
    ...{ takenAt: Date.parse('2020-01-02T02:04:05.000Z') / 1_000, zoneReason: 'exif' },
  });
  const named = { ...bare, createdAt: null, filename: 'IMG_20190506_070809.jpg' };
  expect(decideDate(named, now)).toMatchObject({ takenLocal: '2019-05-06T07:08:09', takenReason: 'file-name' });
});

test.each(sourceKinds)('%s: a description needs a sidecar, which tells no date that the file tells', (kind) => {
  const { xmp } = policyOf(kind);
  expect(xmp(photo())).toContain('2023-08-01T12:00:00+02:00');
  const fromFile = xmp(photo({ taken: { ...photo().taken, takenReason: 'exif' } }));
  expect(fromFile).toContain('a caption');
  expect(fromFile).not.toContain('2023-08-01');
  expect(xmp(photo({ description: null }))).toBeNull();
  expect(xmp(photo({ description: '' }))).toBeNull();
});

test('the sidecar of an export has the last word on a date only by the policy of exports', () => {
  const said = {
    takenAt: Date.parse('2011-02-03T04:05:06.000Z') / 1_000,
    latitude: null,
    longitude: null,
    takenYear: null,
  };
  const evidence = { ...bare, said };
  expect(policyOf('takeout').decideDate(evidence, now)).toMatchObject({
    takenReason: 'sidecar',
    takenAt: said.takenAt,
  });
  expect(policyOf('library').decideDate(evidence, now)).toMatchObject({ takenReason: 'api' });
});

test('a neighbour tells an export its zone', () => {
  const said = {
    takenAt: Date.parse('2011-02-03T04:05:06.000Z') / 1_000,
    latitude: null,
    longitude: null,
    takenYear: null,
  };
  const dated = policyOf('takeout').decideDate({ ...bare, said, neighbourZone: 540 }, now);
  expect(dated).toMatchObject({ takenLocal: '2011-02-03T13:05:06', zoneMinutes: 540, zoneReason: 'neighbour' });
});
