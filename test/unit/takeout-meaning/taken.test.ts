import { describe, expect, test } from 'vitest';
import type { MediaFacts } from '../../../electron/engine/media/media-facts.ts';
import {
  decidePlace,
  decideTakenMoment,
  type TakenEvidence,
  type TakenMoment,
  withZone,
} from '../../../electron/engine/sources/takeout/meaning/taken.ts';
import { createTimeZones } from '../../../electron/engine/sources/takeout/meaning/time-zones.ts';

const now = new Date('2026-11-21T00:00:00Z');
const zones = createTimeZones();

const zurich = { latitude: 47.3769, longitude: 8.5417, altitude: null };
const kathmandu = { latitude: 27.7172, longitude: 85.324, altitude: null };
const nothing: TakenEvidence = {
  sidecar: null,
  facts: { taken: null, place: null },
  fileName: 'a.jpg',
  folderYear: null,
};

function sidecar(takenAt: string | null, geoData: typeof zurich | null = null): NonNullable<TakenEvidence['sidecar']> {
  return { takenAt: takenAt === null ? null : Date.parse(takenAt) / 1000, geoData, geoDataExif: null };
}

function clock(local: string, zoneMinutes: number | null = null): MediaFacts['taken'] {
  return { kind: 'local', local, zoneMinutes, reason: 'exif' };
}

function decide(evidence: Partial<TakenEvidence>): TakenMoment {
  return decideTakenMoment({ ...nothing, ...evidence }, zones, now);
}

describe('the zone of a sidecar’s moment', () => {
  test.each<[string, Partial<TakenEvidence>, string, number | null, TakenMoment['zoneReason']]>([
    [
      'is that of the place in summer',
      { sidecar: sidecar('2023-08-12T10:35:30Z', zurich) },
      '2023-08-12T12:35:30',
      120,
      'place',
    ],
    [
      'is that of the place in winter',
      { sidecar: sidecar('2023-01-12T10:35:30Z', zurich) },
      '2023-01-12T11:35:30',
      60,
      'place',
    ],
    [
      'is that of the place in quarter hours',
      { sidecar: sidecar('2023-01-12T10:00:00Z', kathmandu) },
      '2023-01-12T15:45:00',
      345,
      'place',
    ],
    [
      'is that of the place before the offset in the file',
      {
        sidecar: sidecar('2023-08-12T10:00:00Z', zurich),
        facts: { taken: clock('2023-08-12T19:00:00', 540), place: null },
      },
      '2023-08-12T12:00:00',
      120,
      'place',
    ],
    [
      'is that of the place in the file',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), facts: { taken: null, place: zurich } },
      '2023-08-12T12:00:00',
      120,
      'place',
    ],
    [
      'is the offset in the file before its clock',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), facts: { taken: clock('2023-08-12T13:00:00', 120), place: null } },
      '2023-08-12T12:00:00',
      120,
      'exif',
    ],
    [
      'is the camera’s clock minus UTC',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), facts: { taken: clock('2023-08-12T04:30:20'), place: null } },
      '2023-08-12T04:30:00',
      -330,
      'camera-clock',
    ],
    [
      'is the clock in the name minus UTC',
      { sidecar: sidecar('2023-08-12T10:15:30Z'), fileName: '20230812_191530.mp4' },
      '2023-08-12T19:15:30',
      540,
      'camera-clock',
    ],
    [
      'is unknown when the clocks have nothing to do with each other',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), facts: { taken: clock('2019-01-01T00:07:00'), place: null } },
      '2023-08-12T10:00:00',
      null,
      'none',
    ],
    [
      'is not told by a clock more than 14 hours ahead',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), facts: { taken: clock('2023-08-13T00:15:00'), place: null } },
      '2023-08-12T10:00:00',
      null,
      'none',
    ],
    [
      'is not told by a name in UTC',
      { sidecar: sidecar('2023-08-12T10:15:30Z'), fileName: 'PXL_20230812_101530.jpg' },
      '2023-08-12T10:15:30',
      null,
      'none',
    ],
    [
      'is not told by a day',
      { sidecar: sidecar('2023-08-12T10:00:00Z'), fileName: 'IMG-20230812-WA0001.jpg' },
      '2023-08-12T10:00:00',
      null,
      'none',
    ],
  ])('%s', (_, evidence, takenLocal, zoneMinutes, zoneReason) => {
    const taken = decide(evidence);
    expect(taken).toMatchObject({ precision: 'moment', takenReason: 'sidecar', takenLocal, zoneMinutes, zoneReason });
    expect(taken.moment).toBe((evidence.sidecar?.takenAt ?? 0) * 1000);
    expect(taken.zoneName === null).toBe(zoneReason !== 'place');
  });

  test('is that of an old time, too', () => {
    expect(decide({ sidecar: sidecar('1958-07-14T09:30:00Z', zurich) })).toMatchObject({ zoneMinutes: 60 });
    expect(decide({ sidecar: sidecar('1869-05-10T12:00:00Z', zurich) }).takenLocal).toBe('1869-05-10T12:29:00');
  });
});

describe('without a time in a sidecar', () => {
  test.each<[string, Partial<TakenEvidence>, Partial<TakenMoment>]>([
    [
      'EXIF with its offset is a moment',
      { facts: { taken: clock('2023-08-12T12:00:00', 120), place: null } },
      {
        precision: 'moment',
        moment: Date.UTC(2023, 7, 12, 10),
        takenLocal: '2023-08-12T12:00:00',
        takenReason: 'exif',
        zoneMinutes: 120,
        zoneReason: 'exif',
      },
    ],
    [
      'EXIF with a place is a moment',
      { facts: { taken: clock('2023-08-12T12:00:00'), place: zurich } },
      {
        precision: 'moment',
        moment: Date.UTC(2023, 7, 12, 10),
        takenLocal: '2023-08-12T12:00:00',
        takenReason: 'exif',
        zoneMinutes: 120,
        zoneReason: 'place',
      },
    ],
    [
      'EXIF with the sidecar’s place is a moment',
      { sidecar: sidecar(null, zurich), facts: { taken: clock('2023-08-12T12:00:00'), place: null } },
      { precision: 'moment', moment: Date.UTC(2023, 7, 12, 10), takenReason: 'exif', zoneReason: 'place' },
    ],
    [
      'EXIF and a name in UTC are a moment',
      { facts: { taken: clock('2023-08-12T12:15:30'), place: null }, fileName: 'PXL_20230812_101530123.jpg' },
      { precision: 'moment', moment: Date.UTC(2023, 7, 12, 10, 15, 30), takenReason: 'exif', zoneMinutes: 120 },
    ],
    [
      'EXIF alone is a clock on the wall',
      { facts: { taken: clock('2023-08-12T12:00:00'), place: null } },
      {
        precision: 'clock',
        moment: null,
        takenLocal: '2023-08-12T12:00:00',
        takenReason: 'exif',
        zoneMinutes: null,
        zoneReason: 'none',
      },
    ],
    [
      'the head of a film is a moment in UTC',
      { facts: { taken: { kind: 'instant', utc: '2023-08-12T10:00:00.000Z', reason: 'quicktime' }, place: null } },
      {
        precision: 'moment',
        moment: Date.UTC(2023, 7, 12, 10),
        takenLocal: '2023-08-12T10:00:00',
        takenReason: 'quicktime',
        zoneMinutes: null,
      },
    ],
    [
      'a name tells the clock on the wall',
      { fileName: 'IMG_20120401_121200.jpg', folderYear: 2015 },
      { precision: 'clock', moment: null, takenLocal: '2012-04-01T12:12:00', takenReason: 'file-name' },
    ],
    [
      'a Pixel’s name tells a moment',
      { fileName: 'PXL_20120401_131300123.jpg' },
      { precision: 'moment', moment: Date.UTC(2012, 3, 1, 13, 13), takenReason: 'file-name', zoneMinutes: null },
    ],
    [
      'a messenger’s name tells the day',
      { fileName: 'IMG-20120402-WA0077.jpg' },
      { precision: 'day', moment: null, takenLocal: '2012-04-02T12:00:00', takenReason: 'file-name' },
    ],
    [
      'a name from before photography tells nothing, and the folder its year',
      { fileName: 'IMG_17500401_121200.jpg', folderYear: 2010 },
      { precision: 'year', moment: null, takenLocal: '2010-01-01T12:00:00', takenReason: 'folder' },
    ],
    [
      'nothing is nothing',
      {},
      { precision: 'none', moment: null, takenLocal: null, takenReason: 'none', zoneReason: 'none' },
    ],
  ])('%s', (_, evidence, expected) => {
    expect(decide(evidence)).toMatchObject(expected);
  });
});

test('a place is what people say, else what Google read, else what the file says', () => {
  const exif = { latitude: 1, longitude: 2, altitude: 3 };
  const facts = { taken: null, place: { latitude: 5, longitude: 6 } };
  const said = { takenAt: null, geoData: zurich, geoDataExif: exif };
  expect(decidePlace({ sidecar: said, facts })).toEqual({ ...zurich, from: 'geoData' });
  expect(decidePlace({ sidecar: { ...said, geoData: null }, facts })).toEqual({ ...exif, from: 'geoDataExif' });
  expect(decidePlace({ sidecar: { ...said, geoData: null, geoDataExif: null }, facts })).toMatchObject({
    from: 'file',
    latitude: 5,
    altitude: null,
  });
  expect(decidePlace({ sidecar: null, facts: nothing.facts })).toBeNull();
});

describe('a zone that comes later', () => {
  test('turns a moment into the clock on the wall', () => {
    expect(withZone(decide({ sidecar: sidecar('2023-08-12T23:00:00Z') }), 120, 'neighbour')).toMatchObject({
      takenLocal: '2023-08-13T01:00:00',
      zoneMinutes: 120,
      zoneReason: 'neighbour',
      takenReason: 'sidecar',
    });
  });

  test('turns the clock on the wall into a moment', () => {
    const taken = withZone(decide({ fileName: 'IMG_20120401_121200.jpg' }), -300, 'default');
    expect(taken).toMatchObject({
      precision: 'moment',
      moment: Date.UTC(2012, 3, 1, 17, 12),
      takenLocal: '2012-04-01T12:12:00',
      zoneReason: 'default',
    });
  });

  test('changes nothing that is known better or not at all', () => {
    const all = [
      decide({ sidecar: sidecar('2023-08-12T10:35:30Z', zurich) }),
      decide({ fileName: 'IMG-20120402-WA0077.jpg' }),
      decide({ folderYear: 2010 }),
      decide({}),
    ];
    for (const taken of all) expect(withZone(taken, 120, 'neighbour')).toEqual(taken);
  });
});

describe('the zones of the world', () => {
  test.each([
    ['before the clocks go forward', '2023-03-26T01:59:59', 60],
    ['in the hour that is left out', '2023-03-26T02:30:00', 120],
    ['after it', '2023-03-26T03:00:00', 120],
    ['in the hour that comes twice', '2023-10-29T02:30:00', 120],
    ['after that', '2023-10-29T03:00:00', 60],
  ])('tell the offset of a clock %s', (_, local, offset) => {
    expect(zones.offsetOfLocal('Europe/Zurich', local)).toBe(offset);
  });

  test('lie at sea and at the poles, too', () => {
    for (const [latitude, longitude] of [
      [0, -30],
      [90, 0],
      [-90, 180],
      [10, 180],
      [10, -180],
    ] as const) {
      expect(zones.offsetAt(zones.at(latitude, longitude), 0)).toBeTypeOf('number');
    }
  });

  test('of unknown names have no offset', () => {
    expect(zones.offsetAt('Nowhere/Land', 0)).toBeNull();
    expect(zones.offsetOfLocal('Nowhere/Land', '2023-03-26T01:59:59')).toBeNull();
  });
});

describe('an edited copy or a clip without a time of its own', () => {
  const picture = { taken: clock('2019-07-04T10:11:12', 120), place: null };
  test('was taken when its picture was, whatever name and folder say', () => {
    const taken = decide({ picture, fileName: 'IMG_20200101_000000-edited.jpg', folderYear: 2012 });
    expect(taken).toMatchObject({ moment: Date.parse('2019-07-04T08:11:12Z'), zoneMinutes: 120, takenReason: 'exif' });
  });

  test('has the zone of the place where its picture was taken', () => {
    const there = { taken: clock('2019-07-04T10:11:12'), place: { latitude: 47.37, longitude: 8.54 } };
    expect(decide({ picture: there })).toMatchObject({ zoneReason: 'place', zoneMinutes: 120 });
  });

  test('asks its picture for nothing that it knows itself, or that Google says', () => {
    const own = { taken: clock('2018-01-01T00:00:00'), place: null };
    expect(decide({ picture, facts: own }).takenLocal).toBe('2018-01-01T00:00:00');
    expect(decide({ picture, sidecar: sidecar('2018-02-02T00:00:00Z') }).takenReason).toBe('sidecar');
    expect(decide({ picture: { taken: null, place: null }, folderYear: 2012 }).takenReason).toBe('folder');
  });
});
