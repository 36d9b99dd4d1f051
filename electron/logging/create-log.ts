import { pino } from 'pino';
import type { Log, LogFields, LogLevel } from '../base/log.ts';
import { redactFields } from './redact-fields.ts';

export interface LogOptions {
  /** What is below is not written, and costs one comparison. */
  readonly level: LogLevel;
  /** The home folder, absolute: it is written as `~`. */
  readonly home: string;
  readonly now: () => Date;
  /** Takes one event as a line of JSON, without the end of the line; must not throw. */
  readonly write: (line: string) => void;
}

/**
 * A log of structured events, one JSON object a line: `level`, `time` (ISO 8601), the part's fields, `event`, its fields. Everything is
 * redacted. It writes at once and in this thread, so that the last words of a process that ends are there.
 */
export function createLog({ level, home, now, write }: LogOptions): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => write(line.trimEnd()) },
  );
  return logOver(logger, home);
}

type Writer = Pick<pino.Logger, LogLevel | 'child' | 'isLevelEnabled'>;

function logOver(writer: Writer, home: string): Log {
  const tell = (level: LogLevel, event: string, fields: LogFields): void => {
    try {
      writer[level]({ event, ...redactFields(fields, home) });
    } catch {
      // A getter that throws, for one: what is told about must not suffer from being told.
      writer[level]({ event });
    }
  };
  return {
    debug: (event, fields) => {
      if (!writer.isLevelEnabled('debug')) return;
      tell('debug', event, fields === undefined ? {} : attempt(fields));
    },
    info: (event, fields = {}) => {
      if (writer.isLevelEnabled('info')) tell('info', event, fields);
    },
    warn: (event, fields = {}) => {
      if (writer.isLevelEnabled('warn')) tell('warn', event, fields);
    },
    error: (event, fields = {}) => tell('error', event, fields),
    isEnabled: (level) => writer.isLevelEnabled(level),
    child: (context) => logOver(writer.child(redactFields(context, home)), home),
  };
}

function attempt(fields: () => LogFields): LogFields {
  try {
    return fields();
  } catch (error) {
    return { untold: error };
  }
}
