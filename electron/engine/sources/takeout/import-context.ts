import type { RunEvent } from '../../../contract/models.ts';
import type { Catalog } from '../../catalog/catalog.ts';

/** What a person wants of an import. */
export interface ImportRequest {
  /** Archives, extracted folders, or folders that hold them. */
  readonly paths: readonly string[];
  readonly trash: 'left out' | 'included';
  /** `look`: everything is read and judged, nothing is stored. */
  readonly purpose: 'store' | 'look';
  /** The backup folder: nothing in it is imported. */
  readonly destination: string;
}

/** What the Takeout source works with. */
export interface ImportContext {
  readonly request: ImportRequest;
  readonly catalog: Catalog;
  readonly sourceId: number;
  readonly now: () => Date;
  readonly tell: (event: RunEvent) => void;
}
