/** A tag of a profile: its four-letter name and its content. */
type Tag = readonly [name: string, content: Uint8Array];

const headerLength = 128;
const tagEntryLength = 12;

/**
 * The colour profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2022, which ImageMagick's build for WebAssembly does
 * not bring along: white and primaries adapted to D50, one transfer curve for all three.
 */
export function srgbProfile(): Uint8Array<ArrayBuffer> {
  const curve = parametricCurve([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
  return profileOf([
    ['desc', text('sRGB')],
    ['cprt', text('No copyright')],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ['rXYZ', xyz([0.43607, 0.22249, 0.01392])],
    ['gXYZ', xyz([0.38515, 0.71687, 0.09708])],
    ['bXYZ', xyz([0.14307, 0.06061, 0.7141])],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

function profileOf(tags: readonly Tag[]): Uint8Array<ArrayBuffer> {
  const tableLength = 4 + tags.length * tagEntryLength;
  const length = tags.reduce((sum, [, content]) => sum + content.length, headerLength + tableLength);
  const profile = new Uint8Array(length);
  const view = new DataView(profile.buffer);
  view.setUint32(0, length);
  view.setUint32(8, 0x04400000);
  for (const [offset, word] of headerWords) writeAscii(profile, offset, word);
  // The illuminant of the connection space is always D50.
  profile.set(xyz([0.9642, 1, 0.8249]).subarray(8), 68);
  view.setUint32(headerLength, tags.length);
  let at = headerLength + tableLength;
  for (const [index, [name, content]] of tags.entries()) {
    const entry = headerLength + 4 + index * tagEntryLength;
    writeAscii(profile, entry, name);
    view.setUint32(entry + 4, at);
    view.setUint32(entry + 8, content.length);
    profile.set(content, at);
    at += content.length;
  }
  return profile;
}

/** Class display, from RGB to XYZ; the signature that every profile has. */
const headerWords = [
  [12, 'mntr'],
  [16, 'RGB '],
  [20, 'XYZ '],
  [36, 'acsp'],
] as const;

/** `multiLocalizedUnicodeType` with one record, padded to four bytes. */
function text(words: string): Uint8Array {
  const content = new Uint8Array(28 + Math.ceil((words.length * 2) / 4) * 4);
  const view = new DataView(content.buffer);
  writeAscii(content, 0, 'mluc');
  view.setUint32(8, 1);
  view.setUint32(12, tagEntryLength);
  writeAscii(content, 16, 'enUS');
  view.setUint32(20, words.length * 2);
  view.setUint32(24, 28);
  for (const [index, letter] of [...words].entries()) view.setUint16(28 + index * 2, letter.charCodeAt(0));
  return content;
}

function xyz(values: readonly number[]): Uint8Array {
  return fixedPoint('XYZ ', values);
}

/** `parametricCurveType` with function 3: linear near black, a power above. */
function parametricCurve(parameters: readonly number[]): Uint8Array {
  const content = fixedPoint('para', [0, ...parameters]);
  new DataView(content.buffer).setUint16(8, 3);
  return content;
}

function fixedPoint(type: string, values: readonly number[]): Uint8Array {
  const content = new Uint8Array(8 + values.length * 4);
  const view = new DataView(content.buffer);
  writeAscii(content, 0, type);
  for (const [index, value] of values.entries()) view.setInt32(8 + index * 4, Math.round(value * 65_536));
  return content;
}

function writeAscii(target: Uint8Array, offset: number, word: string): void {
  for (const [index, letter] of [...word].entries()) target[offset + index] = letter.charCodeAt(0);
}
