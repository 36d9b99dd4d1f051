import type { ShellTexts } from '../../electron/contract/messages/message-writer.ts';
import type { LanguageTexts } from './texts.ts';

/**
 * English that shows what is not translated, glued together or too narrow: every letter has an accent, every text is a
 * third longer and in brackets. `rtl` also marks it for reading from right to left.
 */
export type PseudoLanguage = 'pseudo' | 'pseudo-rtl';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀćđéƒǧħíĵķĺɱńóƥɋŕšŧúṽŵẋýžÁƁĆĐÉƑǦĦÍĴĶĹṀŃÓƤɊŔŠŦÚṼŴẊÝŽ';
const letters = [...accented];

/** All texts of a language, changed. */
export function pseudoTexts({ page, shell }: LanguageTexts, language: PseudoLanguage): LanguageTexts {
  const change = (text: string): string => pseudoText(text, language === 'pseudo-rtl');
  return { page: changedValues(page, change), shell: changedShell(shell, change) };
}

function changedShell({ messages, problems }: ShellTexts, change: (text: string) => string): ShellTexts {
  const worded = Object.entries(problems).map(([code, words]) => [code, changedValues(words, change)]);
  return { messages: changedValues(messages, change), problems: Object.fromEntries(worded) };
}

function changedValues<T extends object>(texts: T, change: (text: string) => string): T {
  const changed = Object.entries(texts).map(([key, text]) => [key, change(String(text))]);
  return Object.fromEntries(changed) as T;
}

/** One text of ICU MessageFormat, its parameters as they were. */
export function pseudoText(text: string, rtl = false): string {
  let written = '';
  let letterCount = 0;
  // What is open, innermost last: a parameter, or a branch of one, which is text again.
  const open: ('parameter' | 'branch')[] = [];
  for (const character of text) {
    const isText = open.at(-1) !== 'parameter';
    if (character === '{') open.push(isText ? 'parameter' : 'branch');
    else if (character === '}') open.pop();
    const place = isText ? plain.indexOf(character) : -1;
    if (place >= 0) letterCount += 1;
    written += place >= 0 ? letters[place] : character;
  }
  if (letterCount === 0) return text;
  const padding = 'ẋ'.repeat(Math.ceil(letterCount / 3));
  const longer = `[${written} ${padding.replaceAll(/(.{6})(?=.)/g, '$1 ')}]`;
  return rtl ? `\u202E${longer}\u202C` : longer;
}
