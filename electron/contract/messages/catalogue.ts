import type { ParametersOf } from './icu.ts';
import type { MessageKey, MessageValues, messageTable } from './message.ts';

/** The texts of one language, in ICU MessageFormat. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** What a text may name of each parameter: the number itself where it is a count, else what is written for it. */
type Written<K extends MessageKey> = {
  readonly [P in keyof MessageValues<K> & string]: (typeof messageTable)[K][P] extends 'count' ? number : string;
} & {
  readonly [P in keyof MessageValues<K> & string as (typeof messageTable)[K][P] extends 'numerals'
    ? `${P}Count`
    : never]: number;
};

/** The text itself when it names each parameter as what it is, and nothing else. */
type Fitting<Text extends string, Parameters> = [ParametersOf<Text>, Parameters] extends [
  { readonly [P in keyof Parameters]: Parameters[P] },
  ParametersOf<Text>,
]
  ? Text
  : { readonly parameters: Parameters };

/** A catalogue: it does not compile when a key has no text, or a text does not name its parameters. */
export function catalogueOf<const Texts extends Catalogue>(
  texts: Texts & { readonly [K in MessageKey]: Fitting<Texts[K], Written<K>> },
): Catalogue {
  return texts;
}
