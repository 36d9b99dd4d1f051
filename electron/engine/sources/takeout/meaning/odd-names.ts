import { filmExtensions } from '../../../media/film-extensions.ts';
import { pictureExtensions } from './film-names.ts';
import {
  compareText,
  cutMediaName,
  fileNamesOf,
  isCoreOf,
  type NameReading,
  readSidecarName,
  spellStart,
  splitName,
} from './names.ts';
import { byKeys, type Round } from './round.ts';
import { keyOf, type TitledSidecar, titleReadings } from './titled-sidecar.ts';

// Ways of making names that were met besides the known ones. In each of them the title has to agree with the file's name,
// so that nothing but the name of the sidecar is unusual. They are for sidecars that the known ways do not explain.

const infix = '.supplemental-metadata';

/** A title as a file name, and how the sidecar's own name is read. */
interface OddReading extends NameReading {
  /** What the title is as a file name. */
  readonly fileName: string;
}

function oddReadings(sidecar: TitledSidecar): readonly OddReading[] {
  if (titleReadings(sidecar, 'folded').length > 0) return [];
  const readings = readSidecarName(sidecar.name);
  return fileNamesOf(sidecar.title, 'loose').flatMap((fileName) =>
    readings.map((reading) => ({ ...reading, fileName })),
  );
}

/** Keys of media of these names, in a loose spelling. */
function mediaKeys(names: readonly NameReading[]): readonly string[] {
  return names.map((reading) => keyOf(reading, 'loose'));
}

/** `IMG_0012.json` of the title `IMG_0012.HEIC`. */
export const byNameWithoutExtension: Round = {
  reason: 'name-without-extension',
  confidence: 'likely',
  isDaring: true,
  finder: byKeys({
    keysOfMedia: (reading) => mediaKeys([reading]),
    keysOfSidecar: (sidecar) =>
      oddReadings(sidecar).flatMap(({ fileName, base, number }) => {
        const { stem, extension } = splitName(fileName);
        const fits = extension !== '' && isCoreOf(base, stem, spellStart.folded);
        return fits ? mediaKeys([{ base: cutMediaName(fileName), number }]) : [];
      }),
  }),
};

/** The number stands before the infix (`IMG.jpg(1).supplemental-metadata.json`), or the infix is another word. */
export const byFormOfName: Round = {
  reason: 'name-of-another-form',
  confidence: 'likely',
  isDaring: true,
  finder: byKeys({
    keysOfMedia: (reading) => mediaKeys([reading]),
    keysOfSidecar: (sidecar) =>
      oddReadings(sidecar).flatMap(({ fileName, base, number }) => {
        const odd = [
          ...(number === 0 ? numbersBehind(fileName, base) : []),
          ...(hasOtherInfix(base, fileName) ? [{ base, number }] : []),
        ];
        return mediaKeys(odd.map((one) => ({ base: cutMediaName(fileName), number: one.number })));
      }),
  }),
};

/** Every way to take one number in brackets out of a sidecar's core so that the file name and an infix, or another word, remain. */
function numbersBehind(fileName: string, core: string): readonly NameReading[] {
  return numbersWithin(core).filter(
    ({ base }) => isCoreOf(base, fileName, spellStart.folded) || hasOtherInfix(base, fileName),
  );
}

/** Every way to take one number in brackets out of a name. */
function numbersWithin(core: string): readonly NameReading[] {
  return [...core.matchAll(/\(([1-9]\d{0,8})\)/g)].map(({ index, 0: brackets, 1: digits }) => ({
    base: core.slice(0, index) + core.slice(index + brackets.length),
    number: Number(digits),
  }));
}

/** A word behind the whole name, which must have an extension: what is behind a bare stem may be one. */
function hasOtherInfix(core: string, fileName: string): boolean {
  const [start, spelled] = [spellStart.folded(fileName), spellStart.folded(core)];
  if (splitName(fileName).extension === '' || !spelled.startsWith(start)) return false;
  const word = spelled.slice(start.length);
  const isExtension = pictureExtensions.test(word) || filmExtensions.test(word);
  return !isExtension && /^[.-][\p{L}\p{M}][\p{L}\p{M}_.-]*$/u.test(word);
}

/** So much of a title must be left of it in a sidecar's name to tell that the one was made of the other. */
const leastOfCore = 20;

/** The title is the file's name, whole or cut as usual; the sidecar's name is cut at another place. */
export const byWholeTitle: Round = {
  reason: 'name-cut-elsewhere',
  confidence: 'likely',
  isDaring: true,
  finder: byKeys({
    keysOfMedia: (reading) => mediaKeys([reading]),
    keysOfSidecar: (sidecar) => [
      ...titleReadings(sidecar, 'loose').flatMap(({ fileName, number }) => mediaKeys([{ base: fileName, number }])),
      ...oddReadings(sidecar).flatMap(({ fileName, base, number }) =>
        isCutOf(base, fileName, leastOfName(fileName))
          ? mediaKeys([cutMediaName(fileName), fileName].map((name) => ({ base: name, number })))
          : [],
      ),
    ],
  }),
};

/** The whole stem and the dot behind it say as much as a long beginning: `IMG_0012.jpe` of `IMG_0012.jpeg`. */
function leastOfName(fileName: string): number {
  const { stem, extension } = splitName(fileName);
  return extension === '' ? leastOfCore : Math.min(leastOfCore, stem.length + 1);
}

/** Whether a sidecar's name was made of a file name and cut somewhere, perhaps within a character. */
function isCutOf(core: string, fileName: string, least: number): boolean {
  const spelled = withoutHalves(spellStart.folded(core));
  return spelled.length >= least && spellStart.folded(fileName + infix).startsWith(spelled);
}

/** What is left of a character that was cut inside, and what programs write in its place. */
function withoutHalves(text: string): string {
  // By hand: a pattern takes the square of a run of such characters within the name.
  const signs = [...text];
  while (/^(?:_|\u200d|\ufe0f|\p{Surrogate})$/u.test(signs.at(-1) ?? '')) signs.pop();
  return signs.join('');
}

/** Media names are cut to so many UTF-16 units as a rule; shorter ones were hardly cut anywhere. */
const usualLength = 51;
const leastLength = 40;
/** How many titles of the same beginning are looked at; more only prove the doubt. */
const mostAlike = 64;

/** A title of which the file's name is only the beginning. */
interface Beginning {
  readonly stem: string;
  readonly sidecar: number;
  /** Its own name was made as usual. */
  readonly isUsual: boolean;
}

/**
 * The file's name is the beginning of just one title, and that title begins like no other file: one of them was cut, at
 * another place than usual or within a character.
 */
export const byBeginningOfTitle: Round = {
  reason: 'name-cut-elsewhere',
  confidence: 'likely',
  isDaring: true,
  finder: (sidecars, free) => {
    const groups = beginningsOf(sidecars, free);
    return (readings) => {
      const fitting = readings.flatMap(({ base, number }) => {
        const { stem, extension } = splitName(base);
        if (base.length < leastLength) return [];
        const spelled = spellStart.folded(stem);
        const group = groups.get(groupKey(extension, number)) ?? [];
        return [...new Set([spelled, withoutHalves(spelled)])].flatMap((start) =>
          startingWith(group, start).filter((one) => {
            const lostHalf = start !== spelled;
            return isPlausibleCut({ ...one, start, length: base.length, lostHalf });
          }),
        );
      });
      return [...new Set(fitting.map(({ sidecar }) => sidecar))].toSorted((a, b) => a - b);
    };
  },
};

function groupKey(extension: string, number: number): string {
  return `${extension.toLowerCase()}\0${number}`;
}

function beginningsOf(
  sidecars: readonly TitledSidecar[],
  free: ReadonlySet<number>,
): ReadonlyMap<string, readonly Beginning[]> {
  const found = [...free].flatMap((sidecar) => {
    const one = sidecars[sidecar];
    if (one === undefined) return [];
    const usual = titleReadings(one, 'loose').map((reading) => ({ ...reading, isUsual: true }));
    const odd = oddReadings(one)
      .filter(({ base, fileName }) => isCutOf(base, fileName, leastOfCore))
      .map(({ fileName, number }) => ({ fileName, number, isUsual: false }));
    return [...usual, ...odd].map(({ fileName, number, isUsual }) => {
      const { stem, extension } = splitName(fileName);
      return { key: groupKey(extension, number), stem: spellStart.folded(stem), sidecar, isUsual };
    });
  });
  const groups = Map.groupBy(found, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.toSorted((a, b) => compareText(a.stem, b.stem))]));
}

/** By bisection in what is ordered by stem. */
function startingWith(group: readonly Beginning[], start: string): readonly Beginning[] {
  let [from, to] = [0, group.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compareText(group[middle]?.stem ?? '', start) < 0) from = middle + 1;
    else to = middle;
  }
  return group.slice(from, from + mostAlike).filter(({ stem }) => stem.startsWith(start) && stem.length > start.length);
}

interface Cut extends Beginning {
  readonly start: string;
  /** Of the whole media name, as it stands. */
  readonly length: number;
  readonly lostHalf: boolean;
}

/**
 * A name of the usual length was cut, and so was a longer one. A shorter one was where it ends within a sign of several
 * characters, or where the sidecar's own name is none of the usual. Digits that go on are another number: `- 9`, `- 90`.
 */
function isPlausibleCut({ stem, start, length, lostHalf, isUsual }: Cut): boolean {
  const rest = stem.slice(start.length);
  const next = signs.segment(rest)[Symbol.iterator]().next().value?.segment ?? '';
  const isSevered = /^(?:[\ud800-\udfff]|\u200d|\ufe0f)/.test(rest);
  // What was taken for the rest of a sign may have been a sign of its own.
  if (lostHalf) return /^_*(?:[\ud800-\udfff]|\u200d|\ufe0f)/.test(rest);
  if (length === usualLength || (isSevered && length + next.length > usualLength)) return true;
  if (/\d$/.test(start) && /^\d/.test(rest)) return false;
  return length > usualLength || !isUsual;
}

/** What people take for one sign: a family of emoji, a letter with its accents. */
const signs = new Intl.Segmenter('en');
