import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileExplanation, TakeoutMedia } from '../../../electron/contract/takeout-models.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { brokenPartKinds, brokenParts } from '../../simulator/takeout/broken-parts.ts';
import type { TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import { takeoutLocales, takeoutWords } from '../../simulator/takeout/takeout-words.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readLibrary } from '../../support/expect-takeout.ts';
import { openImportEngine } from '../../support/import-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const studio = createPictureStudio();

/** What both say of an entry, in words that can be compared. */
interface Saying {
  readonly sidecar: string | null;
  readonly confidence: string;
  readonly taken: string | null;
  readonly zone: number | null;
  readonly takenFrom: string;
  readonly place: string;
  readonly albums: readonly string[];
}

const untitled = '(untitled)';
/** The import calls an album without a title after its folder. */
const untitledWords = Object.values(takeoutWords).map((words) => words.untitled);

function ofDryRun(media: TakeoutMedia): Saying {
  const { sidecar, confidence, taken, zone, takenFrom, lat, lon, albums } = media;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone ?? '') ?? [];
  const ahead = hours === undefined ? null : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return {
    ...{ sidecar, confidence, zone: ahead, takenFrom },
    taken: taken === null ? null : clockOf(taken, ahead),
    place: `${lat?.toFixed(5)} ${lon?.toFixed(5)}`,
    albums: [...new Set(albums.map((title) => (title.trim() === '' ? untitled : title)))].toSorted(),
  };
}

/** Moments are compared by the clock that the file gets. */
function clockOf(taken: string, ahead: number | null): string {
  if (!taken.endsWith('Z')) return taken;
  return new Date(Date.parse(taken) + (ahead ?? 0) * 60_000).toISOString().slice(0, 19);
}

const words = { sidecar: 'sidecar', exif: 'exif', quicktime: 'exif', 'file-name': 'name', folder: 'folder' } as const;

function ofImport(told: FileExplanation, entry: NonNullable<FileExplanation['sources'][number]['entry']>): Saying {
  const { taken, latitude, longitude, albums } = told;
  return {
    ...{ sidecar: entry.sidecar, confidence: entry.confidence, taken: taken.local, zone: taken.zoneMinutes },
    takenFrom: words[taken.reason as keyof typeof words] ?? 'none',
    place: `${latitude?.toFixed(5)} ${longitude?.toFixed(5)}`,
    // Two albums may bear one title; a dry run names it once.
    albums: [
      ...new Set(albums.map((title) => (untitledWords.some((word) => title.startsWith(word)) ? untitled : title))),
    ].toSorted(),
  };
}

async function expectAgreement(world: Awaited<ReturnType<typeof openImportEngine>>, paths: readonly string[]) {
  const { media, report: dry } = await world.dryRun(paths);
  const real = await world.importParts(paths);
  // What earlier imports stored counts as stored still, but a dry run would store nothing of it.
  const counts = (report: typeof dry) => {
    const { stored = 0, duplicate = 0, ...others } = report.entries ?? {};
    return { ...others, media: stored + duplicate };
  };
  expect(counts(dry)).toEqual(counts(real));
  expect(dry.entries?.stored).toBe(real.stored);
  const { explanations } = await readLibrary(world.backup);
  const bySource = new Map(
    [...explanations.values()].flatMap((told) =>
      told.sources.flatMap(({ entry }) =>
        entry === null ? [] : [[`${entry.part} ${entry.path}`, { told, entry }] as const],
      ),
    ),
  );
  const differences = media.flatMap((one) => {
    const found = bySource.get(`${one.part} ${one.path}`);
    if (one.state === 'skip' || one.state === 'fail') return found === undefined ? [] : [`${one.path} was imported`];
    if (found === undefined) return [`${one.path} was not imported`];
    const [dryly, really] = [ofDryRun(one), ofImport(found.told, found.entry)];
    // Only the day or the year may be known: the file gets a whole clock all the same.
    const shown = { ...really, taken: really.taken?.slice(0, dryly.taken?.length ?? 0) ?? null };
    return isDeepStrictEqual(dryly, shown)
      ? []
      : [`${one.part} ${one.path}: ${JSON.stringify(dryly)}, imported ${JSON.stringify(shown)}`];
  });
  expect(differences.slice(0, 10)).toEqual([]);
  expect(media.length).toBeGreaterThan(0);
}

/** What is as good as any other is only tried when there is time. */
const kinds = isLong()
  ? brokenPartKinds
  : (['lying-size', 'wrong-checksum', 'encrypted', 'truncated-tgz', 'cut-sidecar'] as const);

test.each(kinds)('a dry run ends as the import does, of a first and of the same part: %s', async (kind) => {
  const [part] = await brokenParts(await temporaryFolder(), [kind]);
  const world = await openImportEngine();
  const ends: string[][] = [];
  for (let time = 0; time < 2; time += 1) {
    const { report: dry } = await world.dryRun(part?.files ?? []);
    const real = await world.importParts(part?.files ?? []);
    ends.push([dry.outcome, real.outcome]);
  }
  for (const [dry, real] of ends) expect(dry).toBe(real);
});

test('a dry run and the import say the same of every entry, in every layout, of a first and of a next export', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.integer({ min: 1, max: 500 }),
        items: fc.integer({ min: 0, max: 25 }),
        albums: fc.integer({ min: 0, max: 4 }),
        parts: fc.integer({ min: 1, max: 3 }),
        locale: fc.constantFrom(...takeoutLocales),
        format: fc.constantFrom('zip', 'tgz', 'folder'),
        selection: fc.constantFrom('everything', 'albums'),
      }),
      fc.constantFrom('zip', 'tgz', 'folder'),
      async (options, nextFormat) => {
        const place = await temporaryFolder();
        const world = await openImportEngine();
        const account = { ...options, itemBytes: 'tiny' } as const satisfies Omit<TakeoutSampleOptions, 'out'>;
        const first = await writeTakeoutSample({ out: join(place, 'first'), ...account }, studio);
        const [last, ...others] = first.parts.map(({ path }) => path).toReversed();
        // Not all at once: what is stored already has a say, too.
        if (others.length > 0) await expectAgreement(world, others);
        await expectAgreement(world, [last ?? '', ...others]);
        const next = { out: join(place, 'next'), incrementalOf: first.folder, format: nextFormat } as const;
        await expectAgreement(
          world,
          (await writeTakeoutSample(next, studio)).parts.map(({ path }) => path),
        );
      },
    ),
    { numRuns: isLong() ? 40 : 2, timeout: 500_000 },
  );
});
