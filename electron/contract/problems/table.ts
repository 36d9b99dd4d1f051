import { appProblems } from './app.ts';
import { catalogProblems } from './catalog.ts';
import { clientProblems } from './client.ts';
import { destinationProblems } from './destination.ts';
import { exportProblems } from './export.ts';
import { generalProblems } from './general.ts';
import { googleProblems } from './google.ts';
import { pickerProblems } from './picker.ts';
import { signInProblems } from './sign-in.ts';
import type { ProblemTraits } from './traits.ts';
import { transferProblems } from './transfer.ts';

const table = {
  ...clientProblems,
  ...signInProblems,
  ...googleProblems,
  ...pickerProblems,
  ...transferProblems,
  ...exportProblems,
  ...destinationProblems,
  ...catalogProblems,
  ...appProblems,
  ...generalProblems,
} as const;

/** One of the closed list of problems. */
export type ProblemCode = keyof typeof table;

/** What is so of each problem. A code is added to its area's file and to the messages; everything else follows. */
export const problemTable: Readonly<Record<ProblemCode, ProblemTraits>> = table;
