import type { ItemFilter } from '../../../contract/item-filter.ts';
import type { RunEvent } from '../../../contract/models.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { PartsOrigin } from './parts-origin.ts';

/** What a person wants of an import. */
export interface ImportRequest {
  /** Archives, extracted folders, or folders that hold them; none when they lie elsewhere. */
  readonly paths: readonly string[];
  readonly trash: 'left out' | 'included';
  /** `look`: everything is read and judged, nothing is stored. `look at names`: likewise, by names and sidecars alone. */
  readonly purpose: 'store' | 'look' | 'look at names';
  /** Whose the exports are that do not tell it themselves: an e-mail address. Null when nobody says. */
  readonly owner: string | null;
  /** What a look leaves out; of an import that stores, the run leaves it out. */
  readonly filter?: ItemFilter | undefined;
  /** The backup folder: nothing in it is imported. */
  readonly destination: string;
}

/** What the Takeout source works with. */
export interface ImportContext {
  readonly request: ImportRequest;
  /** Where the parts lie; absent: where the request's paths lead on this computer. */
  readonly origin?: PartsOrigin;
  readonly catalog: Catalog;
  readonly sourceId: number;
  readonly now: () => Date;
  readonly tell: (event: RunEvent) => void;
}
