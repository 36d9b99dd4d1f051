import { join } from 'node:path';
import type * as Electron from 'electron';
import { ok, type Result } from '../contract/result.ts';
import type { EngineDestination } from '../engine/engine.ts';
import { ipcAnswers } from './ipc/answers.ts';
import type { AnswersOptions } from './ipc/answers-options.ts';
import { serveDroppedFiles } from './ipc/dropped-files.ts';
import { serveIpc } from './ipc/ipc-server.ts';
import { type StoredPictures, serveAppProtocol } from './window/app-protocol.ts';
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
  lockDown({ app: electron.app, session: electron.session.defaultSession, log });
  serveAppProtocol({
    protocol: electron.protocol,
    pageFolder: join(appFolder, 'out', 'renderer'),
    pictures: storedPictures(answers),
    log,
  });
  const { ipcMain } = electron;
  serveIpc({ ipcMain, isOurs, log, answers: ipcAnswers(answers) });
  serveDroppedFiles({ ipcMain, isOurs, log, offer: answers.takeout.offers.make });
}

/** Pictures and films of the backup folder in use. The page names ids; where files lie stays here. */
function storedPictures({ settings, ask }: Pick<AnswersOptions, 'settings' | 'ask'>): StoredPictures {
  const here = async <T>(work: (destination: EngineDestination) => Promise<Result<T | null>>) => {
    const { destination } = settings.read();
    return destination === null ? ok(null) : work(destination);
  };
  return {
    thumbnail: (id) => here((destination) => ask('thumbnail', { destination, id })),
    picture: (id) => here((destination) => ask('photoPicture', { destination, id })),
    media: (id, part) =>
      here(async (destination) => {
        const found = await ask('photoMedia', { destination, id, part });
        return found.ok ? ok({ ...found.value, folder: destination.path }) : found;
      }),
  };
}
