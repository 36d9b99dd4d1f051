import { IntlMessageFormat } from 'intl-messageformat';

/**
 * The parameters that a text in ICU MessageFormat names: `{name}` takes a string, `{items, number}` and
 * `{items, plural, …}` a number, `{kind, select, …}` one of its words.
 */
export type ParametersOf<Text extends string> = Simplified<Scanned<Text>>;

/** What fills a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Puts values into a text of ICU MessageFormat. */
export type TextWriter = (text: string, values?: TextValues) => string;

/** The texts of another language: one for each key. That each takes the same parameters is for a test to say. */
export type Translation<Texts> = { readonly [K in keyof Texts]: string };

type Simplified<T> = { readonly [K in keyof T]: T[K] };

/**
 * Reads a text from brace to brace. `Open` tells what is open, innermost first: `t` text, `p` a parameter, `b` one with
 * branches, in which the next brace begins a text.
 */
type Scanned<
  Text extends string,
  Open extends string = 't',
  Found = unknown,
> = Text extends `${infer Head}{${infer Tail}`
  ? Closed<Head, Open> extends infer Now extends string
    ? Now extends `t${string}`
      ? Parameter<Tail> extends [infer Name extends string, infer Value, infer Kind extends string]
        ? Scanned<Tail, `${Kind}${Now}`, Found & { readonly [K in Name]: Value }>
        : never
      : Scanned<Tail, `t${Now}`, Found>
    : never
  : Found;

/** What is left open behind the closing braces of `Head`. */
type Closed<Head extends string, Open extends string> = Head extends `${string}}${infer Rest}`
  ? Open extends `${infer _Innermost}${infer Outer}`
    ? Closed<Rest, Outer>
    : never
  : Open;

type Parameter<Tail extends string> = Tail extends `${infer Inner}}${string}`
  ? Inner extends `${infer Name}, ${infer Format}`
    ? Format extends `number${string}`
      ? [Name, number, 'p']
      : Format extends `select,${string}`
        ? [Name, string, 'b']
        : [Name, number, 'b']
    : [Inner, string, 'p']
  : never;

/** Writes numbers, and decides plurals, as in `locale`; each text is parsed when it is first used. */
export function createTextWriter(locale: string): TextWriter {
  const parsed = new Map<string, IntlMessageFormat>();
  return (text, values = {}) => {
    let format = parsed.get(text);
    if (format === undefined) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(text, format);
    }
    return String(format.format(values));
  };
}
