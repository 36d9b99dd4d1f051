import { appProblems } from './app.ts';
import { catalogProblems } from './catalog.ts';
import { clientProblems } from './client.ts';
import { destinationProblems } from './destination.ts';
import { driveProblems } from './drive.ts';
import { exportProblems } from './export.ts';
import { generalProblems } from './general.ts';
import { googleProblems } from './google.ts';
import { pickerProblems } from './picker.ts';
import { restoreProblems } from './restore.ts';
import { signInProblems } from './sign-in.ts';
import type { ProblemArea, ProblemTraits } from './traits.ts';
import { transferProblems } from './transfer.ts';

/** What the table knows of a problem: what its entry says, and in which area's file that stands. */
export interface KnownProblem extends ProblemTraits {
  readonly area: ProblemArea;
}

function inArea<Code extends string>(
  area: ProblemArea,
  problems: Readonly<Record<Code, ProblemTraits>>,
): Record<Code, KnownProblem>;
function inArea(area: ProblemArea, problems: Readonly<Record<string, ProblemTraits>>): Record<string, KnownProblem> {
  return Object.fromEntries(Object.entries(problems).map(([code, traits]) => [code, { ...traits, area }]));
}

const table = {
  ...inArea('client', clientProblems),
  ...inArea('sign-in', signInProblems),
  ...inArea('google', googleProblems),
  ...inArea('picker', pickerProblems),
  ...inArea('transfer', transferProblems),
  ...inArea('export', exportProblems),
  ...inArea('drive', driveProblems),
  ...inArea('destination', destinationProblems),
  ...inArea('catalog', catalogProblems),
  ...inArea('restore', restoreProblems),
  ...inArea('app', appProblems),
  ...inArea('general', generalProblems),
};

/** One of the closed list of problems. */
export type ProblemCode = keyof typeof table;

/** What is so of each problem. A code is added to its area's file and to the messages; everything else follows. */
export const problemTable: Readonly<Record<ProblemCode, KnownProblem>> = table;
