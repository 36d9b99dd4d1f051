/** One ended call of the command line. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The NDJSON records of stdout; empty without `--json`. */
  readonly records: readonly Record<string, unknown>[];
}

export interface CallOptions {
  /** Global options that every call of a test shares. */
  readonly globals: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** SIGKILL as soon as this becomes true; asked at all that the run writes, and every few milliseconds. */
  readonly killWhen?: (stdout: string) => boolean;
  /** SIGINT once this text has been seen on stdout. */
  readonly interruptAt?: string;
  /** What a person types; nothing, and the end of it, unless told. Runs a process of its own. */
  readonly input?: string;
  /** Called with each line of stdout. */
  readonly onLine?: (line: string) => void;
  /** In its own process, as a person or a script calls it. Calls that are killed, interrupted or given variables always are. */
  readonly ownProcess?: boolean;
  /** What that process runs, when not what the tests have bundled. */
  readonly entry?: string | undefined;
}
