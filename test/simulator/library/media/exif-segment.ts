/** What the EXIF block of a photo says. */
export interface ExifFacts {
  readonly width: number;
  readonly height: number;
  readonly make: string | null;
  readonly model: string | null;
  /** Wall-clock seconds since 1970; null leaves every date tag out. */
  readonly localSeconds: number | null;
  /** Minutes east of UTC; null leaves the offset tags out. */
  readonly offsetMinutes: number | null;
  /** Degrees, north and east positive; null leaves the GPS directory out. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
}

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

const headerLength = 8;

/** A big-endian TIFF block as EXIF 2.32 describes it (CIPA DC-008), without the "Exif\0\0" in front. */
export function exifBlock(facts: ExifFacts): Buffer {
  const main = mainTags(facts);
  const detail = detailTags(facts);
  const place = facts.position === null ? [] : placeTags(facts.position);
  const pointers = 1 + (place.length > 0 ? 1 : 0);
  const detailAt = headerLength + directoryLength(main) + pointers * 12;
  const placeAt = detailAt + directoryLength(detail);
  main.push(long(0x8769, detailAt));
  if (place.length > 0) main.push(long(0x8825, placeAt));
  const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, headerLength]);
  const directories = [directory(main, headerLength), directory(detail, detailAt)];
  if (place.length > 0) directories.push(directory(place, placeAt));
  return Buffer.concat([header, ...directories]);
}

/** "+09:00" */
export function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}

function mainTags(facts: ExifFacts): Tag[] {
  const tags: Tag[] = [];
  if (facts.make !== null) tags.push(ascii(0x010f, facts.make));
  if (facts.model !== null) tags.push(ascii(0x0110, facts.model));
  tags.push(short(0x0112, 1), rational(0x011a, [[72, 1]]), rational(0x011b, [[72, 1]]), short(0x0128, 2));
  if (facts.localSeconds !== null) tags.push(ascii(0x0132, dateText(facts.localSeconds)));
  tags.push(short(0x0213, 1));
  return tags;
}

function detailTags(facts: ExifFacts): Tag[] {
  const tags: Tag[] = [];
  if (facts.make !== null) tags.push(rational(0x829a, [[1, 250]]), rational(0x829d, [[18, 10]]), short(0x8827, 100));
  tags.push(raw(0x9000, 7, Buffer.from('0232')));
  if (facts.localSeconds !== null) {
    tags.push(ascii(0x9003, dateText(facts.localSeconds)), ascii(0x9004, dateText(facts.localSeconds)));
    if (facts.offsetMinutes !== null) tags.push(ascii(0x9011, offsetText(facts.offsetMinutes)));
  }
  tags.push(
    raw(0x9101, 7, Buffer.from([1, 2, 3, 0])),
    raw(0xa000, 7, Buffer.from('0100')),
    short(0xa001, 1),
    long(0xa002, facts.width),
    long(0xa003, facts.height),
  );
  return tags;
}

function placeTags({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): Tag[] {
  return [
    raw(0x0000, 1, Buffer.from([2, 3, 0, 0])),
    ascii(0x0001, latitude < 0 ? 'S' : 'N'),
    rational(0x0002, degrees(latitude)),
    ascii(0x0003, longitude < 0 ? 'W' : 'E'),
    rational(0x0004, degrees(longitude)),
  ];
}

/** Degrees, minutes and ten-thousandths of seconds. */
function degrees(angle: number): (readonly [number, number])[] {
  const units = Math.round(Math.abs(angle) * 36_000_000);
  return [
    [Math.floor(units / 36_000_000), 1],
    [Math.floor(units / 600_000) % 60, 1],
    [units % 600_000, 10_000],
  ];
}

function dateText(localSeconds: number): string {
  return new Date(localSeconds * 1000).toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
}

function ascii(tag: number, text: string): Tag {
  const value = Buffer.from(`${text}\0`, 'latin1');
  return { tag, type: 2, count: value.length, value };
}

function short(tag: number, number: number): Tag {
  return { tag, type: 3, count: 1, value: Buffer.from([number >> 8, number & 0xff]) };
}

function long(tag: number, number: number): Tag {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { tag, type: 4, count: 1, value };
}

function rational(tag: number, fractions: readonly (readonly [number, number])[]): Tag {
  const value = Buffer.alloc(fractions.length * 8);
  for (const [i, [numerator, denominator]] of fractions.entries()) {
    value.writeUInt32BE(numerator, i * 8);
    value.writeUInt32BE(denominator, i * 8 + 4);
  }
  return { tag, type: 5, count: fractions.length, value };
}

function raw(tag: number, type: number, value: Buffer): Tag {
  return { tag, type, count: value.length, value };
}

/** Values of up to four bytes stand in their entry, longer ones behind the directory on even offsets. */
function outsideLength({ value }: Tag): number {
  return value.length <= 4 ? 0 : value.length + (value.length % 2);
}

function directoryLength(tags: readonly Tag[]): number {
  return 2 + tags.length * 12 + 4 + tags.reduce((sum, tag) => sum + outsideLength(tag), 0);
}

function directory(tags: readonly Tag[], at: number): Buffer {
  const bytes = Buffer.alloc(directoryLength(tags));
  bytes.writeUInt16BE(tags.length, 0);
  let outside = 2 + tags.length * 12 + 4;
  for (const [i, tag] of tags.entries()) {
    const entry = 2 + i * 12;
    bytes.writeUInt16BE(tag.tag, entry);
    bytes.writeUInt16BE(tag.type, entry + 2);
    bytes.writeUInt32BE(tag.count, entry + 4);
    if (tag.value.length <= 4) {
      tag.value.copy(bytes, entry + 8);
    } else {
      bytes.writeUInt32BE(at + outside, entry + 8);
      tag.value.copy(bytes, outside);
      outside += outsideLength(tag);
    }
  }
  return bytes;
}
