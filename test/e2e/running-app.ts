import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { AppSnapshot } from '../../electron/contract/desktop-models.ts';
import type { AfterimageBridge, IpcAnswer, IpcInput, IpcVerb } from '../../electron/contract/ipc.ts';
import type { Program } from '../../electron/main/program.ts';
import type { ToldNotice } from '../../electron/main/system/notifier.ts';
import type { TrayCommand, TrayModel } from '../../electron/main/tray/tray-model.ts';

declare global {
  var afterimageProgram: Program | undefined;
  /** Addresses that the app has handed to the person's browser, oldest first. */
  var openedInBrowser: string[] | undefined;
  /** How many dialogs for files and folders were answered since the answer was chosen. */
  var dialogsAnswered: number | undefined;
  interface Window {
    readonly afterimage: AfterimageBridge;
  }
}

/** A running app: its window, its tray, its log, and a person's answers to the system's dialogs. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Asks the main process as the page does, through the real bridge. */
  readonly ask: <V extends IpcVerb>(verb: V, input: IpcInput<V>) => Promise<IpcAnswer<V>>;
  /** The state as the page gets it. */
  readonly state: () => Promise<AppSnapshot>;
  /** What the tray shows. */
  readonly tray: () => Promise<TrayModel | null>;
  readonly clickTray: (command: TrayCommand) => Promise<void>;
  /** The next dialogs for files and folders are answered with this path; null cancels them. */
  readonly willChoose: (path: string | null) => Promise<void>;
  /** How many dialogs were answered since `willChoose` was called last. */
  readonly dialogsAnswered: () => Promise<number>;
  readonly openedInBrowser: () => Promise<readonly string[]>;
  /** Whether the window is on the screen. */
  readonly isVisible: () => Promise<boolean>;
  /** What the app has notified the person of, oldest first. */
  readonly notices: () => Promise<readonly ToldNotice[]>;
  /** The program's clocks go forward, in milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** All that was logged so far. */
  readonly log: () => Promise<string>;
  readonly quit: () => Promise<void>;
}

/** Holds an app that Playwright has launched on `profile` (absolute). Its window shows something already. */
export function runningApp(electron: ElectronApplication, page: Page, profile: string): RunningApp {
  const ask: RunningApp['ask'] = (verb, input) =>
    // What crosses into the page is plain data; its type is checked on this side.
    page.evaluate(({ verb: name, input: value }) => Reflect.apply(window.afterimage.ask, null, [name, value]), {
      verb,
      input: input as unknown,
    });
  return {
    electron,
    page,
    ask,
    state: async () => {
      const answer = await ask('app.snapshot', null);
      if (!answer.ok) throw new Error(answer.problem.title);
      return answer.value;
    },
    tray: () => electron.evaluate(() => globalThis.afterimageProgram?.tray.model() ?? null),
    clickTray: (command) =>
      electron.evaluate((_, clicked) => globalThis.afterimageProgram?.tray.click(clicked), command),
    willChoose: (path) =>
      electron.evaluate(({ dialog }, chosen) => {
        globalThis.dialogsAnswered = 0;
        dialog.showOpenDialog = async () => {
          globalThis.dialogsAnswered = (globalThis.dialogsAnswered ?? 0) + 1;
          return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
        };
      }, path),
    dialogsAnswered: () => electron.evaluate(() => globalThis.dialogsAnswered ?? 0),
    openedInBrowser: () => electron.evaluate(() => globalThis.openedInBrowser ?? []),
    isVisible: () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false),
    notices: () => electron.evaluate(() => globalThis.afterimageProgram?.notices ?? []),
    advance: (milliseconds) =>
      electron.evaluate((_, ahead) => globalThis.afterimageProgram?.advance(ahead), milliseconds),
    log: () => readFile(join(profile, 'logs', 'afterimage.log'), 'utf8'),
    quit: () => electron.close(),
  };
}

/**
 * Stands in for the person's browser: addresses are kept for the test. A simulated Google that gives consent at once is
 * answered by the visit alone; every other address is left alone.
 */
export async function takeOverBrowser(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    globalThis.openedInBrowser = opened;
    shell.openExternal = async (url: string) => {
      opened.push(url);
      if (url.startsWith('http://127.0.0.1:')) await fetch(url).then((answer) => answer.text());
    };
  });
}
