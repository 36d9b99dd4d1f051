import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameTime } from '../../../electron/engine/media/file-name-time.ts';
import { type EmbeddedTaken, noFacts } from '../../../electron/engine/media/media-facts.ts';
import { decideTaken } from '../../../electron/engine/media/taken-date.ts';

const now = new Date('2026-11-01T00:00:00Z');

function decide(taken: EmbeddedTaken | null, apiCreatedAt: string | null, filename: string) {
  return decideTaken({ facts: { ...noFacts, taken }, apiCreatedAt, filename }, now);
}

const exif: EmbeddedTaken = { kind: 'local', local: '2023-08-12T10:15:30', zoneMinutes: 120, reason: 'exif' };
const movieHeader = (utc: string): EmbeddedTaken => ({ kind: 'instant', utc, reason: 'quicktime' });

describe('when it was taken', () => {
  test('is what the file says, whatever source and name say', () => {
    expect(decide(exif, '2020-01-01T00:00:00Z', 'IMG_20190101_000000.jpg')).toEqual({
      takenLocal: '2023-08-12T10:15:30',
      zoneMinutes: 120,
      takenReason: 'exif',
    });
  });

  test.each<[string, EmbeddedTaken | null, string | null, string, string | null, number | null, string]>([
    [
      'movie header alone stays in UTC',
      movieHeader('2023-08-12T08:15:30.000Z'),
      null,
      'MOV_1.mp4',
      '2023-08-12T08:15:30',
      null,
      'quicktime',
    ],
    [
      'movie header, wall clock in the name',
      movieHeader('2023-08-12T08:15:42.000Z'),
      null,
      'VID_20230812_101530.mp4',
      '2023-08-12T10:15:42',
      120,
      'quicktime',
    ],
    [
      'movie header, name across midnight',
      movieHeader('2023-07-31T23:30:00.000Z'),
      null,
      '20230801_013000.mp4',
      '2023-08-01T01:30:00',
      120,
      'quicktime',
    ],
    [
      'movie header, name of another moment',
      movieHeader('2023-08-12T08:15:42.000Z'),
      null,
      'VID_20230812_102330.mp4',
      '2023-08-12T08:15:42',
      null,
      'quicktime',
    ],
    [
      'movie header, name in UTC tells no zone',
      movieHeader('2023-08-12T08:15:30.000Z'),
      null,
      'PXL_20230812_081530123.mp4',
      '2023-08-12T08:15:30',
      null,
      'quicktime',
    ],
    [
      'movie header, day in the name tells no zone',
      movieHeader('2023-08-12T10:00:00.000Z'),
      null,
      'VID-20230812-WA0001.mp4',
      '2023-08-12T10:00:00',
      null,
      'quicktime',
    ],
    [
      'movie header before the date of the source',
      movieHeader('2023-08-12T08:15:30.000Z'),
      '2023-09-01T00:00:00Z',
      'a.mp4',
      '2023-08-12T08:15:30',
      null,
      'quicktime',
    ],
    [
      'movie header of a conversion',
      movieHeader('2026-10-30T00:00:00.000Z'),
      '2023-08-12T08:15:30Z',
      'a.mp4',
      '2023-08-12T08:15:30',
      null,
      'api',
    ],
    [
      'movie header hours after the date of the source',
      movieHeader('2023-08-12T10:15:30.000Z'),
      '2023-08-12T08:15:30Z',
      'a.mp4',
      '2023-08-12T10:15:30',
      null,
      'quicktime',
    ],
    ['source alone stays in UTC', null, '2023-08-12T23:15:30Z', 'a.jpg', '2023-08-12T23:15:30', null, 'api'],
    ['source with fractions', null, '2023-08-12T23:15:30.999Z', 'a.jpg', '2023-08-12T23:15:30', null, 'api'],
    [
      'source, wall clock in the name',
      null,
      '2023-08-12T23:15:30Z',
      'IMG_20230812_191530.jpg',
      '2023-08-12T19:15:30',
      -240,
      'api',
    ],
    [
      'source with an unset date',
      null,
      '1970-01-01T00:00:00Z',
      'IMG_20230812_191530.jpg',
      '2023-08-12T19:15:30',
      null,
      'file-name',
    ],
    ['source with an absurd date', null, '2090-01-01T00:00:00Z', 'a.jpg', null, null, 'none'],
    ['source with no date', null, 'soon', 'a.jpg', null, null, 'none'],
    ['name alone', null, null, 'IMG_20230812_101530.jpg', '2023-08-12T10:15:30', null, 'file-name'],
    ['name with the day alone', null, null, 'IMG-20230812-WA0001.jpg', '2023-08-12T12:00:00', null, 'file-name'],
    ['nothing', null, null, 'DSC_0001.JPG', null, null, 'none'],
  ])('%s', (_, taken, api, filename, takenLocal, zoneMinutes, takenReason) => {
    expect(decide(taken, api, filename)).toEqual({ takenLocal, zoneMinutes, takenReason });
  });

  test('a wall clock and its moment give back the zone, in every zone of the world', () => {
    const zones = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15);
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: -120, max: 120 }), (moment, zone, drift) => {
        const clock = new Date(moment.getTime() + zone * 60_000 + drift * 1000).toISOString();
        const filename = `IMG_${clock.slice(0, 19).replace(/[-:]/g, '').replace('T', '_')}.jpg`;
        const decision = decide(null, moment.toISOString(), filename);
        // The name cuts off the fraction of a second, which may be what keeps both within two minutes.
        fc.pre(Math.abs(drift) < 119);
        expect(decision.zoneMinutes).toBe(zone);
        expect(decision.takenLocal).toBe(new Date(moment.getTime() + zone * 60_000).toISOString().slice(0, 19));
      }),
    );
  });

  test('whatever comes in, the answer is a time of the calendar or none', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('20230230_101530', '2023-08-12', '9999-99-99'));
    fc.assert(
      fc.property(fc.option(texts, { nil: null }), texts, (api, filename) => {
        const { takenLocal, takenReason } = decide(null, api, filename);
        expect(takenLocal === null).toBe(takenReason === 'none');
        if (takenLocal !== null) expect(new Date(`${takenLocal}Z`).toISOString().slice(0, 19)).toBe(takenLocal);
      }),
    );
  });
});

describe('the time in a file name', () => {
  test.each([
    ['IMG_20230812_101530.jpg', 'local', '2023-08-12T10:15:30'],
    ['20230812_101530.jpg', 'local', '2023-08-12T10:15:30'],
    ['20230812_101530(0).jpg', 'local', '2023-08-12T10:15:30'],
    ['VID_20230812_101530_123.mp4', 'local', '2023-08-12T10:15:30'],
    ['IMG_20230812_101530123_HDR.jpg', 'local', '2023-08-12T10:15:30'],
    ['DJI_20230812101530_0001_D.JPG', 'local', '2023-08-12T10:15:30'],
    ['00100lPORTRAIT_00100_BURST20230812101530123_COVER.jpg', 'local', '2023-08-12T10:15:30'],
    ['PXL_20230812_101530123.jpg', 'utc', '2023-08-12T10:15:30'],
    ['PXL_20230812_101530123.NIGHT.jpg', 'utc', '2023-08-12T10:15:30'],
    ['Screenshot_2023-08-12-10-15-30-123_com.app.jpg', 'local', '2023-08-12T10:15:30'],
    ['Screenshot_20230812-101530_Chrome.png', 'local', '2023-08-12T10:15:30'],
    ['Screenshot 2023-08-12 at 10.15.30.png', 'local', '2023-08-12T10:15:30'],
    ['Screen Shot 2023-08-12 at 1.15.30 PM.png', 'local', '2023-08-12T13:15:30'],
    ['Screenshot 2023-08-12 at 12.15.30\u202fAM.png', 'local', '2023-08-12T00:15:30'],
    ['WhatsApp Image 2023-08-12 at 10.15.30.jpeg', 'local', '2023-08-12T10:15:30'],
    ['signal-2023-08-12-101530.jpg', 'local', '2023-08-12T10:15:30'],
    ['signal-2023-08-12-10-15-30-123.jpg', 'local', '2023-08-12T10:15:30'],
    ['photo_2023-08-12_10-15-30.jpg', 'local', '2023-08-12T10:15:30'],
    ['WP_20130812_10_15_30_Pro.jpg', 'local', '2013-08-12T10:15:30'],
    ['2023-08-12 10.15.30.jpg', 'local', '2023-08-12T10:15:30'],
    ['20230812T101530Z.jpg', 'local', '2023-08-12T10:15:30'],
    ['12345678_20230812_101530.jpg', 'local', '2023-08-12T10:15:30'],
    ['IMG-20230812-WA0001.jpg', 'day', '2023-08-12T12:00:00'],
    ['VID-20230812-WA0001.mp4', 'day', '2023-08-12T12:00:00'],
    ['FB_IMG_1691835330123.jpg', 'utc', '2023-08-12T10:15:30'],
    ['00100dPORTRAIT_00100_BURST1691835330123_COVER.jpg', 'utc', '2023-08-12T10:15:30'],
    ['1691835330123.mp4', 'utc', '2023-08-12T10:15:30'],
    ['IMG_20230812_101530_1500000000000.jpg', 'local', '2023-08-12T10:15:30'],
    ['Paris 2023-08-12.jpg', 'day', '2023-08-12T12:00:00'],
    ['20230812_996199.jpg', 'day', '2023-08-12T12:00:00'],
  ])('%s', (filename, kind, time) => {
    expect(fileNameTime(filename, now)).toEqual({ kind, time });
  });

  test.each([
    'DSC_0001.JPG',
    'IMG_1234.HEIC',
    'FB_IMG_169183533012.jpg',
    'FB_IMG_1999999999999.jpg',
    'EAN_4006381333931.jpg',
    'received_16918353301234.jpeg',
    '1691835330123456789.jpg',
    'IMG_20231312_101530.jpg',
    'IMG_20230230_101530.jpg',
    'IMG_18250101_101530.jpg',
    'IMG_20280101_101530.jpg',
    'scan-2023-8.jpg',
    '',
  ])('none in %s', (filename) => {
    expect(fileNameTime(filename, now)).toBeNull();
  });
});
