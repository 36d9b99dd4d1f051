import type { EntryIdentity, MediaEntry } from '../../catalog/exports/takeout-items.ts';
import { splitExtension } from '../../destination/names.ts';
import type { RemoteItem } from '../source.ts';
import { readJson, type Sidecar } from './meaning/json-kind.ts';
import { decidePlace } from './meaning/taken.ts';

/** Neither name nor export tells for certain what the bytes are; they will. */
const anyMedia = 'application/octet-stream';

/** The export that an item comes from. */
export interface ExportOrigin {
  readonly stamp: string;
  /** Greater for a later export: what its sidecars say has the last word, as far as it is certain whom they speak of. */
  readonly authority: string;
}

/** A media entry of an export as an item. */
export function exportItem(entry: MediaEntry, { stamp, authority }: ExportOrigin, now: Date): RemoteItem {
  const sidecar = sidecarOf(entry, now);
  const { folder, kind, picture, name } = entry;
  const place = decidePlace({ sidecar, facts: { taken: null, place: null } });
  return {
    key: itemKey(stamp, folder.path, entry),
    filename: kind === 'edited' || kind === 'motion-clip' ? name : originalName(name, sidecar),
    mimeType: anyMedia,
    createdAt: sidecar?.takenAt == null ? null : new Date(sidecar.takenAt * 1_000).toISOString(),
    width: null,
    height: null,
    description: sidecar?.description ?? null,
    readiness: 'ready',
    handle: { locator: String(entry.id), staleAt: null },
    // The sidecar itself, word for word, is in the catalog as the entry that it is.
    verbatim: JSON.stringify({
      export: stamp,
      path: `${folder.path}/${name}`,
      sidecar: entry.sidecar?.path ?? null,
      // A picture that came with a later part may date its edited copy.
      ...(picture === null ? {} : { picture: `${folder.path}/${picture.name}` }),
    }),
    ...(kind === 'motion-clip' && picture !== null ? { pairOf: itemKey(stamp, folder.path, picture) } : {}),
    said: {
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      people: sidecar?.people ?? [],
      favourite: sidecar?.favorited ?? false,
      archived: folder.meaning === 'archive' || (sidecar?.archived ?? false),
      partner: sidecar?.partner ?? false,
      takenYear: folder.year,
      authority: sidecar === null ? null : authorityOf(entry, authority),
    },
  };
}

/**
 * What was certain once is not taken away by a later doubt: any certain pairing has a word before all others, as a hyphen
 * sorts before every digit.
 */
function authorityOf({ confidence }: Pick<MediaEntry, 'confidence'>, ofExport: string): string {
  return confidence === 'certain' ? ofExport : `-${ofExport}`;
}

/** What the entry's sidecar says; null without one. */
function sidecarOf({ sidecar }: Pick<MediaEntry, 'sidecar'>, now: Date): Sidecar | null {
  if (sidecar === null) return null;
  const reading = readJson(Buffer.from(sidecar.verbatim), sidecar.path, now);
  return reading.kind === 'sidecar' || reading.kind === 'title-only' ? reading.sidecar : null;
}

/**
 * The same entry has the same key in every run, other bytes under the same name have another: by checksum, in extracted
 * folders by time, in a tgz by the part that holds it.
 */
function itemKey(stamp: string, folder: string, entry: EntryIdentity): string {
  return `${stamp} ${folder}/${entry.name} ${entry.bytes}-${contentMark(entry)}`;
}

function contentMark({ format, crc32, modifiedAt, fingerprint }: EntryIdentity): string {
  if (crc32 !== null) return crc32.toString(16).padStart(8, '0');
  return format === 'folder' && modifiedAt !== null ? `at${modifiedAt}` : fingerprint;
}

/** The sidecar's title is the whole name; in the export it may be cut. Another extension is another file's. */
function originalName(name: string, sidecar: Sidecar | null): string {
  if (sidecar === null) return name;
  const [, ending] = splitExtension(name);
  const [, titled] = splitExtension(sidecar.title);
  return sidecar.title.trim() !== '' && titled.toLowerCase() === ending.toLowerCase() ? sidecar.title : name;
}
