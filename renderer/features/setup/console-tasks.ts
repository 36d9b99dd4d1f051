import type { ExternalLink } from '../../../electron/contract/ipc.ts';

/** What has to be done in Google's console, in this order. */
export const consoleTasks = ['project', 'api', 'app', 'scope', 'create', 'download'] as const;
export type ConsoleTask = (typeof consoleTasks)[number];

/** Where each is done, and how many minutes that takes somebody who has never seen the console. */
export const consoleTaskFacts: Readonly<
  Record<ConsoleTask, { readonly link: ExternalLink; readonly minutes: number }>
> = {
  project: { link: 'console-create-project', minutes: 2 },
  api: { link: 'console-enable-library', minutes: 1 },
  app: { link: 'console-overview', minutes: 3 },
  scope: { link: 'console-scopes', minutes: 2 },
  create: { link: 'console-clients', minutes: 1 },
  download: { link: 'console-clients', minutes: 1 },
};

/** The first task that is not done; null when all are. */
export function nextTask(done: ReadonlySet<ConsoleTask>): ConsoleTask | null {
  return consoleTasks.find((task) => !done.has(task)) ?? null;
}

/** Where the page remembers which tasks are ticked: a memory aid, for the console itself cannot be asked. */
export interface TaskMarks {
  readonly read: () => ReadonlySet<ConsoleTask>;
  readonly write: (done: ReadonlySet<ConsoleTask>) => void;
}

const key = 'setup.console-tasks';

/** Marks in a storage of strings. What cannot be read or written is forgotten: the set-up does not depend on it. */
export function createTaskMarks(storage: () => Pick<Storage, 'getItem' | 'setItem'>): TaskMarks {
  return {
    read: () => {
      try {
        const named = (storage().getItem(key) ?? '').split(' ');
        return new Set(consoleTasks.filter((task) => named.includes(task)));
      } catch {
        // A browser may refuse its storage; then nothing is ticked at the start.
        return new Set();
      }
    },
    write: (done) => {
      try {
        storage().setItem(key, consoleTasks.filter((task) => done.has(task)).join(' '));
      } catch {
        // See above; the ticks last until the window is closed.
      }
    },
  };
}
