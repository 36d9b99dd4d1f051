/** The types that live in ISO base media files (ISO/IEC 14496-12) and their forerunner QuickTime. */
type IsoMediaName = 'heic' | 'heif' | 'avif' | 'cr3' | 'mov' | 'm4v' | 'threeGp' | 'threeG2' | 'mp4';

/** Boxes with which QuickTime files begin that are older than the `ftyp` box. */
const oldQuickTimeBoxes = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

const hevcBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

/** Sound, encrypted books and JPEG 2000: ISO media, but nothing that Google Photos keeps. */
const foreignBrands = new Set(['M4A ', 'M4B ', 'M4P ', 'F4A ', 'F4B ', 'jp2 ', 'jpx ', 'jpm ']);

/** Names an ISO media or QuickTime file by its first box; null when it is neither. */
export function sniffIsoMedia(head: Uint8Array): IsoMediaName | null {
  if (head.length < 8) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint32(0);
  const type = fourCharacters(head, 4);
  if (type !== 'ftyp') return oldQuickTimeBoxes.has(type) && (size >= 8 || size === 1) ? 'mov' : null;
  if (size < 16 || head.length < 12) return null;
  const major = fourCharacters(head, 8);
  const compatible: string[] = [];
  for (let at = 16; at + 4 <= Math.min(size, head.length); at += 4) compatible.push(fourCharacters(head, at));
  return foreignBrands.has(major) ? null : nameOfBrands(major, compatible);
}

function nameOfBrands(major: string, compatible: readonly string[]): IsoMediaName {
  if (hevcBrands.has(major)) return 'heic';
  if (major === 'avif' || major === 'avis') return 'avif';
  // The general still-image brands: what is inside is told by the compatible brands.
  if (['mif1', 'mif2', 'msf1', 'miaf'].includes(major)) {
    if (compatible.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
    return compatible.some((brand) => hevcBrands.has(brand)) ? 'heic' : 'heif';
  }
  if (major === 'crx ') return 'cr3';
  if (major === 'qt  ') return 'mov';
  if (major.startsWith('M4V')) return 'm4v';
  if (major.startsWith('3g2') || major === 'kddi') return 'threeG2';
  if (major.startsWith('3g')) return 'threeGp';
  // Cameras invent brands (XAVC, MSNV, mmp4, …): every other one is an MP4 by structure.
  return 'mp4';
}

function fourCharacters(head: Uint8Array, offset: number): string {
  return String.fromCharCode(...head.subarray(offset, offset + 4));
}
