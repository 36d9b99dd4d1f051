import type { PlannedEntry } from './planned-entry.ts';

/** So many parts, or as many as it takes when none may be larger. */
export type PartSize =
  | { readonly kind: 'count'; readonly parts: number }
  | { readonly kind: 'bytes'; readonly partBytes: number };

/** More than headers and the directory take for one entry, names aside. */
const recordBytes = 200;

/**
 * Divides entries among parts. Bundles are shuffled first, so that folders, and items and their sidecars, are torn apart;
 * within a part the entries keep their order. `bytes` are the sizes of the entries in their order. An entry that is
 * larger than a part gets one to itself.
 */
export function divideIntoParts(
  entries: readonly PlannedEntry[],
  bytes: ArrayLike<number>,
  size: PartSize,
): readonly (readonly PlannedEntry[])[] {
  const rooms = Float64Array.from(
    entries,
    ({ path }, i) => (bytes[i] ?? 0) + recordBytes + 3 * Buffer.byteLength(path),
  );
  const shuffled = [...entries.entries()].toSorted(([i, a], [j, b]) => a.bundle - b.bundle || i - j);
  const partOf = new Int32Array(entries.length);
  const total = size.kind === 'count' ? rooms.reduce((sum, room) => sum + room, 0) : 0;
  let part = 0;
  let before = 0;
  let inPart = 0;
  for (const [index] of shuffled) {
    const room = rooms[index] ?? 0;
    const isFull =
      size.kind === 'count'
        ? part < size.parts - 1 && before >= (total / size.parts) * (part + 1)
        : inPart > 0 && inPart + room > size.partBytes;
    if (isFull) {
      part += 1;
      inPart = 0;
    }
    partOf[index] = part;
    before += room;
    inPart += room;
  }
  const parts = Array.from({ length: size.kind === 'count' ? size.parts : part + 1 }, (): PlannedEntry[] => []);
  for (const [index, entry] of entries.entries()) parts[partOf[index] ?? 0]?.push(entry);
  return parts;
}
