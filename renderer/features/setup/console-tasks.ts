import type { ExternalLink } from '../../../electron/contract/ipc.ts';
import { capabilityScopes, pickedFilesScope } from '../../../electron/contract/scopes.ts';
import type { SetupPlan } from '../../../electron/contract/setup-models.ts';

/** What has to be done in Google's console, in this order. */
export const consoleTasks = ['enter', 'project', 'api', 'app', 'scope', 'create', 'download'] as const;
export type ConsoleTask = (typeof consoleTasks)[number];

/** Where each is done, and how many minutes that takes somebody who has never seen the console. */
export const consoleTaskFacts: Readonly<
  Record<ConsoleTask, { readonly link: ExternalLink; readonly minutes: number }>
> = {
  enter: { link: 'console-home', minutes: 2 },
  project: { link: 'console-create-project', minutes: 2 },
  api: { link: 'console-enable-library', minutes: 1 },
  app: { link: 'console-overview', minutes: 3 },
  scope: { link: 'console-scopes', minutes: 2 },
  create: { link: 'console-clients', minutes: 1 },
  download: { link: 'console-clients', minutes: 1 },
};

/** Which of Google's APIs a way through setup needs. */
export type WantedApi = 'photos-library' | 'photos-picker' | 'drive' | 'drive-picked';

/** What differs in the console from way to way: the page of the API, and the permission to be named. */
export interface WantedAccess {
  readonly api: WantedApi;
  readonly link: ExternalLink;
  /** A second page, where a way needs two. */
  readonly second: ExternalLink | null;
  readonly scope: string;
}

/** What a client ID has to be allowed for a plan. */
export function accessFor({ door, driveMode }: Pick<SetupPlan, 'door' | 'driveMode'>): WantedAccess {
  if (door === 'choice') {
    return { api: 'photos-picker', link: 'console-enable-picker', second: null, scope: capabilityScopes.picker };
  }
  if (door !== 'library') {
    return { api: 'photos-library', link: 'console-enable-library', second: null, scope: capabilityScopes.library };
  }
  if (driveMode === 'unattended') {
    return { api: 'drive', link: 'console-enable-drive', second: null, scope: capabilityScopes.drive };
  }
  const second = 'console-enable-drive-picker';
  return { api: 'drive-picked', link: 'console-enable-drive', second, scope: pickedFilesScope };
}

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
