import type { App, Dialog } from 'electron';
import type { Clock } from '../base/clock.ts';
import type { Problem } from '../contract/problem.ts';

/** What a start that failed is told by. */
export interface FailedStartOptions {
  readonly app: Pick<App, 'whenReady' | 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** How long Electron may take to be able to show a box, in milliseconds. Without a display it never is. */
const readyWithinMs = 10_000;

/**
 * Says why the program cannot start, and ends it with exit code 1. Before Electron is ready a box is a line on stderr
 * on Linux, where nobody who clicked an icon looks; so that is waited for, though not forever.
 */
export async function tellFailedStart({ app, dialog, clock }: FailedStartOptions, met: Problem): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.after(readyWithinMs, resolve);
    const readied = (): void => {
      cancel();
      resolve();
    };
    // A promise of Electron's that is rejected says only that there will be no better moment.
    app.whenReady().then(readied, readied);
  });
  const { title, explanation, wayOut, detail = '' } = met;
  dialog.showErrorBox(title, [explanation, detail, wayOut].filter((text) => text !== '').join('\n\n'));
  app.exit(1);
}
