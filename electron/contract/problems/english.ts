import { appMessages } from './english/app.ts';
import { catalogMessages } from './english/catalog.ts';
import { clientMessages } from './english/client.ts';
import { destinationMessages } from './english/destination.ts';
import { driveMessages } from './english/drive.ts';
import { exportMessages } from './english/export.ts';
import { generalMessages } from './english/general.ts';
import { googleMessages } from './english/google.ts';
import { pickerMessages } from './english/picker.ts';
import { restoreMessages } from './english/restore.ts';
import { signInMessages } from './english/sign-in.ts';
import { transferMessages } from './english/transfer.ts';
import type { ProblemCode } from './table.ts';
import type { ProblemMessages } from './traits.ts';

/** The words of each problem in one language; a code without words does not compile. */
export type ProblemTexts = Readonly<Record<ProblemCode, ProblemMessages>>;

/** The words of each problem in English. */
export const englishProblems: ProblemTexts = {
  ...clientMessages,
  ...signInMessages,
  ...googleMessages,
  ...pickerMessages,
  ...transferMessages,
  ...exportMessages,
  ...driveMessages,
  ...destinationMessages,
  ...catalogMessages,
  ...restoreMessages,
  ...appMessages,
  ...generalMessages,
};
