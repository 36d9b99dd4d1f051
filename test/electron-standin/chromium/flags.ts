/** What the flags depend on. */
export type FlagOptions = {
  readonly profile: string;
  readonly headed: boolean;
  readonly debuggingPort: boolean;
  /** The system has room for the memory that Chromium's processes share. */
  readonly sharedMemory: boolean;
  /** Switches of the command line and of `app.commandLine`, as `--name` or `--name=value`. */
  readonly switches: readonly string[];
};

/** Switches that the stand-in decides itself; Playwright asks for no shared memory on every machine. */
const OURS = /^--(remote-debugging-(port|pipe)|user-data-dir|headless|inspect|disable-dev-shm-usage)\b/;

/** Pages reach nothing but this machine; a look-up of any other name fails at once and leaves the machine quiet. */
const PAGES_STAY_HERE = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost';

/** Chromium's command line. */
export function chromiumFlags({ profile, headed, debuggingPort, sharedMemory, switches }: FlagOptions): string[] {
  const own = [
    ...(headed ? [] : ['--headless=new']),
    '--no-sandbox',
    '--remote-debugging-pipe',
    ...(debuggingPort ? ['--remote-debugging-port=0'] : []),
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-proxy-server',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Else it lies in files on the disk, where every frame waits while a backup makes its files durable.
    ...(sharedMemory ? [] : ['--disable-dev-shm-usage']),
    '--password-store=basic',
    PAGES_STAY_HERE,
    `--user-data-dir=${profile}`,
  ];
  return withoutRepetition([...own, ...switches.filter((one) => !OURS.test(one))]);
}

/** Chromium obeys only the last `--disable-features`; lists from several sides are joined into one. */
function withoutRepetition(flags: readonly string[]): string[] {
  const lists = new Map<string, Set<string>>();
  const others = new Set<string>();
  for (const flag of flags) {
    const list = /^--(disable|enable)-features=(.*)$/.exec(flag);
    if (!list) others.add(flag);
    else {
      const name = `--${list[1]}-features=`;
      lists.set(name, new Set([...(lists.get(name) ?? []), ...(list[2] ?? '').split(',').filter(Boolean)]));
    }
  }
  return [...others, ...[...lists].map(([name, features]) => name + [...features].join(','))];
}
