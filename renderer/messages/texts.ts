import type { ParametersOf, TextValues, TextWriter, Translation } from '../../electron/contract/messages/icu.ts';
import type { ShellTexts } from '../../electron/contract/messages/message-writer.ts';
import type { englishPage } from './english.ts';

/** Every text of the page, by its key: the feature first. */
export type PageKey = keyof typeof englishPage;
export type PageTexts = Translation<typeof englishPage>;

/** All that the page says in one language: its own texts, and those of what main sends. */
export interface LanguageTexts {
  readonly page: PageTexts;
  readonly shell: ShellTexts;
}

type Parameters<K extends PageKey> = Extract<ParametersOf<(typeof englishPage)[K]>, TextValues>;

/** The text of a key; one that names parameters needs their values. */
export type Translate = <K extends PageKey>(
  key: K,
  ...values: keyof Parameters<K> extends never ? [] : [Parameters<K>]
) => string;

/** Reads keys in `texts`, and fills what they say. */
export function createTranslate(texts: PageTexts, fill: TextWriter): Translate {
  return (key, ...[values]) => fill(texts[key], values);
}
