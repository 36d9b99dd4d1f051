/** How the command line was called, so that messages can name commands that work as they stand. */
export interface InvocationDeps {
  /** The arguments as they were given. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Options without which another command would look somewhere else. */
export interface CarriedOptions {
  /** Only where it was named on the command line. */
  readonly dataDir: string | undefined;
  readonly profile: string | undefined;
}

/** Says commands of Afterimage so that they can be pasted into the same shell. */
export class Invocation {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #platform: NodeJS.Platform;
  readonly #commands: RegExp;
  #carried: CarriedOptions = { dataDir: undefined, profile: undefined };

  /** @param commands the names of the commands, by which a mention of one is recognised in a text */
  constructor({ args, environment, platform }: InvocationDeps, commands: readonly string[]) {
    const isScript = environment['npm_lifecycle_event'] === 'afterimage';
    this.#program = isScript ? 'npm run -s afterimage --' : 'afterimage';
    this.#args = args;
    this.#platform = platform;
    this.#commands = new RegExp(`(?<![\\w/.-])afterimage (?=(?:${commands.join('|')})(?![\\w-]))`, 'gu');
  }

  /** From here on, commands in texts carry these options. */
  carry(options: CarriedOptions): void {
    this.#carried = options;
  }

  /** The command as it was given. */
  again(): string {
    return [this.#program, ...this.#args.map((arg) => quoted(arg, this.#platform))].join(' ');
  }

  /** Was this option given, as `--name VALUE` or `--name=VALUE`? */
  isGiven(option: string): boolean {
    return this.#args.some((arg) => arg === option || arg.startsWith(`${option}=`));
  }

  /** A text whose mentions of commands are completed by the program's name and the options that they need. */
  completed(text: string): string {
    return text.replace(this.#commands, () => this.#prefix());
  }

  #prefix(): string {
    const { dataDir, profile } = this.#carried;
    const option = profile === undefined ? '' : `--profile ${quoted(profile, this.#platform)} `;
    if (dataDir === undefined) return `${this.#program} ${option}`;
    const folder = quoted(dataDir, this.#platform);
    // Shells of Windows set no variable for a single command.
    return this.#platform === 'win32'
      ? `${this.#program} --data-dir ${folder} ${option}`
      : `AFTERIMAGE_DATA_DIR=${folder} ${this.#program} ${option}`;
  }
}

/** An argument as a shell takes it. */
function quoted(arg: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/u.test(arg) || (platform === 'win32' && /^[\w@%+=:,.\\/-]+$/u.test(arg))) return arg;
  return platform === 'win32' ? `"${arg}"` : `'${arg.replaceAll("'", "'\\''")}'`;
}
