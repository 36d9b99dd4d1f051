import { expect, test } from 'vitest';
import type { MediaFacts } from '../../../electron/engine/media/media-facts.ts';
import { mediaTypes } from '../../../electron/engine/media/media-type.ts';
import { bytesAccess, type RandomAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import { be, bytes } from './build/bytes.ts';
import { box, ftyp, type MovieOptions, movie } from './build/iso-media.ts';

const now = new Date('2026-11-01T00:00:00Z');
/** 2023-08-12T10:15:30Z in seconds since 1904 and since 1970. */
const since1904 = 3_774_680_130;
const since1970 = since1904 - 2_082_844_800;

function factsOf(options: MovieOptions): Promise<MediaFacts> {
  return readFacts(bytesAccess(movie(options)), mediaTypes.mp4, now);
}

const instant = { kind: 'instant', utc: '2023-08-12T10:15:30.000Z', reason: 'quicktime' };

test.each<[string, MovieOptions, unknown]>([
  ['32-bit seconds since 1904', { created: since1904 }, instant],
  ['64-bit seconds since 1904', { created: since1904, version: 1 }, instant],
  ['behind the frames', { created: since1904, framesFirst: true, frames: 300_000 }, instant],
  ['seconds since 1970, as some cameras write', { created: since1970 }, instant],
  ['0 is none', { created: 0 }, null],
  ['a clock that was never set', { created: 2_082_844_800 }, null],
  ['the far future', { created: 0xffff_ffff }, null],
  ['a 64-bit number beyond any date', { created: 0xffff_ffff_ffff_ffffn, version: 1 }, null],
])('the movie header: %s', async (_, options, taken) => {
  expect((await factsOf(options)).taken).toEqual(taken);
});

const local = (zoneMinutes: number | null) => ({
  kind: 'local',
  local: '2023-08-12T12:15:30',
  zoneMinutes,
  reason: 'quicktime',
});
const date = 'com.apple.quicktime.creationdate';

test.each<[string, MovieOptions, unknown]>([
  ['with its zone', { properties: { [date]: '2023-08-12T12:15:30+0200' } }, local(120)],
  ['with a colon in the zone', { properties: { [date]: '2023-08-12T12:15:30-05:00' } }, local(-300)],
  ['without a zone', { properties: { [date]: '2023-08-12T12:15:30' } }, local(null)],
  ['in UTC tells only the moment', { properties: { [date]: '2023-08-12T10:15:30Z' } }, instant],
  ['as a bare year tells nothing', { properties: { [date]: '2023' }, created: since1904 }, instant],
  ['among other properties', { properties: { other: '1', [date]: '2023-08-12T12:15:30+0200', more: '2' } }, local(120)],
  ['in user data', { userData: { '\xa9day': '2023-08-12T12:15:30+0200' } }, local(120)],
  [
    "in both: Apple's own counts",
    { properties: { [date]: '2023-08-12T12:15:30+0200' }, userData: { '\xa9day': '2020-01-01T00:00:00+0000' } },
    local(120),
  ],
])('the creation date %s', async (_, options, taken) => {
  expect((await factsOf({ created: since1904 + 60, ...options })).taken).toEqual(taken);
});

test.each<[string, MediaFacts['place']]>([
  ['+48.8577+002.2950+035.000/', { latitude: 48.8577, longitude: 2.295 }],
  ['-33.8688+151.2093/', { latitude: -33.8688, longitude: 151.2093 }],
  ['+00.0000+000.0000/', null],
  ['+4851.46+00217.70/', null],
  ['nowhere', null],
])('the place %s', async (text, place) => {
  expect((await factsOf({ userData: { '\xa9xyz': text } })).place).toEqual(place);
});

test.each([0, 1] as const)('the size of the picture track, turned as its matrix says (version %d)', async (version) => {
  expect((await factsOf({ version })).pixels).toEqual({ width: 40, height: 30 });
  expect((await factsOf({ version, turned: true })).pixels).toEqual({ width: 30, height: 40 });
});

/** A movie of 20 GB whose movie box stands last; only the parts that are asked for exist. */
function hugeMovie(): { readonly source: RandomAccess; readonly bytesRead: () => number } {
  const frames = 20 * 1024 ** 3;
  const head = bytes(ftyp('isom'), be(1, 4), 'mdat', be(frames + 16, 8));
  const tail = movie({ created: since1904 }).subarray(ftyp('isom', 'isom').length);
  const tailAt = head.length + frames;
  let total = 0;
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const part = new Uint8Array(Math.min(length, tailAt + tail.length - offset));
    total += part.length;
    if (offset < head.length) part.set(head.subarray(offset).subarray(0, part.length));
    if (offset >= tailAt) part.set(tail.subarray(offset - tailAt, offset - tailAt + part.length));
    return part;
  };
  return { source: { size: tailAt + tail.length, read }, bytesRead: () => total };
}

test('reads the end of a 20 GB movie and nothing in between', async () => {
  const { source, bytesRead } = hugeMovie();
  expect(await readFacts(source, mediaTypes.mp4, now)).toMatchObject({
    taken: instant,
    pixels: { width: 40, height: 30 },
  });
  expect(bytesRead()).toBeLessThan(100_000);
});

test('a movie that was cut off before its movie box says nothing', async () => {
  const file = bytes(ftyp('isom'), be(5000, 4), 'mdat', new Uint8Array(100));
  expect(await readFacts(bytesAccess(file), mediaTypes.mp4, now)).toEqual({
    taken: null,
    pixels: null,
    place: null,
    camera: null,
  });
});

test('metadata in the form of ISO files, with a version before it, is read too', async () => {
  const value = box('data', be(1, 4), be(0, 4), '2023-08-12T12:15:30+0200');
  const keys = box('keys', be(0, 4), be(1, 4), box('mdta', date));
  const list = box('ilst', be(value.length + 8, 4), be(1, 4), value);
  const meta = box('meta', be(0, 4), box('hdlr', new Uint8Array(25)), keys, list);
  const file = bytes(ftyp('isom'), box('moov', meta));
  expect((await readFacts(bytesAccess(file), mediaTypes.mp4, now)).taken).toEqual(local(120));
});
