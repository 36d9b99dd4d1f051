import type { ProblemTexts } from './english.ts';
import { appMessages } from './spanish/app.ts';
import { catalogMessages } from './spanish/catalog.ts';
import { clientMessages } from './spanish/client.ts';
import { destinationMessages } from './spanish/destination.ts';
import { driveMessages } from './spanish/drive.ts';
import { exportMessages } from './spanish/export.ts';
import { generalMessages } from './spanish/general.ts';
import { googleMessages } from './spanish/google.ts';
import { pickerMessages } from './spanish/picker.ts';
import { restoreMessages } from './spanish/restore.ts';
import { signInMessages } from './spanish/sign-in.ts';
import { transferMessages } from './spanish/transfer.ts';

/** The words of each problem in Spanish. */
export const spanishProblems: ProblemTexts = {
  ...appMessages,
  ...catalogMessages,
  ...clientMessages,
  ...destinationMessages,
  ...driveMessages,
  ...exportMessages,
  ...generalMessages,
  ...googleMessages,
  ...pickerMessages,
  ...restoreMessages,
  ...signInMessages,
  ...transferMessages,
};
