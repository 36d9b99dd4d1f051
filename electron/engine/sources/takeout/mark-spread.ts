/** Where in a file a mark is. */
export interface PlaceOfMark {
  readonly packed: number;
}

/**
 * Which of many marks is missed least when another comes at `packed`; null without any. Photos are stored side by side, so the
 * first that a killed run did not store may lie far before the latest mark. Marks stand the closer the nearer they are to the
 * latest one, so a run goes back by no more than it has to read again anyhow, and one distance; one near the beginning always stays.
 */
export function leastNeeded<T extends PlaceOfMark>(kept: readonly T[], packed: number): T | null {
  const sorted = kept.toSorted((a, b) => a.packed - b.packed);
  const last = sorted.at(-1);
  // A pass that went back comes by these again.
  if (last === undefined || last.packed > packed) return last ?? null;
  let [least, smallest]: [T, number] = [last, Number.POSITIVE_INFINITY];
  for (const [index, one] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined) continue;
    const after = sorted[index + 1]?.packed ?? packed;
    const lost = (after - before.packed) / (packed - after);
    if (lost < smallest) [least, smallest] = [one, lost];
  }
  return least;
}
