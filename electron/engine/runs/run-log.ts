import { heapStatistics } from '../../base/heap-statistics.ts';
import type { Log } from '../../base/log.ts';
import type { QuotaState, RunEvent, ScrubReport, VerifyReport } from '../../contract/models.ts';
import { bugBehind, type Problem } from '../../contract/problem.ts';
import type { Result } from '../../contract/result.ts';
import { type OpenedCatalog, openCatalogOf } from '../backup/open-catalog.ts';
import { versionInHeader } from '../catalog/database/catalog-file.ts';
import { catalogVersion } from '../catalog/schema/migrations.ts';
import type { Destination } from '../destination/identity.ts';
import type { DestinationLock } from '../destination/lock.ts';
import { type EngineDeps, kindsOf } from './engine-deps.ts';

/** What the log is told of a problem: the fixed texts of its code are known. */
function problemFields(met: Problem): { readonly problem: string; readonly detail?: string; readonly error?: unknown } {
  const { code, detail } = met;
  const error = bugBehind(met);
  return { problem: code, ...(detail === undefined ? {} : { detail }), ...(error === undefined ? {} : { error }) };
}

/** Tells what a run tells a person: its beginning, phases, problems, parts of exports and its end. Hands the event on. */
export function logEvents(log: Log): (event: RunEvent) => RunEvent {
  let phase = '';
  return (event) => {
    switch (event.event) {
      case 'started': {
        const { run, source, kind, dryRun } = event;
        log.info('run.started', { run, source, kind, dryRun });
        break;
      }
      case 'progress':
        if (event.phase !== phase) log.info('run.phase', { phase: event.phase, discovered: event.discovered });
        phase = event.phase;
        break;
      case 'problem':
        log.warn('run.problem', { ...problemFields(event.problem), name: event.problem.subject });
        break;
      case 'picker':
        log.info('picker.session', { state: event.state, session: event.session, chosen: event.chosen });
        break;
      case 'part': {
        const { part, state, problem } = event;
        log.info('export.part', { name: part, state, ...(problem === null ? {} : problemFields(problem)) });
        break;
      }
      case 'media':
        log.debug('export.media', () => ({ path: event.path }));
        break;
      case 'finished': {
        const { run, outcome, discovered, stored, present, skipped, failed, bytes, seconds, problem } = event;
        const sums = { discovered, stored, present, skipped, failed, bytes, seconds, heap: heapStatistics() };
        log.info('run.finished', { run, outcome, ...sums, ...(problem === null ? {} : problemFields(problem)) });
        break;
      }
      case 'quota':
        // `logQuotaChanges` tells of it, for those that are no runs, too.
        break;
    }
    return event;
  };
}

/** Tells when Google's limits slow, halt or free the way, not of every count. */
export function logQuotaChanges(log: Log, onQuota: (state: QuotaState) => void): (state: QuotaState) => void {
  let last: QuotaState['state'] = 'ok';
  return (quota) => {
    if (quota.state !== last) {
      const { state, waitingUntil, reason } = quota;
      log.info('google.quota', { state, waitingUntil, ...(reason === null ? {} : problemFields(reason)) });
    }
    last = quota.state;
    onQuota(quota);
  };
}

/** Tells whether the folder's lock was had. */
export function logLock(lock: Result<DestinationLock>, log: Log): Result<DestinationLock> {
  if (!lock.ok) {
    log.warn('lock.refused', problemFields(lock.problem));
    return lock;
  }
  log.debug('lock.taken');
  const { release } = lock.value;
  return {
    ok: true,
    value: {
      release: () => {
        release();
        log.debug('lock.released');
      },
    },
  };
}

/** Opens the catalog as {@link openCatalogOf} does, and tells how it was found and what had to be done for it. */
export async function openLoggedCatalog(
  destination: Destination,
  file: string,
  deps: Pick<EngineDeps, 'now' | 'log' | 'sources'>,
): Promise<Result<OpenedCatalog>> {
  const { now, log } = deps;
  const versionBefore = log.isEnabled('info') ? versionOf(file) : null;
  const opened = await openCatalogOf(destination, file, now(), kindsOf(deps));
  if (!opened.ok) {
    log.error('catalog.refused', problemFields(opened.problem));
    return opened;
  }
  const { state, problem: told } = opened.value;
  if (versionBefore !== null && versionBefore < catalogVersion) {
    log.info('catalog.migrated', { from: versionBefore, to: catalogVersion });
  }
  if (told === null) log.info('catalog.opened', { state });
  else log.warn('catalog.repaired', { state, ...problemFields(told) });
  return opened;
}

/** Null when there is no catalog, or none that can be read: what is wrong with it, opening it tells. */
function versionOf(file: string): number | null {
  try {
    return versionInHeader(file);
  } catch {
    return null;
  }
}

/** Tells what came of comparing every file with its checksum, and which did not agree. */
export function logVerification({ changed, missing, unreadable, ...sums }: VerifyReport, log: Log): void {
  for (const path of changed) log.warn('file.changed', { path });
  for (const path of missing) log.warn('file.missing', { path });
  for (const met of unreadable) log.warn('file.unreadable', problemFields(met));
  const found = { changed: changed.length, missing: missing.length, unreadable: unreadable.length };
  log.info('verify.finished', { ...sums, ...found });
}

/** Tells what re-reading a share brought; what is damaged is named. */
export function logScrub({ due, findings, ...sums }: ScrubReport, log: Log): void {
  for (const { path, fault } of findings) log.warn('scrub.found', { path, fault });
  log.info('scrub.finished', { ...sums, dueFiles: due.files, dueBytes: due.bytes, found: findings.length });
}
