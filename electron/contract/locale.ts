/**
 * Turns whatever a system says about its languages into tags that `Intl` takes. A session without a locale reaches
 * programs as `C`, `POSIX`, `C.UTF-8` or nothing, and Chromium makes `en-US@posix` of it: every `Intl` constructor
 * throws a RangeError at such a tag.
 */

/** What is used when nothing usable was said. */
const fallbackLocale = 'en';
/** The dates of people who read English as a second language: the day before the month, 24 hours. */
const internationalEnglish = 'en-GB';
const english = 'en';

/**
 * The usable tags in `said`, in order and in their canonical spelling: `de_DE.UTF-8@euro` becomes `de-DE`. `said` is a
 * tag, a list of tags, or anything else, which counts as an empty list. Never throws.
 */
export function canonicalLocales(said: unknown): readonly string[] {
  const tags: readonly unknown[] = Array.isArray(said) ? said : [said];
  return tags.map(canonicalLocale).filter((tag) => tag !== null);
}

/**
 * The locale in which numbers and dates are written: the person's own kind of the language that the texts are in, where
 * they named one. `said` is what `canonicalLocales` takes. Never throws.
 */
export function formatLocale(said: unknown, language: string = english): string {
  const known = canonicalLocales(said);
  const own = known.find((tag) => tag === language || tag.startsWith(`${language}-`));
  if (own !== undefined) return own;
  if (language !== english) return language;
  return known.length === 0 ? fallbackLocale : internationalEnglish;
}

function canonicalLocale(said: unknown): string | null {
  if (typeof said !== 'string') return null;
  // POSIX writes language_TERRITORY.charset@modifier.
  const [name = ''] = said.split(/[.@]/, 1);
  const tag = name.trim().replaceAll('_', '-');
  // Both name the absence of a locale. The second is a well-formed language tag, which would mean the system's default.
  if (/^(c|posix)(-|$)/i.test(tag)) return null;
  try {
    // As a variant, POSIX would take the separators out of numbers.
    const [canonical] = Intl.getCanonicalLocales(tag.replaceAll(/-posix(?=-|$)/gi, ''));
    return canonical === undefined ? null : withoutForeignDigits(new Intl.Locale(canonical));
  } catch {
    // Not a language tag: the next one in the list may be.
    return null;
  }
}

/** Digits and calendars of another script have no place in these texts; 12 or 24 hours are a person's choice. */
function withoutForeignDigits({ baseName, hourCycle }: Intl.Locale): string {
  return new Intl.Locale(baseName, hourCycle === undefined ? {} : { hourCycle }).toString();
}
