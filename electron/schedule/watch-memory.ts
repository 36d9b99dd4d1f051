import { type Problem, problem } from '../contract/problem.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { assertNever } from '../contract/result.ts';
import type { FoundPart, FoundParts, PartImportState, WatchedPart } from '../contract/takeout-desktop-models.ts';

/** So long nothing may have written to an archive before it is opened, in milliseconds. */
export const stillMs = 10_000;
/** A file that is truncated or empty after this long without a change is no longer being downloaded. */
const givenUpMs = 10 * 60_000;
/** A part that an import did not bring to its end is tried again after so long. */
const againMs = 60 * 60_000;

/** An archive in the watch folder, and what is known of it as it is now. */
interface Sighted {
  readonly part: FoundPart;
  /** Length and time of the last change: another one is another file. */
  readonly appearance: string;
  /** When it was first seen looking like this; epoch milliseconds. */
  readonly since: number;
  /** What the backup knows of it; null before that was asked. */
  readonly standing: PartImportState | null;
  /** When an import of it was last begun; epoch milliseconds, infinite for one that must not begin again. */
  readonly triedAt: number | null;
}

/** What polling the watch folder has shown; an immutable value, replaced by each poll. */
export interface WatchMemory {
  readonly parts: readonly Sighted[];
  /** What lies there, looks like a part, and cannot be taken. */
  readonly unrecognised: FoundParts['unrecognised'];
}

/** Before the first look. */
export const noMemory: WatchMemory = { parts: [], unrecognised: [] };

/** A part that must not be tried again as it is. */
export interface BrokenPart {
  readonly name: string;
  readonly problem: Problem;
  /** The same for the same file as long as nobody writes to it. */
  readonly identity: string;
}

/**
 * Records one poll at `now` (epoch milliseconds). Only archives are watched: a folder does not tell when it is extracted
 * to its end, and the archive that it comes from was there before.
 */
export function seen(memory: WatchMemory, { exports, unrecognised }: FoundParts, now: number): WatchMemory {
  const before = new Map(memory.parts.map((one) => [one.part.path, one]));
  const archives = exports.flatMap(({ parts }) => parts).filter(({ format }) => format !== 'folder');
  return {
    unrecognised: unrecognised.filter(({ problem: { code } }) => code !== 'part-not-recognised'),
    parts: archives.map((part) => {
      const known = before.get(part.path);
      const appearance = `${part.bytes} ${part.modifiedAt}`;
      if (known?.appearance === appearance) return { ...known, part };
      return { part, appearance, since: now, standing: null, triedAt: null };
    }),
  };
}

/** Paths of the archives that nothing writes to any more and that were not opened yet. */
export function unknownPaths({ parts }: WatchMemory, now: number): readonly string[] {
  return parts
    .filter(({ part, since, standing }) => part.place === 'here' && standing === null && now - since >= stillMs)
    .map(({ part }) => part.path);
}

/** Takes in what the backup knows of some of them. */
export function known(memory: WatchMemory, standings: readonly PartImportState[]): WatchMemory {
  const byPath = new Map(standings.map((standing) => [standing.path, standing]));
  return {
    ...memory,
    parts: memory.parts.map((one) => ({ ...one, standing: byPath.get(one.part.path) ?? one.standing })),
  };
}

/** Remembers when an import of these was begun; null: as if never. */
export function tried(memory: WatchMemory, paths: ReadonlySet<string>, triedAt: number | null): WatchMemory {
  return {
    ...memory,
    parts: memory.parts.map((one) => (paths.has(one.part.path) ? { ...one, triedAt } : one)),
  };
}

/** An import has ended: what the backup knows may be another thing now. */
export function forgotten(memory: WatchMemory): WatchMemory {
  return { ...memory, parts: memory.parts.map((one) => ({ ...one, standing: null })) };
}

/** The archives to import now. */
export function readyParts({ parts }: WatchMemory, now: number): readonly FoundPart[] {
  return parts
    .filter((one) => stateOf(one, now) === 'ready' && (one.triedAt === null || now - one.triedAt >= againMs))
    .map(({ part }) => part);
}

/** What is broken, to be told. */
export function brokenParts({ parts }: WatchMemory, now: number): readonly BrokenPart[] {
  return parts
    .filter((one) => stateOf(one, now) === 'broken')
    .map((one) => ({
      name: one.part.name,
      problem: problemWith(one),
      identity: `${one.part.path} ${one.appearance}`,
    }));
}

/** Is something being written, so that another look soon is worth it? */
export function isUnsettled({ parts }: WatchMemory, now: number): boolean {
  return parts.some((one) => stateOf(one, now) === 'being-written');
}

/** What a person sees of it: everything that is not in the backup. */
export function watchedParts({ parts, unrecognised }: WatchMemory, now: number): WatchedPart[] {
  const shown = parts.flatMap((one): WatchedPart[] => {
    const state = stateOf(one, now);
    if (state === 'done') return [];
    return [{ name: one.part.name, state, problem: state === 'broken' ? problemWith(one) : null }];
  });
  const strange = unrecognised.map(({ path, problem: met }): WatchedPart => {
    const name = met.subject ?? lastOf(path);
    return met.code === 'part-unfinished'
      ? { name, state: 'being-written', problem: null }
      : { name, state: 'broken', problem: met };
  });
  return [...shown, ...strange];
}

function stateOf({ part, since, standing }: Sighted, now: number): WatchedPart['state'] | 'done' {
  if (part.place === 'cloud') return 'cloud';
  if (standing === null) return 'being-written';
  if (standing.state === 'imported' || standing.state === 'replaced') return 'done';
  if (standing.problem !== null) {
    return isMarked(standing.problem.code, 'may-be-downloading') && now - since < givenUpMs
      ? 'being-written'
      : 'broken';
  }
  switch (standing.state) {
    case 'broken':
      return 'broken';
    case 'arrived':
    case null:
      return 'ready';
    default:
      return assertNever(standing.state);
  }
}

function problemWith({ part, standing }: Sighted): Problem {
  return standing?.problem ?? problem('part-damaged', { subject: part.name });
}

function lastOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
