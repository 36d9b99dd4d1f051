import type { Screen } from '../contract/screens.ts';
import type { ToldNotice } from './system/notifier.ts';
import type { TrayController } from './tray/tray-controller.ts';
import type { TrayCommand } from './tray/tray-model.ts';

/** Where the parts of the program lie. */
export interface ProgramPlaces {
  /** Absolute folder of the app: holds `out/` and `build/`. */
  readonly app: string;
  /** Afterimage's own data. */
  readonly data: string;
}

/** The running program, for main.ts and, in development builds, for tests. */
export interface Program {
  readonly tray: TrayController;
  /** Does what an entry of the tray or the menu says. */
  readonly dispatch: (command: TrayCommand) => void;
  /** Opens, or comes to the front; at this screen when one is named. */
  readonly openWindow: (screen?: Screen | null) => void;
  /** Ends runs and the engine in an orderly way. */
  readonly shutDown: () => Promise<void>;
  /** The same within the time that Windows gives at the end of its session; has been done when it returns. */
  readonly endSession: () => void;
  readonly onSuspend: () => void;
  readonly onResume: () => void;
  /** The machine went to battery or to mains. */
  readonly onSupply: () => void;
  /** Development builds: time goes forward for the schedule and for the engine. */
  readonly advance: (milliseconds: number) => void;
  readonly log: (line: string) => void;
  readonly enginePid: () => number | null;
  readonly decoderPid: () => number | null;
  /** How many pictures the decoder has been sent and not answered yet. */
  readonly picturesInFlight: () => number;
  readonly notices: readonly ToldNotice[];
}
