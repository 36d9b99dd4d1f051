import type { PageSelection } from '../../electron/contract/restore-desktop-models.ts';

/** What a person pressed "Restore…" on. */
export interface RestoreDraft {
  readonly selection: PageSelection;
  /** Of the one album that it is about; null for anything else. */
  readonly albumTitle: string | null;
}
