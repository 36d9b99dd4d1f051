/** As many letters may be wrong, missing or too many. */
const mostChanges = 2;

/** The name that somebody who typed another one meant; null when none is near. */
export function closest(typed: string, names: readonly string[]): string | null {
  const wanted = plain(typed);
  const same = names.find((name) => plain(name) === wanted);
  if (same !== undefined) return same;
  const distances = names.map((name) => ({ name, distance: distance(wanted, plain(name)) }));
  const [nearest] = distances.toSorted((one, other) => one.distance - other.distance);
  if (nearest !== undefined && nearest.distance <= Math.min(mostChanges, wanted.length - 1)) return nearest.name;
  const beginning = names.filter((name) => wanted.length > 2 && plain(name).startsWith(wanted));
  return beginning.length === 1 ? (beginning[0] ?? null) : null;
}

/** `bandwidthLimit`, `bandwidth_limit` and `bandwidth-limit` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** How many letters have to be put in, taken away or replaced (Levenshtein). */
function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const now = [row + 1];
    for (const [column, facing] of [...other].entries()) {
      const replaced = (before[column] ?? 0) + (letter === facing ? 0 : 1);
      now.push(Math.min(replaced, (before[column + 1] ?? 0) + 1, (now[column] ?? 0) + 1));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}
