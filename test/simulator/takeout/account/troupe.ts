import { type Capture, type GeneratedContent, recipeFor } from '../../library/item-recipe.ts';
import type { MediaFormat } from '../../library/library-model.ts';
import { idOf } from '../../library/permanent-ids.ts';
import type { SidecarForm } from '../entry-names.ts';
import type { AlbumStyle, Companion, ExportAlbum, ExportItem, Home, StatedMetadata } from './export-item.ts';
import { generated, statedMetadataOf } from './library-items.ts';

/** An item that shows one rule of the format; what is left out is ordinary. */
export interface Actor {
  readonly title: string;
  readonly fileName?: string;
  readonly spelling?: ExportItem['spelling'];
  readonly format?: MediaFormat;
  /** What differs in the file's own words about time and place. */
  readonly capture?: Partial<Capture>;
  readonly bytes?: ExportItem['bytes'];
  readonly companions?: (content: GeneratedContent) => readonly Companion[];
  readonly said?: Partial<StatedMetadata>;
  readonly sidecar?: SidecarForm | { readonly kind: 'none' };
  readonly sidecarIn?: ExportItem['sidecarIn'];
  readonly home?: Home;
}

/** An album that shows one rule of the format. */
interface StagedAlbum {
  readonly title: string;
  readonly style: AlbumStyle;
  readonly members: readonly ExportItem[];
  readonly description?: string;
  readonly metadataForm?: ExportAlbum['metadataForm'];
}

/** One complete cast: every rule once. Larger exports have several, each with names and its own year. */
export interface Troupe {
  /** Two digits that make the names of this troupe its own. */
  readonly tag: string;
  /** The year in which its items were taken. */
  readonly year: number;
  readonly item: (actor: Actor) => ExportItem;
  readonly album: (album: StagedAlbum) => void;
  readonly items: readonly ExportItem[];
  readonly albums: readonly ExportAlbum[];
}

/** Far from the numbers of library items and of those that are added to a library. */
const firstNumber = 0x2000_0000;
const mostActors = 1000;

export function createTroupe(seed: number, index: number): Troupe {
  const items: ExportItem[] = [];
  const albums: ExportAlbum[] = [];
  const tag = String(index).padStart(2, '0');
  const year = 2010 + (index % 10);
  const firstSeconds = Date.UTC(year, 2 + Math.floor(index / 10), 3, 6) / 1000;
  return {
    tag,
    year,
    items,
    albums,
    item: (actor) => {
      const number = firstNumber + index * mostActors + items.length;
      const item = staged(seed, number, firstSeconds + items.length * 3600, actor);
      items.push(item);
      return item;
    },
    album: ({ members, description = '', metadataForm = 'flat', ...album }) => {
      const key = `troupe-${tag}-${albums.length}`;
      albums.push({ ...album, key, description, metadataForm, members: members.map((item) => item.key) });
    },
  };
}

function staged(seed: number, number: number, localSeconds: number, actor: Actor): ExportItem {
  const { title, format = 'jpeg', capture, companions, said, ...shown } = actor;
  const id = idOf('added', number, seed);
  const made = generated(recipeFor({ seed, id, number, localSeconds, requests: { filename: title, format } }));
  const content = { ...made, capture: { ...made.capture, ...capture } };
  const ordinary = { favorited: false, archived: false, partner: false, people: [] };
  return {
    spelling: 'as-titled',
    bytes: 'present',
    sidecar: { kind: 'infix' },
    sidecarIn: 'every-folder',
    home: 'year',
    ...shown,
    key: id,
    title,
    content,
    companions: companions?.(content) ?? [],
    said: { ...statedMetadataOf(seed, content, number), ...ordinary, ...said },
  };
}
