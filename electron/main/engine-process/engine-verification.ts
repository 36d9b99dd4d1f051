import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import type { VerifyReport } from '../../contract/models.ts';
import { ok, type Result } from '../../contract/result.ts';
import {
  mostNamedFindings,
  type ShownVerificationProgress,
  type VerificationOutcome,
} from '../../contract/verification-models.ts';
import type { Engine } from '../../engine/engine.ts';

/** A verification in progress. */
export interface RunningVerification {
  readonly ended: Promise<Result<EngineOutput<'verify'>>>;
  readonly stop: () => void;
  /** The same: nothing is in flight. */
  readonly abort: () => void;
}

/** Milliseconds between two messages about how far it is. */
const calmMs = 250;

/** Begins to read the whole folder; `tell` hears how far it is a few times a second. */
export function startVerification(
  engine: Pick<Engine, 'verify'>,
  { destination }: EngineInput<'verify'>,
  tell: (progress: ShownVerificationProgress) => void,
  clock: () => number,
): RunningVerification {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  let toldAt = Number.NEGATIVE_INFINITY;
  const onProgress = (progress: ShownVerificationProgress): void => {
    if (clock() - toldAt < calmMs) return;
    toldAt = clock();
    tell(progress);
  };
  const ended = engine
    .verify(destination, onProgress, stopping.signal)
    .then((report) => (report.ok ? ok(outcomeOf(report.value)) : report));
  return { ended, stop, abort: stop };
}

function outcomeOf(report: VerifyReport): VerificationOutcome {
  const { checked, bytes, intact, findings, known, edited, quarantined, unknown, seconds } = report;
  return {
    ...{ checked, bytes, intact, known, unknown, seconds },
    findings: findings.length,
    named: findings.slice(0, mostNamedFindings).map(({ thing, fault, path }) => ({ thing, fault, path })),
    edited: edited.length,
    quarantined: quarantined.length,
  };
}
