import { join } from 'node:path';
import type * as Electron from 'electron';
import { ipcAnswers } from './ipc/answers.ts';
import type { AnswersOptions } from './ipc/answers-options.ts';
import { serveDroppedFiles } from './ipc/dropped-files.ts';
import { serveIpc } from './ipc/ipc-server.ts';
import { serveAppProtocol } from './window/app-protocol.ts';
import { lockDown } from './window/lockdown.ts';
import type { MainWindow } from './window/main-window.ts';

/** What the page is served from. */
export interface PageServiceOptions {
  readonly electron: Pick<typeof Electron, 'app' | 'ipcMain' | 'protocol' | 'session'>;
  /** Absolute folder of the app. */
  readonly appFolder: string;
  readonly isOurs: MainWindow['isOurs'];
  readonly answers: AnswersOptions;
  readonly log: (line: string) => void;
}

/** Everything between the page and the program: what it is kept from, its files and thumbnails, and its verbs. */
export function servePage({ electron, appFolder, isOurs, answers, log }: PageServiceOptions): void {
  const { settings, ask } = answers;
  lockDown({ app: electron.app, session: electron.session.defaultSession, log });
  serveAppProtocol({
    protocol: electron.protocol,
    pageFolder: join(appFolder, 'out', 'renderer'),
    thumbnail: async (id) => {
      const { destination } = settings.read();
      if (destination === null) return { ok: true, value: null };
      return ask('thumbnail', { destination, id });
    },
    log,
  });
  const { ipcMain } = electron;
  serveIpc({ ipcMain, isOurs, log, answers: ipcAnswers(answers) });
  serveDroppedFiles({ ipcMain, isOurs, log, offer: answers.takeout.offers.make });
}
