import { assertNever } from '../../../../contract/result.ts';
import { type FolderMeaning, folderMeaning } from './folder-meaning.ts';
import type { AlbumMetadata } from './json-kind.ts';
import type { FolderMedia, MediaMatch } from './match.ts';
import { matchFolder } from './match-folder.ts';
import { compareText } from './names.ts';
import { titledMediaNames } from './titled-sidecar.ts';

/** A JSON file of a folder, as {@link readJson} read it; only what is asked for here. */
export type FolderJson =
  | { readonly name: string; readonly kind: 'sidecar'; readonly title: string; readonly content?: string | null }
  | { readonly name: string; readonly kind: 'album'; readonly album: AlbumMetadata }
  | {
      readonly name: string;
      readonly kind: 'title-only';
      readonly title: string;
      readonly album: AlbumMetadata;
      readonly content?: string | null;
    }
  | { readonly name: string; readonly kind: 'other' | 'unreadable' };

/** What a JSON file is good for. `sidecar`: it speaks of an item, whether or not that is in the folder. */
export type JsonRole = 'sidecar' | 'album-metadata' | 'other-json';

/** Everything that can be said about one folder of an export. */
export interface UnderstoodFolder {
  readonly meaning: FolderMeaning;
  /** Set for albums alone; its title may be empty. */
  readonly album: AlbumMetadata | null;
  /** One for each media file, in the order given; `sidecar` and `candidates` are indexes of the JSON files given. */
  readonly matches: readonly MediaMatch[];
  /** One for each JSON file, in the order given. */
  readonly roles: readonly JsonRole[];
  /** Sidecars that no media file here uses, ascending: memberships of albums that show an item by its sidecar alone. */
  readonly unusedSidecars: readonly number[];
}

/**
 * Understands one folder, taken together across the parts of one export. `folder` is its path within the container.
 * JSON with nothing but a title is a sidecar when it speaks of a media file here, or is called after its title; else it is
 * album metadata.
 */
export function understandFolder(
  contents: {
    readonly folder: string;
    readonly media: readonly FolderMedia[];
    readonly json: readonly FolderJson[];
  },
  now: Date,
): UnderstoodFolder {
  const { folder, media, json } = contents;
  const titled = json.flatMap((one, index) =>
    one.kind === 'sidecar' || one.kind === 'title-only' ? [{ index, ...one }] : [],
  );
  const given = (sidecar: number): number => titled[sidecar]?.index ?? 0;
  const matched = matchFolder({ media, sidecars: titled });
  const used = new Set(matched.matches.flatMap(({ sidecar, candidates }) => [sidecar ?? -1, ...candidates]).map(given));
  const roles = json.map((one, index) => roleOf(one, folder, used.has(index)));
  const metadata = folder === '' ? null : albumOf(json, roles);
  const meaning = folderMeaning(folder, metadata?.title ?? null, now);
  return {
    meaning,
    album: meaning.kind === 'album' ? metadata : null,
    matches: matched.matches.map((match) => ({
      ...match,
      sidecar: match.sidecar === null ? null : given(match.sidecar),
      candidates: match.candidates.map(given),
    })),
    roles,
    unusedSidecars: matched.unusedSidecars.map(given).filter((index) => roles[index] === 'sidecar'),
  };
}

function roleOf(json: FolderJson, folder: string, isUsed: boolean): JsonRole {
  switch (json.kind) {
    case 'sidecar':
      return 'sidecar';
    case 'album':
      // Nothing in the container itself is an album.
      return folder === '' ? 'other-json' : 'album-metadata';
    case 'title-only':
      if (isUsed || titledMediaNames(json).length > 0) return 'sidecar';
      return folder === '' ? 'other-json' : 'album-metadata';
    case 'other':
    case 'unreadable':
      return 'other-json';
    default:
      return assertNever(json);
  }
}

/** What is surely an album's comes first; of several the name decides, so that the order of parts does not. */
function albumOf(json: readonly FolderJson[], roles: readonly JsonRole[]): AlbumMetadata | null {
  const found = json.flatMap((one, index) =>
    roles[index] === 'album-metadata' && (one.kind === 'album' || one.kind === 'title-only') ? [one] : [],
  );
  const [first] = found.toSorted((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return first?.album ?? null;
}
