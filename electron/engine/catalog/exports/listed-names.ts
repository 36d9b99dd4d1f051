/** Characters that no file system takes everywhere; Google puts others in their place when it names folders and files. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among them.
const unusual = /[<>:"/\\|?*&%#'\u0000-\u001f]/g;
/** The number that tells folders and files of one name apart. */
const copyNumber = /\(\d+\)(?=$|\.[^.]*$)/;
const longestFolder = 40;

/** The path of a folder below Google Photos, of its path in the export: `Takeout/Google Photos/Trip` is `Trip`. */
export function pathInProduct(path: string): string {
  return path.split('/').slice(2).join('/');
}

/**
 * Equal for the title of a folder in the index and the folder that Google made of it, which may be numbered, cut or
 * written in another way. Two folders can have one key: what lies in them is counted together.
 */
export function folderKey(path: string): string {
  const plain = path.normalize('NFC').replace(copyNumber, '').replace(unusual, '_').toLowerCase();
  return plain.slice(0, longestFolder).replace(/[ ._]+$/, '');
}

/** Equal for a file's name in the index and in an archive. */
export function nameKey(name: string): string {
  return name.normalize('NFC').replace(unusual, '_').trim();
}

/** Names are cut at 51 characters at the most, titles are not; below that an equal beginning says nothing. */
const surelyCut = 38;

/** Equal for the title of a photo and the files that can hold it, as far as numbers, cuts and endings go. */
export function photoKey(name: string): string {
  const plain = nameKey(name).replace(copyNumber, '').toLowerCase();
  const dot = plain.lastIndexOf('.');
  return (dot > 0 ? plain.slice(0, dot) : plain).slice(0, surelyCut).trim();
}

/** How often each key occurs. Keeps numbers instead of names: a folder may hold half a million of them. */
export class KeyCounts {
  readonly #counts = new Map<number, number>();

  add(key: string, count = 1): void {
    const number = numberOf(key);
    this.#counts.set(number, (this.#counts.get(number) ?? 0) + count);
  }

  /** Takes one of this key out; false when there is none left. */
  take(key: string): boolean {
    const number = numberOf(key);
    const count = this.#counts.get(number) ?? 0;
    if (count > 1) this.#counts.set(number, count - 1);
    else this.#counts.delete(number);
    return count > 0;
  }
}

/** Of 53 bits (cyrb53): that two of a million names share one is as likely as one in 18,000. */
function numberOf(key: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
