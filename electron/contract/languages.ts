import { canonicalLocales } from './locale.ts';

/** The languages that every catalogue is written in. The first is spoken where a person's own is none of them. */
export const languages = ['en', 'de', 'es'] as const;
export type Language = (typeof languages)[number];

/** What a person can choose: a language, or that of the system. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** The language to speak: the chosen one, else the first in `said` (see `canonicalLocales`) that is known. Never throws. */
export function languageOf(said: unknown, choice: LanguageChoice): Language {
  if (choice !== 'system') return choice;
  for (const tag of canonicalLocales(said)) {
    const language = knownLanguage(tag.replace(/-.*$/s, ''));
    if (language !== null) return language;
  }
  return languages[0];
}

/** A language by its tag; null for any other word. */
export function knownLanguage(tag: unknown): Language | null {
  return languages.find((language) => language === tag) ?? null;
}
