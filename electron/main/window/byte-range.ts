/** A part of a file: bytes `first` to `last`, both of them within it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header (RFC 9110, section 14) for a content of `size` bytes. `whole` without one, and for what may be
 * ignored: other units, several ranges, nonsense. `unsatisfiable` when it begins behind the end.
 */
export function readByteRange(header: string | null, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header?.trim() ?? '');
  if (parts === null) return 'whole';
  const [, from = '', to = ''] = parts;
  if (from === '') {
    if (to === '') return 'whole';
    // The last so many bytes.
    const length = Number(to);
    return length === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= size ? 'unsatisfiable' : { first, last };
}
