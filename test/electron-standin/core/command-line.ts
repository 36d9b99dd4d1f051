/** What the executable was asked to do, read as Electron and Playwright spell it. */
export type CommandLine = {
  /** `-r file`: scripts to run before the app (Playwright's loader.js). */
  readonly preloads: readonly string[];
  /** Playwright passes `--inspect=0` and `--remote-debugging-port=0`. */
  readonly underPlaywright: boolean;
  /** Everything else in order: switches, the app's path, the app's own arguments. */
  readonly rest: readonly string[];
  /** `--name=value` and `--name`, without what only Playwright and Node care about. */
  readonly switches: readonly string[];
  /** `--user-data-dir`, which real Electron knows too. */
  readonly userDataDir: string | undefined;
};

/** Reads `process.argv` without its first two entries. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const preloads: string[] = [];
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '-r') preloads.push(argv[++index] ?? '');
    else rest.push(argument);
  }
  const switches = rest.filter((argument) => argument.startsWith('--') && !argument.startsWith('--inspect'));
  return {
    preloads,
    underPlaywright: rest.includes('--inspect=0') && rest.includes('--remote-debugging-port=0'),
    rest,
    switches,
    userDataDir: switchValue(switches, 'user-data-dir'),
  };
}

/** The value of the last `--name=value`, or undefined. */
export function switchValue(switches: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return switches.findLast((one) => one.startsWith(prefix))?.slice(prefix.length);
}
