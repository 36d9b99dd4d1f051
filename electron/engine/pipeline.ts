import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../base/message-of.ts';
import type { QuotaState } from '../contract/models.ts';
import { ProblemError, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { openQuotaStore, type QuotaFile } from './catalog/quota-store.ts';
import { createGoogleHttp, type GoogleHttp, type GoogleService } from './google/google-http.ts';
import { projectOfClient } from './google/quota-ledger.ts';
import { systemTiming } from './google/timing.ts';
import type { EngineAccount, EngineLimits, EngineSurroundings } from './surroundings.ts';

/** The way to one Google service for one account, with the ledger it counts in. */
export interface Pipeline {
  readonly http: GoogleHttp;
  readonly close: () => Promise<void>;
}

/** Opens the ledger in the data folder. Problem: `data-folder-unusable`. */
async function openLedger({ dataFolder, now }: EngineSurroundings): Promise<Result<QuotaFile>> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return failed(problem('data-folder-unusable', { detail: messageOf(error) }));
  }
  return openQuotaStore(join(dataFolder, 'quota.sqlite'), now().toISOString());
}

/** Opens the pipeline to a Google service. Whoever opens it closes it. */
export async function openPipeline(
  surroundings: EngineSurroundings,
  service: GoogleService,
  account: EngineAccount,
  limits: EngineLimits,
  onQuota: (state: QuotaState) => void,
): Promise<Result<Pipeline>> {
  const ledger = await openLedger(surroundings);
  if (!ledger.ok) return ledger;
  try {
    const http = createGoogleHttp({
      service,
      accountId: account.id,
      tokens: surroundings.tokens,
      project: projectOfClient(account.clientId),
      quotaStore: ledger.value,
      dailyRequestLimit: limits.dailyRequests,
      bandwidthLimit: limits.bandwidth,
      timing: { ...systemTiming(surroundings.timeScale), now: () => surroundings.now().getTime() },
      // Waits may shrink to nothing in a test; a busy machine still needs seconds to answer.
      timeoutScale: Math.max(surroundings.timeScale, 0.1),
      onQuota,
      environment: surroundings.environment,
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
