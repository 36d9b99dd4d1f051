/** From the most talkative to what must never happen. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What an event is about. Values may be anything, errors included: they are redacted where they are written. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * The voice of one part of the program: events with a name (`item.stored`) and fields. Writing never throws and never
 * waits. Whoever writes need not care for secrets: every field is redacted in one place, `logging/redact.ts`.
 */
export interface Log {
  /** For following one item or one request. `fields` is called only when somebody reads this level. */
  readonly debug: (event: string, fields?: () => LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  /** Something went wrong, and the work goes on. */
  readonly warn: (event: string, fields?: LogFields) => void;
  /** Something went wrong that ends the work, or that nobody had thought of. */
  readonly error: (event: string, fields?: LogFields) => void;
  /** Is anything of this level written? For what must be kept only to be able to tell it. */
  readonly isEnabled: (level: LogLevel) => boolean;
  /** The same log, with fields that every event of a part has. */
  readonly child: (context: LogFields) => Log;
}

/** Says nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  isEnabled: () => false,
  child: () => silentLog,
};
