import { englishProblems } from '../problems/english.ts';
import { englishMessages } from './english.ts';
import { type Message, messageTable, type ParameterValues } from './message.ts';
import type { ParameterKind } from './parameters.ts';

/** Puts a message into words. */
export type MessageWriter = (message: Message) => string;

type ValueWriters = { readonly [K in ParameterKind]: (value: ParameterValues[K]) => string };

/** Words in English; numbers and times as written in `locale`, one of `formatLocale`, in `timeZone` or the computer's own. */
export function createMessageWriter(locale: string, timeZone?: string): MessageWriter {
  const plurals = new Intl.PluralRules(locale);
  const writers = valueWriters(locale, timeZone, write);

  function write({ key, values }: Message): string {
    const text = englishMessages[key];
    const given: ReadonlyMap<string, unknown> = new Map(Object.entries(values));
    const form = typeof text === 'string' ? text : (text[plurals.select(amountOf(given.get(text.by)))] ?? text.other);
    const kinds: Readonly<Record<string, ParameterKind>> = messageTable[key];
    return form.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const kind = kinds[name];
      // The table gives each parameter its kind, and the kind its value; TypeScript cannot follow that through the name.
      return kind === undefined ? whole : writers[kind](given.get(name) as never);
    });
  }

  return write;
}

function amountOf(value: unknown): number {
  return Array.isArray(value) ? value.length : Number(value);
}

function valueWriters(locale: string, timeZone: string | undefined, write: MessageWriter): ValueWriters {
  const numbers = new Intl.NumberFormat(locale);
  const dates = (options: Intl.DateTimeFormatOptions): ((instant: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (instant) => format.format(new Date(instant));
  };
  const time = dates({ hour: 'numeric', minute: '2-digit' });
  const dayOfWeek = dates({ weekday: 'short', hour: 'numeric', minute: '2-digit' });
  return {
    count: (value) => numbers.format(value),
    numeral: String,
    numerals: (values) => values.join(', '),
    moment: ({ at, isToday }) => (isToday ? time(at) : dayOfWeek(at)),
    day: dates({ day: 'numeric', month: 'long' }),
    date: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    'day-and-time': dates({ day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }),
    text: (value) => value,
    problem: (code) => englishProblems[code].title,
    'way-out': (code) => englishProblems[code].wayOut,
    message: write,
  };
}
