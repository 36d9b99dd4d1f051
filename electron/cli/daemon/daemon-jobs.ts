import type { Clock } from '../../base/clock.ts';
import type { RunReport } from '../../contract/models.ts';
import { quotaDayOf } from '../../contract/pacific-day.ts';
import type { Problem } from '../../contract/problem.ts';
import { nextRuns } from '../../schedule/next-runs.ts';
import { cutShortBy, retryTime } from '../../schedule/retry.ts';
import { sightedParts } from '../../schedule/sighted-parts.ts';
import {
  forgotten,
  known,
  noMemory,
  readyParts,
  seen,
  stillMs,
  tried,
  unknownPaths,
  type WatchMemory,
} from '../../schedule/watch-memory.ts';
import type { CommandLineSettings } from '../command-line-settings.ts';
import { backUp } from '../commands/backup.ts';
import { fetchNewExports } from '../commands/drive.ts';
import { importPaths } from '../commands/import.ts';
import { scrub } from '../commands/verify.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import type { Job } from './jobs.ts';

interface JobDeps {
  readonly session: Session;
  readonly clock: Clock;
  /** Read again before every job: `config set` needs no restart. */
  readonly settings: () => CommandLineSettings;
  /** The last run as the catalogs have it; null before the first. */
  readonly lastRun: () => RunReport | null;
}

/** The backup, on the schedule of the settings; tried again as the app does when it was cut short. */
export function backupJob({ session, clock, settings, lastRun }: JobDeps): Job {
  let begunAt: number | null = null;
  let endedAt: number | null = null;
  /** What cut the last backup short; undefined while nobody has looked. An import in between changes nothing. */
  let cut: Problem | null | undefined;
  const lastStart = (): Date | null => {
    const known = lastRun();
    if (begunAt !== null) return new Date(begunAt);
    return known === null ? null : new Date(known.startedAt);
  };
  return {
    name: 'backup',
    dueAt: () => {
      const last = lastRun();
      if (cut === undefined) cut = last === null || endedAt === null ? null : cutShortBy(last);
      const [next] = nextRuns(clock.now(), {
        schedule: settings().schedule,
        lastStart: lastStart(),
        lastEnd: endedAt === null ? null : new Date(endedAt),
        retryAt: endedAt === null ? null : retryTime(cut, new Date(endedAt), quotaAt(endedAt)),
        pause: null,
      });
      return next?.getTime() ?? null;
    },
    run: async (signal) => {
      begunAt = clock.now().getTime();
      const code = await backUp(session, {}, signal);
      endedAt = clock.now().getTime();
      cut = undefined;
      return code;
    },
  };
}

/** When a day's quota that was used up at a moment begins again: as the ledger has it. */
function quotaAt(moment: number): { readonly resetsAt: string } {
  return { resetsAt: new Date(quotaDayOf(moment).resetsAt).toISOString() };
}

/** How often Drive is looked at: four requests. */
const driveEveryMs = 30 * 60_000;

/** What is new in Google Drive, when it may be read unattended. */
export function driveJob({ session, clock }: JobDeps): Job {
  let next = 0;
  return {
    name: 'drive',
    dueAt: () => next,
    run: async (signal) => {
      next = clock.now().getTime() + driveEveryMs;
      return fetchNewExports(session, signal);
    },
  };
}

/** How often the watch folder is looked at. */
const watchEveryMs = 60_000;

/** Finished archives in the watch folder. */
export function watchJob({ session, clock, settings }: JobDeps): Job {
  let memory: WatchMemory = noMemory;
  let next = 0;
  const folder = (): string | null => {
    const { watchFolder } = settings();
    return watchFolder?.isOn === true ? watchFolder.path : null;
  };
  return {
    name: 'watch-folder',
    dueAt: () => (folder() === null ? null : next),
    run: async (signal) => {
      const path = folder();
      const looked = path === null ? null : await look(session, path, memory, clock.now().getTime());
      next = clock.now().getTime() + (looked?.isUnsettled === true ? stillMs : watchEveryMs);
      if (looked === null) return null;
      memory = looked.memory;
      const ready = readyParts(memory, clock.now().getTime()).map((part) => part.path);
      if (ready.length === 0) return null;
      memory = tried(memory, new Set(ready), clock.now().getTime());
      const code = await importPaths(session, ready, {}, signal);
      memory = forgotten(memory);
      return code;
    },
  };
}

interface Look {
  readonly memory: WatchMemory;
  readonly isUnsettled: boolean;
}

async function look(session: Session, folder: string, before: WatchMemory, now: number): Promise<Look | null> {
  const place = await session.destination();
  const engine = await session.engine();
  if (!place.ok || !engine.ok) return null;
  const memory = seen(before, await sightedParts(await engine.value.findParts([folder])), now);
  const unknown = unknownPaths(memory, now);
  if (unknown.length === 0) return { memory, isUnsettled: memory.parts.some(({ standing }) => standing === null) };
  const states = await engine.value.partImportStates(place.value.destination, unknown);
  return { memory: states.ok ? known(memory, states.value) : memory, isUnsettled: false };
}

const dayMs = 24 * 60 * 60_000;
/** After a share that was cut short: nobody is in a hurry. */
const scrubRestMs = 10 * 60_000;

/** A share of the stored photos is read again every day, in every folder in use. */
export function scrubJob({ session, clock, settings, lastRun }: JobDeps): Job {
  let next = 0;
  return {
    name: 'scrub',
    dueAt: () => (settings().scrubDays === null || lastRun() === null ? null : next),
    run: async (signal) => {
      const code = await scrub(session, {}, signal);
      next = clock.now().getTime() + (code === exitCodes.interrupted ? scrubRestMs : dayMs);
      return code;
    },
  };
}
