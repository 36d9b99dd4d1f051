import { knownLanguage, type Language } from '../../electron/contract/languages.ts';
import { englishShellTexts } from '../../electron/contract/messages/message-writer.ts';
import type { PseudoLanguage } from './pseudo.ts';
import type { LanguageTexts } from './texts.ts';

/** What the page can be shown in: a language, or English as tests of the page change it. */
export type PageLanguage = Language | PseudoLanguage;

const english = async (): Promise<LanguageTexts> => ({
  page: (await import('./english.ts')).englishPage,
  shell: englishShellTexts,
});
const pseudo = async (language: PseudoLanguage): Promise<LanguageTexts> =>
  (await import('./pseudo.ts')).pseudoTexts(await english(), language);

/** Each language is a script of its own, so that the page reads one of them. */
const loaders: Readonly<Record<PageLanguage, () => Promise<LanguageTexts>>> = {
  en: english,
  de: async () => (await import('./german.ts')).german,
  es: async () => (await import('./spanish.ts')).spanish,
  pseudo: () => pseudo('pseudo'),
  'pseudo-rtl': () => pseudo('pseudo-rtl'),
};

/** The texts of a language. */
export function loadTexts(language: PageLanguage): Promise<LanguageTexts> {
  return loaders[language]();
}

/** The language that main put into the page's address (`?language=de`); null without one. */
export function namedLanguage(query: string): PageLanguage | null {
  const named = new URLSearchParams(query).get('language');
  return named === 'pseudo' || named === 'pseudo-rtl' ? named : knownLanguage(named);
}

/** Where lines begin. */
export function directionOf(language: PageLanguage): 'ltr' | 'rtl' {
  return language === 'pseudo-rtl' ? 'rtl' : 'ltr';
}

/** The language whose formats go with it. */
export function writtenAs(language: PageLanguage): Language {
  return knownLanguage(language) ?? 'en';
}
