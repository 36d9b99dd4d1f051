import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/message-of.ts';

/** What brings new versions; electron-updater in packaged builds that have a feed. */
export interface UpdatePort {
  /** The new version, or null. Rejects when it cannot be known. */
  readonly check: () => Promise<string | null>;
  /** Fetches the version that `check` found. */
  readonly download: () => Promise<void>;
  /** Ends the program, installs what was fetched, and starts it again. Resolves once that has begun. */
  readonly install: () => Promise<void>;
  /** False where the system's package manager, or the person, does it. */
  readonly canInstall: boolean;
}

/** A version that is there: to be installed by us, or only to be told about. */
export interface KnownUpdate {
  readonly version: string;
  readonly canInstall: boolean;
}

/** What the updates are kept by. */
export interface UpdatesOptions {
  /** Null where there is no feed: then nobody is ever asked. */
  readonly port: UpdatePort | null;
  readonly clock: Clock;
  readonly isWanted: () => boolean;
  /** An update must never come mid-run. */
  readonly isBusy: () => boolean;
  /** Called once for each version, when it is ready. */
  readonly tell: (update: KnownUpdate) => void;
  /**
   * Ends the work of the program before an installer starts, so that nothing but the process itself is left to end;
   * null where the updater waits for that end on its own (macOS). On Windows the installer kills a
   * program that is still running 1.3 seconds later; a new AppImage starts at once, and yields to an old one that is
   * still running.
   */
  readonly endWork: (() => Promise<void>) | null;
  readonly quit: () => void;
  readonly log: (line: string) => void;
}

/** New versions of the program. */
export interface Updates {
  /** Looks now and then once a day. */
  readonly begin: () => void;
  /**
   * Asks the feed, and fetches what can be installed; does nothing while a run is in progress or when it is not wanted.
   */
  readonly look: () => Promise<void>;
  /** Installs and restarts; false while a run is in progress, or when there is nothing to install. */
  readonly install: () => boolean;
  readonly known: () => KnownUpdate | null;
}

const dayMs = 24 * 60 * 60_000;

/** Knows of nothing at first. */
export function createUpdates({ port, clock, isWanted, isBusy, tell, endWork, quit, log }: UpdatesOptions): Updates {
  let known: KnownUpdate | null = null;

  /** What cannot be fetched or is not signed is still worth a notice. */
  async function isFetched(feed: UpdatePort): Promise<boolean> {
    try {
      await feed.download();
      return true;
    } catch (thrown) {
      log(`The update could not be fetched: ${messageOf(thrown)}`);
      return false;
    }
  }

  async function look(): Promise<void> {
    if (port === null || !isWanted() || isBusy()) return;
    try {
      const version = await port.check();
      if (version === null || version === known?.version) return;
      known = { version, canInstall: port.canInstall && (await isFetched(port)) };
      tell(known);
    } catch (thrown) {
      log(`Looking for updates failed: ${messageOf(thrown)}`);
    }
  }

  async function installNow(feed: UpdatePort): Promise<void> {
    await endWork?.();
    try {
      await feed.install();
    } catch (thrown) {
      log(`The update could not be installed: ${messageOf(thrown)}`);
    }
    // Without its work the program is of no use: it ends even when nothing could be installed.
    if (endWork !== null) quit();
  }

  function begin(): void {
    if (port === null) return;
    void look();
    clock.after(dayMs, begin);
  }

  return {
    begin,
    look,
    known: () => known,
    install: () => {
      if (port === null || known?.canInstall !== true || isBusy()) return false;
      void installNow(port);
      return true;
    },
  };
}
