/** What brings new versions; electron-updater in packaged builds that can install them. */
export interface UpdatePort {
  /** The new version, or null. */
  readonly check: () => Promise<string | null>;
  readonly install: () => void;
  /** False where the system's package manager does it. */
  readonly canInstall: boolean;
}

/** What the updates are kept by. */
export interface UpdatesOptions {
  readonly port: UpdatePort | null;
  readonly isWanted: () => boolean;
  /** An update must never come in mid-run. */
  readonly isBusy: () => boolean;
  readonly tell: (version: string, canInstall: boolean) => void;
  readonly log: (line: string) => void;
}

/** Looks for a new version when asked to; installs it only while no run goes on. */
export function createUpdates({ port, isWanted, isBusy, tell, log }: UpdatesOptions): {
  readonly look: () => Promise<void>;
  readonly installWhenIdle: () => boolean;
} {
  let found: string | null = null;
  return {
    look: async () => {
      if (port === null || !isWanted()) return;
      try {
        const version = await port.check();
        if (version === null || version === found) return;
        found = version;
        tell(version, port.canInstall);
      } catch (thrown) {
        log(`Looking for updates failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    },
    installWhenIdle: () => {
      if (port === null || found === null || !port.canInstall || isBusy()) return false;
      port.install();
      return true;
    },
  };
}
