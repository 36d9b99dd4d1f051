import type { PickerState } from '../../../contract/models.ts';
import type { GoogleHttp } from '../../google/google-http.ts';
import type { PhotosPicker } from '../../google/photos-picker.ts';
import type { Timing } from '../../google/timing.ts';
import type { SessionMemory } from './session-memory.ts';

/** What a person asked for when they began to choose. */
export interface Choice {
  /** The album that everything chosen goes into; null for none. */
  readonly album: string | null;
  /** How many items they want to choose; null for as many as they like. */
  readonly most: number | null;
}

/** What the catalog knows about picked items. */
export interface KnownItems {
  /** Was it ever seen? */
  readonly knows: (key: string) => boolean;
  /** Is it still to be fetched? */
  readonly isOpen: (key: string) => boolean;
}

/** What the source of picked items works with. */
export interface PickerDeps {
  readonly http: GoogleHttp;
  readonly picker: PhotosPicker;
  readonly memory: SessionMemory;
  readonly known: KnownItems;
  /**
   * `left`: nothing new is begun, only what earlier runs left is waited for and shown. `chosen`: nobody is waited for
   * either, only finished selections that are still open are shown.
   */
  readonly choice: Choice | 'left' | 'chosen';
  /** Aborted when the person wants no further session: what they have chosen is all. */
  readonly noMore: AbortSignal;
  readonly timing: Pick<Timing, 'now' | 'sleep' | 'timeScale'>;
  /** Told where the selection stands. */
  readonly tell: (state: PickerState) => void;
}
