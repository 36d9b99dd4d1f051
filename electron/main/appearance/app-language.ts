import { type Language, type LanguageChoice, languageOf } from '../../contract/languages.ts';
import { formatLocale } from '../../contract/locale.ts';
import { germanShellTexts } from '../../contract/messages/german.ts';
import type { Message } from '../../contract/messages/message.ts';
import {
  createMessageWriter,
  englishShellTexts,
  type MessageWriter,
  type ShellTexts,
} from '../../contract/messages/message-writer.ts';
import { spanishShellTexts } from '../../contract/messages/spanish.ts';

const texts: Readonly<Record<Language, ShellTexts>> = {
  en: englishShellTexts,
  de: germanShellTexts,
  es: spanishShellTexts,
};

/** The language that the shell speaks now. */
export interface AppLanguage {
  /** Writes in the language of the moment; whoever keeps what it wrote writes again after a change. */
  readonly write: MessageWriter;
  readonly current: () => Language;
  /** Speaks as the person chose. Was that another language before? */
  readonly choose: (choice: LanguageChoice) => boolean;
}

/** The person's language, else that of the system as Electron tells it. */
export function createAppLanguage(app: { readonly getLocale: () => string }, choice: LanguageChoice): AppLanguage {
  let language = languageOf(app.getLocale(), choice);
  let writer = writerIn(language);

  function writerIn(wanted: Language): MessageWriter {
    return createMessageWriter(formatLocale(app.getLocale(), wanted), undefined, texts[wanted]);
  }

  return {
    write: (message: Message) => writer(message),
    current: () => language,
    choose: (next) => {
      const wanted = languageOf(app.getLocale(), next);
      if (wanted === language) return false;
      language = wanted;
      writer = writerIn(wanted);
      return true;
    },
  };
}
