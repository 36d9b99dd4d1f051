import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchFolder } from '../../../electron/engine/sources/takeout/meaning/match-folder.ts';
import {
  createFolderNames,
  editedName,
  fileNameOf,
  mediaName,
  numbered,
  type SidecarForm,
  sidecarName,
} from '../../simulator/takeout/entry-names.ts';
import { runsOf } from '../../support/test-environment.ts';

/** Titles that meet every rule often: lengths around both cuts, numbers, accents in both forms, surrogate pairs. */
const piece = fc.constantFrom(
  'a',
  'b',
  'sea ',
  '1',
  '(1)',
  '(2)',
  '-',
  '-edited',
  '.',
  ' ',
  '\u00e9',
  'e\u0301',
  '🌊',
  ':',
  '%',
);
const filler = fc.constantFrom(0, 0, 0, 20, 30, 34, 36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 60);
const title = fc
  .tuple(
    fc.array(piece, { minLength: 1, maxLength: 4 }),
    filler,
    fc.constantFrom('.jpg', '.JPG', '.heic', '.mp4', '.MP.jpg', ''),
  )
  .map(([pieces, length, extension]) => `${pieces.join('')}${'x'.repeat(length)}${extension}`);
const form: fc.Arbitrary<SidecarForm> = fc.oneof(
  fc.constant({ kind: 'infix' } as const),
  fc.constant({ kind: 'plain' } as const),
  fc.integer({ min: 1, max: 21 }).map((infixLength) => ({ kind: 'shortened', infixLength }) as const),
);
const item = fc.record({ title, form, hasEdited: fc.boolean() });
type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

interface Named {
  readonly title: string;
  readonly media: string;
  readonly edited: string | null;
  readonly sidecar: string;
}

/** Names as an export gives them in one folder: those of an item are claimed together. */
function named(items: readonly Item[]): readonly Named[] {
  const names = createFolderNames();
  return items.map((one) => {
    const fileName = fileNameOf(one.title);
    const media = mediaName(fileName);
    const sidecar = sidecarName(fileName, one.form);
    // Of longer names nothing is left that tells the copy from its picture.
    const edited = one.hasEdited && fileName.length <= 40 ? editedName(fileName, '-edited') : null;
    const number = names.claim([media, sidecar, ...(edited === null ? [] : [edited])]);
    return {
      title: one.title,
      media: numbered(media, number),
      edited: edited === null ? null : numbered(edited, number),
      sidecar: numbered(sidecar, number),
    };
  });
}

const folder = fc.array(item, { minLength: 1, maxLength: 14 });

function sidecarsOf(items: readonly Named[]): readonly { readonly name: string; readonly title: string }[] {
  return items.map(({ sidecar: name, title: its }) => ({ name, title: its }));
}

test('every file finds the sidecar that was written for it, whatever else is in the folder', () => {
  fc.assert(
    fc.property(folder, (given) => {
      const items = named(given);
      const { matches, unusedSidecars } = matchFolder({
        media: items.map(({ media }) => ({ name: media })),
        sidecars: sidecarsOf(items),
      });
      expect(matches.map(({ sidecar }) => sidecar)).toEqual(items.map((_, index) => index));
      expect(matches.every(({ confidence }) => confidence === 'certain')).toBe(true);
      expect(unusedSidecars).toEqual([]);
    }),
    { numRuns: runsOf(400) },
  );
});

function spelled(name: string | undefined): string | undefined {
  return name?.normalize('NFC').toLowerCase();
}

/** Google cuts names at 46 or 47 letters or bytes, and some earlier where it adds something: may it make one of the other? */
function mayBeCutAlike(one: string, other: string): boolean {
  const stems = [one, other].map((name) => (spelled(name) ?? '').replace(/\.[^.]*$/, ''));
  const [short = '', long = ''] = stems.toSorted((a, b) => a.length - b.length);
  return long.startsWith(short) && Buffer.byteLength(short) >= 43;
}

test('every file finds its sidecar in an archive that was packed again with decomposed names', () => {
  fc.assert(
    fc.property(folder, (given) => {
      const items = named(given.map((one) => ({ ...one, title: one.title.normalize('NFC') })));
      const { matches } = matchFolder({
        media: items.map(({ media }) => ({ name: media.normalize('NFD') })),
        sidecars: sidecarsOf(items).map((one) => ({ ...one, name: one.name.normalize('NFD') })),
      });
      expect(matches.map(({ sidecar }) => sidecar)).toEqual(items.map((_, index) => index));
    }),
    { numRuns: runsOf(200) },
  );
});

test('with names missing, no file is given the sidecar of another', () => {
  const missing = fc.array(fc.constantFrom('none', 'none', 'media', 'sidecar'), { minLength: 14, maxLength: 14 });
  fc.assert(
    fc.property(folder, missing, (given, lost) => {
      // A title without extension may be that of a file with one; here it is not meant so.
      const items = named(given.filter((one) => /\.(jpg|heic|mp4)$/i.test(one.title)));
      const present = items.filter((_, index) => lost[index] !== 'media');
      const told = items.filter((_, index) => lost[index] !== 'sidecar');
      const { matches } = matchFolder({
        media: present.map(({ media }) => ({ name: media })),
        sidecars: sidecarsOf(told),
      });
      for (const [index, { sidecar, relation }] of matches.entries()) {
        const one = present[index];
        if (sidecar === null || relation.kind !== 'itself' || told[sidecar] === one) continue;
        // A long name, and one that it becomes when it is cut by its bytes, cannot be told apart either.
        if (mayBeCutAlike(told[sidecar]?.media ?? '', one?.media ?? '')) continue;
        // Names that differ in spelling alone cannot be told apart when only one of each pair is left.
        expect(spelled(told[sidecar]?.media)).toBe(spelled(one?.media));
      }
    }),
    { numRuns: runsOf(400) },
  );
});

test('the order of what is given changes nothing', () => {
  fc.assert(
    fc.property(folder, fc.integer(), (given, salt) => {
      const items = named(given);
      const media = items.flatMap(({ media: name, edited }) => [
        { name },
        ...(edited === null ? [] : [{ name: edited }]),
      ]);
      const sidecars = sidecarsOf(items.filter((_, index) => (index * 7 + salt) % 3 !== 0));
      const told = (files: typeof media, jsons: typeof sidecars): readonly string[] =>
        matchFolder({ media: files, sidecars: jsons })
          .matches.map(({ media: index, sidecar, reason }) => {
            const name = sidecar === null ? 'nothing' : jsons[sidecar]?.name;
            return `${files[index]?.name} → ${name}, ${reason}`;
          })
          .toSorted();
      expect(told(media.toReversed(), sidecars.toReversed())).toEqual(told(media, sidecars));
    }),
    { numRuns: runsOf(200) },
  );
});
