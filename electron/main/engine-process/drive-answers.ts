import type { EngineInput, EngineOutput, EngineVerb } from '../../contract/engine-protocol.ts';
import type { Result } from '../../contract/result.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EngineRunner } from './engine-runner.ts';

type DriveVerb = Extract<EngineVerb, 'driveExports' | 'fetchDrive' | 'planDriveTidy' | 'tidyDrive' | 'untidyDrive'>;

type DriveAnswers = {
  readonly [V in DriveVerb]: (input: EngineInput<V>) => Result<EngineOutput<V>> | Promise<Result<EngineOutput<V>>>;
};

/** The verbs about exports in Google Drive. Looking and tidying up take a few requests, which nobody waits to cancel. */
export function driveAnswers({
  engine,
  runs,
}: {
  readonly engine: Pick<Engine, 'driveExports' | 'planDriveTidy' | 'tidyDrive' | 'untidyDrive'>;
  readonly runs: Pick<EngineRunner, 'fetchDrive'>;
}): DriveAnswers {
  const never = new AbortController().signal;
  return {
    driveExports: (request) => engine.driveExports(request, never),
    fetchDrive: runs.fetchDrive,
    planDriveTidy: (request) => engine.planDriveTidy(request),
    tidyDrive: (request) => engine.tidyDrive(request, never),
    untidyDrive: (request) => engine.untidyDrive(request, never),
  };
}
