/** An item of the export whose bytes are there, with what its sidecar says. */
export interface KnownItem<Key> {
  readonly key: Key;
  readonly title: string;
  /** Seconds since 1970 UTC. */
  readonly takenAt: number | null;
  readonly url: string | null;
  /** Equal for equal bytes; null where unknown, which tells it from all others. */
  readonly content: string | null;
  /** Edited copies and clips share their picture's sidecar, and go into its albums. */
  readonly isCompanion: boolean;
}

/** A sidecar in an album's folder without media there. */
export interface LoneSidecar {
  readonly title: string;
  readonly takenAt: number | null;
  readonly url: string | null;
}

/** Which items a lone sidecar puts into its album. */
export type Membership<Key> =
  /** All files of one item: copies in other folders, edited copies, clips. */
  | { readonly kind: 'item'; readonly keys: readonly Key[] }
  /** Different items fit: none is taken, and it is listed. */
  | { readonly kind: 'ambiguous'; readonly keys: readonly Key[] }
  /** Nothing fits: the item is somebody else's, lost, or in a part that is not there. */
  | { readonly kind: 'none' };

/**
 * What tells the items of an export apart, as text: title and time of capture. Null without a time: a title alone is no
 * proof.
 */
export function membershipKey({ title, takenAt }: Pick<LoneSidecar, 'title' | 'takenAt'>): string | null {
  return takenAt === null ? null : `${takenAt}\0${title}`;
}

/**
 * Finds the item that a lone sidecar speaks of among `alike`, the items of equal {@link membershipKey}. Where these are
 * several of different bytes, the item's page decides if exactly one has the same.
 */
export function joinMembership<Key>(sidecar: LoneSidecar, alike: readonly KnownItem<Key>[]): Membership<Key> {
  const key = membershipKey(sidecar);
  const fitting = key === null ? [] : alike.filter((item) => membershipKey(item) === key);
  if (fitting.length === 0) return { kind: 'none' };
  if (isOneItem(fitting)) return { kind: 'item', keys: keysOf(fitting) };
  const sameUrl = sidecar.url === null ? [] : fitting.filter(({ url }) => url === sidecar.url);
  if (sameUrl.length > 0 && isOneItem(sameUrl)) return { kind: 'item', keys: keysOf(sameUrl) };
  return { kind: 'ambiguous', keys: keysOf(fitting) };
}

/** Companions have their own bytes, so the pictures among them are what counts. */
function isOneItem(items: readonly KnownItem<unknown>[]): boolean {
  const pictures = items.filter(({ isCompanion }) => !isCompanion);
  const contents = new Set(pictures.map(({ content }) => content));
  return contents.size <= 1 && (pictures.length <= 1 || !contents.has(null));
}

function keysOf<Key>(items: readonly KnownItem<Key>[]): readonly Key[] {
  return items.map(({ key }) => key);
}
