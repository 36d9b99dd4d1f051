/** One word of a search, which a photo must fit. */
export interface SearchWord {
  /** LIKE patterns (escape `!`) for its names, captions, people, albums and camera: one of them is enough. */
  readonly patterns: readonly string[];
  /** LIKE pattern for the local time of capture; null when the word is no date. */
  readonly taken: string | null;
  /** The word asks for favourites. */
  readonly isFavourite: boolean;
}

const monthNames = [
  ...(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'] as const),
  ...(['october', 'november', 'december'] as const),
];

/** What a person calls them, in every language that Afterimage speaks. */
const favourites = /^(favou?rites?|favorit(en)?|favorit[ao]s?)$/iu;

/** Each word costs a walk through the catalog; nobody types more. */
const mostWords = 8;

/**
 * The words of a search: each must fit a file name, a caption, a person, an album, a place, a camera or a date of capture. Dates are `2023`, `2023-08`,
 * `2023-08-12` (also with `/` or `.`) and the English month names; `Aug` is one only beside a year, because Jan and Mar
 * are names too. Empty when there is nothing to search for.
 */
export function searchWords(search: string): readonly SearchWord[] {
  const words = search.split(/[\s,;]+/u).filter((word) => word !== '');
  const hasYear = words.some((word) => /^\d{4}$/u.test(word));
  return [...new Set(words)].slice(0, mostWords).map((word) => ({
    patterns: textPatterns(word),
    taken: datePattern(word) ?? monthPattern(word, hasYear),
    isFavourite: favourites.test(word),
  }));
}

function datePattern(word: string): string | null {
  const parts = /^(?<year>\d{4})(?:(?<separator>[-/.])(?<month>\d{1,2})(?:\k<separator>(?<day>\d{1,2}))?)?$/u.exec(
    word,
  );
  if (parts?.groups === undefined) return null;
  const { year = '', month, day } = parts.groups;
  const monthPart = month === undefined ? '' : `-${month.padStart(2, '0')}`;
  return `${year}${monthPart}${day === undefined ? '' : `-${day.padStart(2, '0')}`}%`;
}

function monthPattern(word: string, besideYear: boolean): string | null {
  const lower = word.toLowerCase();
  const named = monthNames.findIndex((name) => name === lower || (besideYear && name.slice(0, 3) === lower));
  return named === -1 ? null : `____-${String(named + 1).padStart(2, '0')}-%`;
}

/** LIKE takes A for a, but not Ä for ä, and knows no normal forms: such words are looked for in all likely spellings. */
function textPatterns(word: string): readonly string[] {
  const spellings = /^[\p{ASCII}]*$/u.test(word) ? [word] : likelySpellings(word);
  return spellings.map((spelling) => `%${spelling.replaceAll(/[!%_]/gu, '!$&')}%`);
}

function likelySpellings(word: string): readonly string[] {
  const [first = '', ...rest] = word.toLowerCase();
  const cases = [word, word.toLowerCase(), word.toUpperCase(), first.toUpperCase() + rest.join('')];
  return [...new Set(cases.flatMap((spelling) => [spelling.normalize('NFC'), spelling.normalize('NFD')]))];
}
