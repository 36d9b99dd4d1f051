import { join } from 'node:path';
import { saysFull } from '../../base/full-disk.ts';
import { makeFolders } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import type { QuotaState } from '../../contract/models.ts';
import { ProblemError } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { openQuotaStore, type QuotaFile } from '../catalog/runs/quota-store.ts';
import type { GoogleHttp, GoogleService } from '../google/google-http.ts';
import { type PerKind, projectOfClient } from '../google/quota-ledger.ts';
import { systemTiming } from '../google/timing.ts';
import type { EngineAccount, EngineDeps, EngineLimits } from './engine-deps.ts';
import { logQuotaChanges } from './run-log.ts';

/** The way to one Google service for one account, with the ledger it counts in. */
export interface Pipeline {
  readonly http: GoogleHttp;
  readonly close: () => Promise<void>;
}

/** Opens the ledger in the data folder. Problem: `data-folder-unusable`. */
async function openLedger({ dataFolder, now }: EngineDeps): Promise<Result<QuotaFile>> {
  try {
    await makeFolders(dataFolder, 0o700);
  } catch (error) {
    return failed(dataFolderProblem(saysFull(error), { subject: dataFolder, detail: messageOf(error) }));
  }
  return openQuotaStore(join(dataFolder, 'quota.sqlite'), now().toISOString());
}

/** Opens the pipeline to a Google service, with so many requests side by side. The caller closes it. */
export async function openPipeline(
  deps: EngineDeps,
  service: GoogleService,
  account: EngineAccount,
  limits: EngineLimits,
  onQuota: (state: QuotaState) => void,
  parallel?: Partial<PerKind<number>>,
): Promise<Result<Pipeline>> {
  // Loads undici, which an import has no use for: 30 MB, and a tenth of a second.
  const { createGoogleHttp } = await import('../google/google-http.ts');
  const ledger = await openLedger(deps);
  if (!ledger.ok) return ledger;
  try {
    const http = createGoogleHttp({
      service,
      endpoints: deps.endpoints,
      accountId: account.id,
      tokens: deps.tokens,
      project: projectOfClient(account.clientId),
      quotaStore: ledger.value,
      dailyRequestLimit: limits.dailyRequests,
      bandwidthLimit: limits.bandwidth,
      ...(parallel === undefined ? {} : { parallel }),
      timing: { ...systemTiming(deps.timeScale), now: () => deps.now().getTime() },
      // Waits may shrink to nothing in a test; a busy machine still needs seconds to answer.
      timeoutScale: Math.max(deps.timeScale, 0.1),
      onQuota: logQuotaChanges(deps.log, onQuota),
      environment: deps.environment,
      log: deps.log.child({ service }),
    });
    return ok({
      http,
      close: async () => {
        await http.close();
        ledger.value.close();
      },
    });
  } catch (thrown) {
    // A proxy variable that cannot be used.
    ledger.value.close();
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}
