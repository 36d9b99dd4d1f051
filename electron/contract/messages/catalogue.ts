import type { MessageKey, MessageValues } from './message.ts';

/** The forms of a text for each category of `Intl.PluralRules`; `by` is the parameter that decides. */
type PluralText = { readonly by: string; readonly other: string } & {
  readonly [C in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

/** A text with the names of its parameters in braces, or one for each plural form. */
export type MessageText = string | PluralText;

/** The texts of one language. */
export type Catalogue = Readonly<Record<MessageKey, MessageText>>;

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

/** The text itself when it names each parameter and nothing else; a form for few may leave its number out. */
type Fitting<Text, Names extends string> = Text extends string
  ? [Named<Text>, Names] extends [Names, Named<Text>]
    ? Text
    : { readonly parameters: Names }
  : Text extends { readonly other: infer Other extends string }
    ? { readonly by: Names; readonly other: Fitting<Other, Names> } & {
        readonly [C in Exclude<keyof Text, 'by' | 'other'>]: Text[C] extends string
          ? [Named<Text[C]>] extends [Names]
            ? Text[C]
            : { readonly parameters: Names }
          : never;
      }
    : never;

/** A catalogue: it does not compile when a key has no text, or a text does not name its parameters. */
export function catalogueOf<const Texts extends Catalogue>(
  texts: Texts & { readonly [K in MessageKey]: Fitting<Texts[K], keyof MessageValues<K> & string> },
): Catalogue {
  return texts;
}
