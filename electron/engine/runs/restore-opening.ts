import { sleep } from '../../base/clock.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RestoreEvent } from '../../contract/restore-models.ts';
import type { Result } from '../../contract/result.ts';
import type { RestoreJournal } from '../restore/journal.ts';
import { createPatience, type Waits } from '../restore/patience.ts';
import { WorkList } from '../restore/work-list.ts';
import type { EngineAccount, EngineDeps, EngineLimits } from './engine-deps.ts';
import { openPipeline, type Pipeline } from './pipeline.ts';
import { openJournal } from './restore-journal.ts';

const parallel = { api: 10, media: 1 };

/** What a restore works with, whatever it sends. */
export interface OpenedRestore extends Pipeline, Waits {
  readonly journal: RestoreJournal;
  readonly work: WorkList;
  readonly target: number;
  /** Where waits are told, once there is somebody to tell. */
  readonly onWait: { tell: Parameters<typeof createPatience>[0]['onWait'] };
}

/** Opens the journal, a work list and the way to Google for a piece of work, and closes them behind it. */
export async function withOpened<T>(
  deps: EngineDeps,
  { account, limits }: { readonly account: EngineAccount; readonly limits: EngineLimits },
  emit: (event: RestoreEvent) => void,
  work: (opened: OpenedRestore) => Promise<Result<T>>,
): Promise<Result<T>> {
  const journal = await openJournal(deps);
  if (!journal.ok) return journal;
  try {
    const pipeline = await openPipeline(
      deps,
      'photos-library',
      account,
      limits,
      (quota) => emit({ event: 'quota', ...quota }),
      parallel,
    );
    if (!pipeline.ok) return pipeline;
    const { http, close } = pipeline.value;
    try {
      const target = journal.value.targetId({ account: account.id, client: account.clientId });
      const onWait: OpenedRestore['onWait'] = { tell: (wait) => emit(newsOfWait(wait)) };
      const waits = createPatience({
        now: () => deps.now().getTime(),
        sleep: scaledSleep(deps),
        quota: http.quota,
        onWait: (wait) => onWait.tell(wait),
        log: deps.log,
      });
      const list = new WorkList(journal.value.database, target);
      return await work({ http, close, journal: journal.value, work: list, target, ...waits, onWait });
    } finally {
      await close();
    }
  } finally {
    journal.value.close();
  }
}

/** A wait as it is told; null for its end. */
export function newsOfWait(wait: { readonly until: string; readonly problem: Problem } | null): RestoreEvent {
  return wait === null ? { event: 'restore-resumed' } : { event: 'restore-waiting', ...wait };
}

/** Waits as long as tests want. */
export function scaledSleep({ timeScale }: EngineDeps): (ms: number, signal: AbortSignal) => Promise<void> {
  return (ms, signal) => sleep(Math.max(1, ms * timeScale), signal);
}
