import { be, bytes, le } from './bytes.ts';

/** One field of a directory. Text is ASCII; `short` and `long` are numbers; `rational` numbers have four decimals. */
export type Field = readonly [
  tag: number,
  kind: 'text' | 'short' | 'long' | 'rational',
  value: string | readonly number[],
];

/** What goes into a TIFF block. */
export interface TiffParts {
  readonly order?: 'II' | 'MM';
  readonly magic?: number;
  readonly main?: readonly Field[];
  readonly exif?: readonly Field[];
  readonly gps?: readonly Field[];
  readonly sub?: readonly Field[];
  /** A preview in the directory behind the main one. */
  readonly thumbnail?: Uint8Array;
  /** Bytes between the header and the directories, as the picture data of a scanned TIFF. */
  readonly gap?: number;
}

const types = { text: 2, short: 3, long: 4, rational: 5 } as const;

/** The EXIF fields that tests ask for most. */
export function exifDate(text: string, zone?: string): readonly Field[] {
  return zone === undefined
    ? [[0x9003, 'text', text]]
    : [
        [0x9003, 'text', text],
        [0x9011, 'text', zone],
      ];
}

/** GPS fields of a place in degrees. */
export function gpsPlace(latitude: number, longitude: number): readonly Field[] {
  return [
    [1, 'text', latitude < 0 ? 'S' : 'N'],
    [2, 'rational', [Math.abs(latitude), 0, 0]],
    [3, 'text', longitude < 0 ? 'W' : 'E'],
    [4, 'rational', [Math.abs(longitude), 0, 0]],
  ];
}

/** Builds a TIFF block: EXIF data, or a TIFF file without picture data. */
export function tiff({
  order = 'II',
  magic = 42,
  main = [],
  exif,
  gps,
  sub,
  thumbnail,
  gap = 0,
}: TiffParts): Uint8Array {
  const num = order === 'II' ? le : be;
  const start = 8 + gap;
  // Directories follow each other; pointers need the lengths first, which do not depend on the pointers' values.
  const withPointers = (at: { exif: number; gps: number; sub: number }): readonly Field[] =>
    [
      ...main,
      ...(sub === undefined ? [] : [[0x14a, 'long', [at.sub]] as const]),
      ...(exif === undefined ? [] : [[0x8769, 'long', [at.exif]] as const]),
      ...(gps === undefined ? [] : [[0x8825, 'long', [at.gps]] as const]),
    ].sort(([one], [other]) => one - other);
  const mainLength = directory(withPointers({ exif: 0, gps: 0, sub: 0 }), 0, 0, num).length;
  const at = { exif: start + mainLength, gps: 0, sub: 0, next: 0 };
  at.gps = at.exif + (exif === undefined ? 0 : directory(exif, 0, 0, num).length);
  at.sub = at.gps + (gps === undefined ? 0 : directory(gps, 0, 0, num).length);
  at.next = at.sub + (sub === undefined ? 0 : directory(sub, 0, 0, num).length);
  const preview = (offset: number): readonly Field[] => [
    [0x201, 'long', [offset]],
    [0x202, 'long', [thumbnail?.length ?? 0]],
  ];
  const previewAt = at.next + directory(preview(0), 0, 0, num).length;
  return bytes(
    order,
    num(magic, 2),
    num(start, 4),
    new Uint8Array(gap),
    directory(withPointers(at), start, thumbnail === undefined ? 0 : at.next, num),
    exif === undefined ? [] : directory(exif, at.exif, 0, num),
    gps === undefined ? [] : directory(gps, at.gps, 0, num),
    sub === undefined ? [] : directory(sub, at.sub, 0, num),
    thumbnail === undefined ? [] : bytes(directory(preview(previewAt), at.next, 0, num), thumbnail),
  );
}

function directory(fields: readonly Field[], offset: number, next: number, num: typeof le): Uint8Array {
  let dataAt = offset + 2 + fields.length * 12 + 4;
  const entries: Uint8Array[] = [];
  const data: Uint8Array[] = [];
  for (const [tag, kind, value] of fields) {
    const stored = fieldBytes(kind, value, num);
    const head = bytes(
      num(tag, 2),
      num(types[kind], 2),
      num(typeof value === 'string' ? value.length + 1 : value.length, 4),
    );
    if (stored.length <= 4) {
      entries.push(bytes(head, stored, new Uint8Array(4 - stored.length)));
      continue;
    }
    entries.push(bytes(head, num(dataAt, 4)));
    const even = stored.length % 2 === 0 ? stored : bytes(stored, [0]);
    data.push(even);
    dataAt += even.length;
  }
  return bytes(num(fields.length, 2), ...entries, num(next, 4), ...data);
}

function fieldBytes(kind: Field[1], value: Field[2], num: typeof le): Uint8Array {
  if (typeof value === 'string') return bytes(value, [0]);
  switch (kind) {
    case 'short':
      return bytes(...value.map((number) => num(number, 2)));
    case 'rational':
      return bytes(...value.flatMap((number) => [num(Math.round(number * 10_000), 4), num(10_000, 4)]));
    default:
      return bytes(...value.map((number) => num(number, 4)));
  }
}
