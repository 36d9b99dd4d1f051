import { knownLanguage, type Language } from '../../electron/contract/languages.ts';
import { englishShellTexts } from '../../electron/contract/messages/message-writer.ts';
import type { LanguageTexts } from './texts.ts';

/** Each language is a script of its own, so that the page reads one of them. */
const loaders: Readonly<Record<Language, () => Promise<LanguageTexts>>> = {
  en: async () => ({ page: (await import('./english.ts')).englishPage, shell: englishShellTexts }),
  de: async () => (await import('./german.ts')).german,
  es: async () => (await import('./spanish.ts')).spanish,
};

/** The texts of a language. */
export function loadTexts(language: Language): Promise<LanguageTexts> {
  return loaders[language]();
}

/** The language that main put into the page's address (`?language=de`); null without one. */
export function namedLanguage(query: string): Language | null {
  return knownLanguage(new URLSearchParams(query).get('language'));
}
