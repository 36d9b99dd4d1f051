import { englishProblems, type ProblemTexts } from '../problems/english.ts';
import type { Catalogue } from './catalogue.ts';
import { englishMessages } from './english.ts';
import { createTextWriter, type TextValues } from './icu.ts';
import { type Message, messageTable, type ParameterValues } from './message.ts';
import type { ParameterKind } from './parameters.ts';

/** Puts a message into words. */
export type MessageWriter = (message: Message) => string;

/** What the shell says in one language. */
export interface ShellTexts {
  readonly messages: Catalogue;
  readonly problems: ProblemTexts;
}

export const englishShellTexts: ShellTexts = { messages: englishMessages, problems: englishProblems };

type ValueWriters = { readonly [K in ParameterKind]: (value: ParameterValues[K]) => string | number };

/**
 * Words of `texts`; numbers and times as written in `locale`, one of `formatLocale` for their language, in `timeZone` or
 * the computer's own.
 */
export function createMessageWriter(
  locale: string,
  timeZone?: string,
  { messages, problems }: ShellTexts = englishShellTexts,
): MessageWriter {
  const fill = createTextWriter(locale);
  const writers = valueWriters(locale, timeZone, problems, write);

  function write({ key, values }: Message): string {
    const kinds: Readonly<Record<string, ParameterKind>> = messageTable[key];
    return fill(
      messages[key],
      Object.fromEntries(Object.entries(values).flatMap(([name, value]) => filled(name, value))),
    );

    function filled(name: string, value: unknown): readonly (readonly [string, TextValues[string]])[] {
      const kind = kinds[name];
      if (kind === undefined) return [];
      // The table gives each parameter its kind, and the kind its value; TypeScript cannot follow that through the name.
      const written = [name, writers[kind](value as never)] as const;
      return Array.isArray(value) ? [written, [`${name}Count`, value.length]] : [written];
    }
  }

  return write;
}

function valueWriters(
  locale: string,
  timeZone: string | undefined,
  problems: ShellTexts['problems'],
  write: MessageWriter,
): ValueWriters {
  const dates = (options: Intl.DateTimeFormatOptions): ((instant: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (instant) => format.format(new Date(instant));
  };
  const time = dates({ hour: 'numeric', minute: '2-digit' });
  const dayOfWeek = dates({ weekday: 'short', hour: 'numeric', minute: '2-digit' });
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  return {
    count: (value) => value,
    numeral: String,
    numerals: (values) => list.format(values.map(String)),
    moment: ({ at, isToday }) => (isToday ? time(at) : dayOfWeek(at)),
    day: dates({ day: 'numeric', month: 'long' }),
    date: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    'day-and-time': dates({ day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }),
    text: (value) => value,
    problem: (code) => problems[code].title,
    'way-out': (code) => problems[code].wayOut,
    message: write,
  };
}
