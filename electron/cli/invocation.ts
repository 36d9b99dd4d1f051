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
  readonly tokenStore: string | undefined;
  readonly destination: string | undefined;
}

const nothingCarried: CarriedOptions = {
  ...{ dataDir: undefined, profile: undefined, tokenStore: undefined, destination: undefined },
};

/** Commands that open no sign-in, as they begin in a text: where sign-ins are kept makes no difference to them. */
const withoutSignIn =
  /^(?:(?:albums|items) [^.:;,\n]*--stored|destination (?:set|show)|exports|explain|verify(?! --(?:repair|account)))\b/u;

/** Says commands of Afterimage so that they can be pasted into the same shell. */
export class Invocation {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #platform: NodeJS.Platform;
  readonly #commands: RegExp;
  #carried: CarriedOptions = nothingCarried;

  /** @param commands the names of the commands, by which a mention of one is recognised in a text */
  constructor({ args, environment, platform }: InvocationDeps, commands: readonly string[]) {
    const isScript = environment['npm_lifecycle_event'] === 'afterimage';
    this.#program = isScript ? 'npm run -s afterimage --' : 'afterimage';
    this.#args = args;
    this.#platform = platform;
    this.#commands = new RegExp(`(?<![\\w/.-])afterimage (?=(${commands.join('|')})(?![\\w-]))`, 'gu');
  }

  /** From here on, commands in texts carry these options. */
  carry(options: CarriedOptions): void {
    this.#carried = options;
  }

  /** The token store was kept in the settings: other commands find it there. */
  storeKept(): void {
    this.#carried = { ...this.#carried, tokenStore: undefined };
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
    return text.replace(this.#commands, (mention: string, command: string, at: number) =>
      this.#prefix(command, withoutSignIn.test(text.slice(at + mention.length))),
    );
  }

  #prefix(command: string, needsNoSignIn: boolean): string {
    const { dataDir, profile, tokenStore, destination } = this.#carried;
    const named = {
      // Shells of Windows set no variable for a single command.
      '--data-dir': this.#platform === 'win32' ? dataDir : undefined,
      '--profile': profile,
      '--token-store': needsNoSignIn ? undefined : tokenStore,
      // What chooses a folder for all commands is not about the folder of this one.
      '--destination': command === 'destination' ? undefined : destination,
    };
    const options = Object.entries(named).flatMap(([option, value]) =>
      value === undefined ? [] : [`${option} ${quoted(value, this.#platform)} `],
    );
    const variable =
      dataDir === undefined || this.#platform === 'win32'
        ? ''
        : `AFTERIMAGE_DATA_DIR=${quoted(dataDir, this.#platform)} `;
    return `${variable}${this.#program} ${options.join('')}`;
  }
}

/** An argument as a shell takes it. */
function quoted(arg: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/u.test(arg) || (platform === 'win32' && /^[\w@%+=:,.\\/-]+$/u.test(arg))) return arg;
  return platform === 'win32' ? `"${arg}"` : `'${arg.replaceAll("'", "'\\''")}'`;
}
