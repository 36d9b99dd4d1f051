import { englishShellTexts } from '../../../electron/contract/messages/message-writer.ts';
import { englishPage } from '../../../renderer/messages/english.ts';
import type { LanguageTexts } from '../../../renderer/messages/texts.ts';

/** All that is said in English. */
export const english: LanguageTexts = { page: englishPage, shell: englishShellTexts };
