import type { ProblemTexts } from './english.ts';
import { appMessages } from './german/app.ts';
import { catalogMessages } from './german/catalog.ts';
import { clientMessages } from './german/client.ts';
import { destinationMessages } from './german/destination.ts';
import { driveMessages } from './german/drive.ts';
import { exportMessages } from './german/export.ts';
import { generalMessages } from './german/general.ts';
import { googleMessages } from './german/google.ts';
import { pickerMessages } from './german/picker.ts';
import { restoreMessages } from './german/restore.ts';
import { signInMessages } from './german/sign-in.ts';
import { transferMessages } from './german/transfer.ts';

/** The words of each problem in German. */
export const germanProblems: ProblemTexts = {
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
