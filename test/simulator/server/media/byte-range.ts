/** What a Range header asks of a content of known length. */
export type RangeReading =
  /** No header, or one that a server may ignore: the whole content. */
  | { readonly kind: 'whole' }
  /** First and last byte, both included. */
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/** Reads a single byte range (RFC 9110, 14.1.2); several ranges at once are answered with the whole. */
export function readRange(header: string | undefined, length: number): RangeReading {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (match === null || (from === '' && to === '')) return { kind: 'whole' };
  if (from === '') {
    const wanted = Math.min(Number(to), length);
    return wanted === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', first: length - wanted, last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first >= length ? { kind: 'unsatisfiable' } : { kind: 'part', first, last };
}

/** The bytes `first` … `last` of the chunks, as views: nothing is copied. */
export function slicedChunks(chunks: Iterable<Uint8Array>, first: number, last: number): readonly Uint8Array[] {
  const slices: Uint8Array[] = [];
  let start = 0;
  for (const chunk of chunks) {
    const from = Math.max(first - start, 0);
    const to = Math.min(last + 1 - start, chunk.length);
    if (to > from) slices.push(chunk.subarray(from, to));
    start += chunk.length;
  }
  return slices;
}
