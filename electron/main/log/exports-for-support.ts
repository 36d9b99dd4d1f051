import type { Problem } from '../../contract/problem.ts';
import type { TakeoutState } from '../../contract/takeout-desktop-models.ts';
import type { ExportsReport } from '../../contract/takeout-models.ts';

/** How names and problems are made anonymous. */
export interface Anonymous {
  readonly name: (name: string) => string;
  readonly problem: (met: Problem | null) => object | null;
}

/** What somebody who helps may know of exports: numbers and states, no folder, no name that a person gave. */
export function exportsForSupport(report: ExportsReport | null, { name, problem }: Anonymous): object | null {
  if (report === null) return null;
  return {
    schedule: report.schedule,
    coverage: report.coverage,
    exports: report.exports.map(({ stamp, parts, ...summary }) => ({
      ...summary,
      // Of extracted folders it is made from their path.
      stamp: stamp.startsWith('folder-') ? name(stamp) : stamp,
      parts: parts.map(({ name: file, path: _path, problem: met, ...part }) => ({
        ...part,
        name: name(file),
        problem: problem(met),
      })),
    })),
  };
}

/** The same of imports and the watch folder. */
export function takeoutForSupport({ import: now, watch, warnings }: TakeoutState, anonymous: Anonymous): object {
  const { name, problem } = anonymous;
  return {
    import:
      now === null
        ? null
        : {
            startedBy: now.startedBy,
            stage: now.now.stage,
            parts: now.parts.map((part) => ({ ...part, name: name(part.name), problem: problem(part.problem) })),
          },
    watch:
      watch === null
        ? null
        : {
            ...{ isOn: watch.isOn, lookedAt: watch.lookedAt, problem: problem(watch.problem) },
            parts: watch.parts.map((part) => ({ ...part, name: name(part.name), problem: problem(part.problem) })),
          },
    warnings: warnings.map(({ kind, until }) => ({ kind, until })),
  };
}
