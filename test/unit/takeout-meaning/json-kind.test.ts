import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type JsonReading,
  longestJsonBytes,
  readJson,
  type Sidecar,
} from '../../../electron/engine/sources/takeout/meaning/json-kind.ts';
import { textOfJson } from '../../../electron/engine/sources/takeout/meaning/json-text.ts';

const now = new Date('2026-11-21T00:00:00Z');

function read(value: unknown, fileName = 'IMG_1.jpg.json'): JsonReading {
  return readJson(Buffer.from(JSON.stringify(value)), fileName, now);
}

function sidecarOf(change: Readonly<Record<string, unknown>>): Sidecar {
  const reading = read({ ...whole, ...change });
  if (reading.kind !== 'sidecar') throw new Error(`It is ${reading.kind}`);
  return reading.sidecar;
}

const whole = {
  title: 'IMG_1.jpg',
  description: 'The view\n“after” the rain',
  imageViews: '12',
  creationTime: { timestamp: '1691840000', formatted: '12 Aug 2023' },
  photoTakenTime: { timestamp: '1691836530', formatted: '12. Aug. 2023, 10:35:30 UTC' },
  geoData: { latitude: 47.3769, longitude: 8.5417, altitude: 408.5, latitudeSpan: 0, longitudeSpan: 0 },
  geoDataExif: { latitude: 47.38, longitude: 8.55, altitude: 0 },
  people: [{ name: 'Grandmother' }, { name: 'お父さん' }],
  url: 'https://photos.google.com/photo/abc',
  googlePhotosOrigin: { fromPartnerSharing: {} },
  favorited: true,
  archived: true,
  trashed: true,
};

const expected: Sidecar = {
  title: 'IMG_1.jpg',
  description: 'The view\n“after” the rain',
  takenAt: 1_691_836_530,
  uploadedAt: 1_691_840_000,
  geoData: { latitude: 47.3769, longitude: 8.5417, altitude: 408.5 },
  geoDataExif: { latitude: 47.38, longitude: 8.55, altitude: null },
  people: ['Grandmother', 'お父さん'],
  favorited: true,
  archived: true,
  trashed: true,
  partner: true,
  url: 'https://photos.google.com/photo/abc',
};

describe('a sidecar', () => {
  test('is read whole, with or without a byte order mark', () => {
    const text = JSON.stringify(whole, null, 2);
    for (const bytes of [text, `\ufeff${text}`]) {
      expect(readJson(Buffer.from(bytes), 'x.json', now)).toEqual({ kind: 'sidecar', sidecar: expected });
    }
  });

  test('is read in UTF-16, too, when a mark says so', () => {
    const little = Buffer.from(`\ufeff${JSON.stringify(whole)}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      expect(readJson(bytes, 'x.json', now)).toEqual({ kind: 'sidecar', sidecar: expected });
      // Kept without its mark, with which no other reader takes it for JSON.
      expect(textOfJson(bytes)).toBe(JSON.stringify(whole));
      expect(readJson(bytes.subarray(0, -1), 'x.json', now).kind).toBe('unreadable');
      expect(readJson(bytes.subarray(2), 'x.json', now).kind).toBe('unreadable');
    }
  });

  test('says nothing that does not stand in it', () => {
    expect(read({ title: 'a.jpg', photoTakenTime: {} })).toEqual({
      kind: 'sidecar',
      sidecar: {
        title: 'a.jpg',
        description: null,
        takenAt: null,
        uploadedAt: null,
        geoData: null,
        geoDataExif: null,
        people: [],
        favorited: false,
        archived: false,
        trashed: false,
        partner: false,
        url: null,
      },
    });
  });

  test.each<[change: Readonly<Record<string, unknown>>, empty: Partial<Sidecar>]>([
    [{ description: { text: 'An object' } }, { description: null }],
    [{ description: '' }, { description: null }],
    [{ photoTakenTime: 'yesterday' }, { takenAt: null }],
    [{ photoTakenTime: { timestamp: {} } }, { takenAt: null }],
    [{ photoTakenTime: null }, { takenAt: null }],
    [
      { geoData: [], geoDataExif: 'somewhere' },
      { geoData: null, geoDataExif: null },
    ],
    [{ geoData: { latitude: 'north', longitude: null } }, { geoData: null }],
    [{ geoData: { latitude: 1e9, longitude: -1e9 } }, { geoData: null }],
    [{ geoData: { latitude: 0, longitude: 0, altitude: 0 } }, { geoData: null }],
    [{ people: 'everybody' }, { people: [] }],
    [{ people: [null, 7, { name: 8 }, {}, { name: '' }, { name: 'Mum' }] }, { people: ['Mum'] }],
    [
      { favorited: 'yes', archived: 1, trashed: 'no' },
      { favorited: false, archived: false, trashed: false },
    ],
    [
      { googlePhotosOrigin: 'phone', url: 9 },
      { partner: false, url: null },
    ],
    [{ googlePhotosOrigin: { mobileUpload: {} } }, { partner: false }],
    [{ description: 'half \ud83d' }, { description: 'half \ufffd' }],
  ])('with %j loses that alone', (change, empty) => {
    expect(sidecarOf(change)).toEqual({ ...expected, ...empty });
  });

  test.each<[timestamp: unknown, takenAt: number | null]>([
    ['0', null],
    ['-1', -1],
    [1_691_836_530, 1_691_836_530],
    [String(Date.UTC(1869, 4, 10, 12) / 1000), Date.UTC(1869, 4, 10, 12) / 1000],
    [String(Date.UTC(1825, 11, 31) / 1000), null],
    [String(Date.UTC(1826, 0, 1) / 1000), Date.UTC(1826, 0, 1) / 1000],
    [String(Date.UTC(2027, 11, 31) / 1000), Date.UTC(2027, 11, 31) / 1000],
    [String(Date.UTC(2028, 0, 1) / 1000), null],
    [String(Date.UTC(10_000, 0, 1) / 1000), null],
    ['99999999999999999999', null],
    ['1e3', null],
    ['1.5', null],
    [1.5, null],
    ['NaN', null],
    ['', null],
    [' 12', null],
    [true, null],
  ])('taken at %j is of %j', (timestamp, takenAt) => {
    expect(sidecarOf({ photoTakenTime: { timestamp } }).takenAt).toBe(takenAt);
  });

  test('without photoTakenTime is known by what only items have', () => {
    for (const key of [
      'creationTime',
      'imageViews',
      'geoDataExif',
      'googlePhotosOrigin',
      'people',
      'favorited',
      'archived',
      'trashed',
    ]) {
      expect(read({ title: 'a.jpg', [key]: null }).kind).toBe('sidecar');
    }
  });
});

describe('an album', () => {
  test.each([
    [
      { title: 'Rome', description: 'Hot', access: 'protected', date: { timestamp: '1691836530' } },
      { title: 'Rome', description: 'Hot', date: 1_691_836_530 },
    ],
    [
      { albumData: { title: 'Rome', geoData: { latitude: 0, longitude: 0 } } },
      { title: 'Rome', description: null, date: null },
    ],
    [
      { title: '', enrichments: [] },
      { title: '', description: null, date: null },
    ],
  ])('is %j', (json, album) => {
    expect(read(json, 'Metadaten.json')).toEqual({ kind: 'album', album });
  });

  test('may be all that a title alone speaks of, and the folder decides', () => {
    expect(read({ title: 'Rome' }, 'metadata.json')).toMatchObject({
      kind: 'title-only',
      sidecar: { title: 'Rome' },
      album: { title: 'Rome' },
    });
  });
});

test.each([{}, { title: null }])('what was taken at a moment is an item even with %j for a title', (titled) => {
  const reading = read({ ...titled, photoTakenTime: { timestamp: '1691836530' }, description: 'Harbour' });
  expect(reading).toMatchObject({ kind: 'sidecar', sidecar: { title: '', takenAt: 1_691_836_530 } });
});

test.each<[json: unknown, fileName: string, what: string]>([
  [{ photoTakenTime: { timestamp: '0' } }, 'x.json', 'unknown'],
  [{ title: 7, photoTakenTime: { timestamp: '1691836530' } }, 'x.json', 'memory-titles'],
  [{ printSubscriptions: [] }, 'x.json', 'print-subscriptions'],
  [{}, 'print-subscriptions.json', 'print-subscriptions'],
  [{ comments: [{ text: 'Nice' }] }, 'x.json', 'shared-album-comments'],
  [{ title: ['Summer'] }, 'x.json', 'memory-titles'],
  [{ title: 2019 }, 'user-generated-memory-titles(1).json', 'memory-titles'],
  [{ title: 'Ten years ago' }, 'user-generated-memory-titles.json', 'memory-titles'],
  [{}, 'x.json', 'empty'],
  [[], 'x.json', 'empty'],
  [null, 'x.json', 'empty'],
  ['text', 'x.json', 'unknown'],
  [17, 'x.json', 'unknown'],
  [{ albumData: [] }, 'x.json', 'unknown'],
  [{ title: { text: 'a' }, photoTakenTime: {} }, 'x.json', 'unknown'],
])('%j in %s is %s', (json, fileName, what) => {
  expect(read(json, fileName)).toEqual({ kind: 'other', what });
});

describe('what cannot be read is no sidecar and stops nothing', () => {
  const valid = JSON.stringify(whole);
  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['half of it', Buffer.from(valid.slice(0, -20))],
    ['Latin-1', Buffer.from(valid.replace('The view', 'Straße'), 'latin1')],
    ['what is too long as UTF-8', Buffer.from(`\ufeff"${'€'.repeat(longestJsonBytes / 2 - 10)}"`, 'utf16le')],
    ['a web page', Buffer.from('<!doctype html>')],
    ['too many bytes', Buffer.alloc(longestJsonBytes + 1, ' ')],
  ])('%s', (_, bytes) => {
    const reading = readJson(bytes, 'a.json', now);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'sidecar-unreadable', subject: 'a.json' } });
    expect(JSON.stringify(reading)).not.toContain('view');
  });

  test('deep nesting', () => {
    const depth = 200_000;
    const inside = readJson(Buffer.from(`${'{"a":'.repeat(depth)}${valid}${'}'.repeat(depth)}`), 'a.json', now);
    expect(inside.kind).toBe('other');
    const around = valid.replace(
      '"The view',
      `"d","deep":${'['.repeat(depth)}${']'.repeat(depth)},"description":"The view`,
    );
    expect(readJson(Buffer.from(around), 'a.json', now)).toEqual({ kind: 'sidecar', sidecar: expected });
  });

  test('keys that mean something to JavaScript', () => {
    const text = valid.replace(
      '{',
      '{"__proto__":{"trashed":true,"albumData":{"title":"x"}},"constructor":{},"toString":1,',
    );
    expect(readJson(Buffer.from(text), 'a.json', now)).toEqual({ kind: 'sidecar', sidecar: expected });
    const bare = readJson(Buffer.from('{"__proto__":{"photoTakenTime":{}},"title":"a"}'), 'a.json', now);
    expect(bare.kind).toBe('title-only');
    expect(({} as Record<string, unknown>)['trashed']).toBeUndefined();
  });

  test('anything at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { kind } = readJson(Buffer.from(text), 'a.json', now);
        expect(['sidecar', 'album', 'title-only', 'other', 'unreadable']).toContain(kind);
      }),
    );
    const keys = fc.constantFrom(...Object.keys(whole), 'albumData', 'date', 'access');
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (json) => {
        expect(read({ title: 'a.jpg', ...json }).kind).not.toBe('unreadable');
      }),
    );
  });
});
