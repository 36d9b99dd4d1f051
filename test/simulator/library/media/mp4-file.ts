import type { CodedPicture } from './coded-picture.ts';
import type { Filler } from './filler.ts';
import { box, boxHeader, fullBox, latin1, u16, u32 } from './iso-box.ts';

interface Mp4Parts {
  readonly picture: CodedPicture;
  /** Seconds since 1970 UTC. */
  readonly createdSeconds: number;
  readonly seconds: number;
  readonly fps: number;
  /** Apple's metadata keys in the order given, such as com.apple.quicktime.creationdate. */
  readonly keys: readonly { readonly name: string; readonly value: string }[];
  readonly marker: string;
  /** Size of the whole file; null adds nothing. */
  readonly length: number | null;
}

/** Seconds from 1904-01-01, where this format's clock starts, to 1970-01-01. */
const macEpoch = 2_082_844_800;
const identity = u32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);

/**
 * A playable MP4 with one AV1 track that shows a still picture: all its samples are the same bytes.
 * `length` counts everything; the filling stands in `mdat` behind the picture.
 */
export function mp4File(parts: Mp4Parts, filler: Filler): readonly Uint8Array[] {
  const { picture, marker, length } = parts;
  const start = Buffer.concat([
    box('ftyp', latin1('isom'), u32(0x200), latin1('isom'), latin1('iso2'), latin1('av01'), latin1('mp41')),
    box('free', Buffer.from(marker, 'utf8')),
  ]);
  const dataAt = start.length + movie(parts, 0).length + 8;
  const bare = dataAt + picture.data.length;
  const gap = length === null ? 0 : length - bare;
  if (gap < 0) throw new RangeError(`A clip of ${bare} bytes does not fit into ${length}`);
  const data = boxHeader('mdat', 8 + picture.data.length + gap);
  return [Buffer.concat([start, movie(parts, dataAt), data]), picture.data, ...filler.plain(gap)];
}

function movie(parts: Mp4Parts, dataAt: number): Buffer {
  // The clock has 32 bits: 1904 to 2040.
  const created = Math.min(0xffff_ffff, Math.max(0, parts.createdSeconds + macEpoch));
  const milliseconds = parts.seconds * 1000;
  return box(
    'moov',
    fullBox(
      'mvhd',
      0,
      0,
      u32(created, created, 1000, milliseconds, 0x1_0000),
      u16(0x100, 0),
      u32(0, 0),
      identity,
      u32(0, 0, 0, 0, 0, 0, 2),
    ),
    box('trak', trackHeader(parts, created, milliseconds), media(parts, created, dataAt)),
    ...(parts.keys.length === 0 ? [] : [metadata(parts.keys)]),
  );
}

function trackHeader({ picture }: Mp4Parts, created: number, milliseconds: number): Buffer {
  return fullBox(
    'tkhd',
    0,
    3,
    u32(created, created, 1, 0, milliseconds, 0, 0),
    u16(0, 0, 0, 0),
    identity,
    u32(picture.width * 0x1_0000, picture.height * 0x1_0000),
  );
}

function media(parts: Mp4Parts, created: number, dataAt: number): Buffer {
  const samples = parts.seconds * parts.fps;
  const url = fullBox('url ', 0, 1);
  return box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(created, created, parts.fps, samples), u16(0x55c4, 0)),
    fullBox('hdlr', 0, 0, u32(0), latin1('vide'), u32(0, 0, 0), latin1('\0')),
    box(
      'minf',
      fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)),
      box('dinf', fullBox('dref', 0, 0, u32(1), url)),
      sampleTable(parts.picture, samples, dataAt),
    ),
  );
}

function sampleTable(picture: CodedPicture, samples: number, dataAt: number): Buffer {
  const entry = box(
    'av01',
    Buffer.alloc(6),
    u16(1, 0, 0),
    u32(0, 0, 0),
    u16(picture.width, picture.height),
    u32(0x48_0000, 0x48_0000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    box('av1C', picture.configuration),
  );
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, u32(1, samples, 1)),
    fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
    fullBox('stsz', 0, 0, u32(picture.data.length, samples)),
    fullBox('stco', 0, 0, u32(samples, ...Array.from({ length: samples }, () => dataAt))),
  );
}

/** QuickTime's `meta` (not a full box) with its keys and their values as UTF-8, the way Apple's cameras write it. */
function metadata(keys: Mp4Parts['keys']): Buffer {
  const names = keys.map(({ name }) => box('mdta', latin1(name)));
  const values = keys.map(({ value }, i) => {
    const data = box('data', u32(1, 0), Buffer.from(value, 'utf8'));
    return Buffer.concat([u32(data.length + 8, i + 1), data]);
  });
  return box(
    'meta',
    fullBox('hdlr', 0, 0, u32(0), latin1('mdta'), u32(0, 0, 0), latin1('\0')),
    fullBox('keys', 0, 0, u32(keys.length), ...names),
    box('ilst', ...values),
  );
}
