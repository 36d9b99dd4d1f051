const englishMonths = [
  ...(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'] as const),
  ...(['october', 'november', 'december'] as const),
];

/**
 * The same search with the names of months in English, which is what the catalog knows: "août 2024" → "august 2024". Long
 * names alone; only beside a year, because Mai and Mars are names of people and planets, too. The "de" of "agosto de
 * 2024" goes: each word that is left must fit.
 */
export function withEnglishMonths(search: string, locale: string): string {
  if (!/\b\d{4}\b/u.test(search)) return search;
  const months = new Map(englishMonths.map((english, index) => [nameOf(index, locale), english]));
  const joined = locale.startsWith('es') ? search.replaceAll(/(?<=\p{L})\s+del?(?=\s+\d{4}\b)/giu, '') : search;
  return joined
    .split(/(\s+)/u)
    .map((word) => months.get(word.toLocaleLowerCase(locale)) ?? word)
    .join('');
}

function nameOf(index: number, locale: string): string {
  const names = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return names.format(new Date(Date.UTC(2024, index, 15))).toLocaleLowerCase(locale);
}
