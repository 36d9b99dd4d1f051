import { existsSync } from 'node:fs';
import type { RunReport } from '../../contract/models.ts';
import { isFailure } from '../../contract/problem-codes.ts';
import type { Result } from '../../contract/result.ts';
import { catalogFile } from '../backup/open-catalog.ts';
import { openCatalog } from '../catalog/catalog.ts';
import type { FailedAttempt } from '../catalog/runs/routes.ts';
import { type EngineDeps, type EngineDestination, kindsOf } from './engine-deps.ts';

/** Whose run it is that may not begin. */
export interface Attempt extends Pick<FailedAttempt, 'source' | 'account' | 'label'> {
  readonly destination: EngineDestination;
  readonly dryRun: boolean;
}

/**
 * A run that could not even begin leaves a row, so that `status` can tell how often it failed and why. One that began tells
 * itself. Nothing is recorded before a first run made a catalog.
 */
export async function countingFailures(
  deps: EngineDeps,
  { destination, dryRun, ...attempt }: Attempt,
  ended: Promise<Result<RunReport>>,
): Promise<Result<RunReport>> {
  const result = await ended;
  if (result.ok || dryRun || !isFailure(result.problem.code)) return result;
  const file = catalogFile(deps.dataFolder, destination.identity);
  if (!existsSync(file)) return result;
  const opened = openCatalog(file, kindsOf(deps));
  if (!opened.ok) return result;
  try {
    const { problem } = result;
    opened.value.routes.recordFailedAttempt({ ...attempt, at: deps.now().toISOString(), problem });
  } catch (thrown) {
    // The attempt's own problem is told in any case; a full disk must not hide it.
    deps.log.warn('attempt.not-recorded', { error: thrown });
  } finally {
    opened.value.close();
  }
  return result;
}
