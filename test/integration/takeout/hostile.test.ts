import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryStates } from '../../../electron/contract/takeout-models.ts';
import { type BrokenPartKind, brokenPartKinds, brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { lastRecord } from '../../support/command-line.ts';
import { readLibrary } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';

/** What is no export at all, and told with its own problem each. */
const notArchives: Partial<Record<BrokenPartKind, string>> = {
  'truncated-zip': 'part-truncated',
  'empty-file': 'part-empty',
  'wrong-magic': 'part-not-archive',
};

test('whatever is wrong with parts, what is sound in them is kept, the rest is told, and nothing else is touched', async () => {
  const { folder, backup, call } = await openImportWorld();
  const hostile = join(folder, 'hostile');
  const broken = await brokenParts(hostile);
  const before = await listed(hostile);
  const ended = await call(['import', '--json', ...broken.flatMap(({ files }) => files)]);
  expect(ended.code, ended.stderr).toBe(3);

  const report = lastRecord(ended);
  expect(report).toMatchObject({ event: 'finished', outcome: 'problems' });
  const entries = new Map(Object.entries(Object(report['entries'])));
  expect([...entries.keys()].toSorted()).toEqual(entryStates.toSorted());
  expect(entries.get('pending')).toBe(0);

  const { contents, explanations } = await readLibrary(backup);
  const survivors = broken.flatMap((part) => part.survivors.map((survivor) => ({ kind: part.kind, ...survivor })));
  const differences = survivors.flatMap(({ kind, path, sha256, caption, taken }) => {
    const found = explanations.get(sha256);
    if (found === undefined) return [`${kind} ${path}: lost`];
    const moment = found.taken.reason === 'sidecar' ? momentOf(found.taken) : null;
    const told = { caption: found.caption, taken: moment };
    return JSON.stringify(told) === JSON.stringify({ caption, taken })
      ? []
      : [`${kind} ${path}: ${JSON.stringify(told)}, not ${JSON.stringify({ caption, taken })}`];
  });
  expect(differences).toEqual([]);
  expect([...contents.photos.keys()].toSorted()).toEqual(
    [...new Set([...survivors.map(({ sha256 }) => sha256), ...broken.flatMap(({ kept = [] }) => kept)])].toSorted(),
  );

  const problems = ended.records
    .filter(({ event }) => event === 'problem')
    .map(({ problem }) => Object(problem) as { readonly code: string; readonly subject?: string });
  const codes = new Set(problems.map(({ code }) => code));
  for (const code of Object.values(notArchives)) expect([...codes], code).toContain(code);
  const told = new Set(problems.map(({ subject }) => subject));
  const untold = broken.flatMap((part) =>
    part.suspects.filter((path) => !told.has(path.replaceAll('\0', '\u2400')) && !told.has(path.split('/').at(-1))),
  );
  expect(untold).toEqual([]);
  expect(brokenPartKinds.length).toBe(broken.length);

  // Nothing was written beside the parts, and nothing escaped from the backup folder.
  expect(await listed(hostile)).toEqual(before);
  expect((await readdir(folder)).toSorted()).toEqual(['backup', 'data', 'hostile']);
  expect(contents.foreign).toEqual([]);
});

function momentOf({ local, zoneMinutes }: { readonly local: string | null; readonly zoneMinutes: number | null }) {
  if (local === null) return null;
  return new Date(Date.parse(`${local}Z`) - (zoneMinutes ?? 0) * 60_000).toISOString().replace('.000Z', 'Z');
}

async function listed(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}
