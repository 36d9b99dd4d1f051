import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { AfterimageBridge, IpcAnswer, IpcInput, IpcVerb } from '../../electron/contract/ipc.ts';
import type { Program } from '../../electron/main/compose.ts';
import type { TrayModel } from '../../electron/main/tray/tray-model.ts';
import type { SimulatorOptions } from '../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../simulator/server/simulator.ts';

declare global {
  var afterimageProgram: Program | undefined;
  interface Window {
    readonly afterimage: AfterimageBridge;
  }
}

/** The app, started on a profile of its own, and a simulated Google. */
export interface AppWorld {
  /** Starts Google; once a test, before the app. */
  readonly google: (options: SimulatorOptions) => Promise<Simulator>;
  /** Starts the app, or starts it again on the same profile. */
  readonly launch: (more?: readonly string[]) => Promise<RunningApp>;
  /** The backup folder that the folder dialog answers with. */
  readonly folder: string;
  readonly profile: string;
}

/** A running app. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Follows the address of the sign-in page as a person's browser would, giving consent. */
  readonly answerDialogs: () => Promise<void>;
  readonly quit: () => Promise<void>;
  /** Asks the main process as the page does, through the real bridge. */
  readonly ask: <V extends IpcVerb>(verb: V, input: IpcInput<V>) => Promise<IpcAnswer<V>>;
}

/** What a page must never say. */
function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

export const test = base.extend<{ world: AppWorld }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs.
  world: async ({}, use, testInfo) => {
    const profile = testInfo.outputPath('profile');
    const folder = testInfo.outputPath('backup');
    await mkdir(folder, { recursive: true });
    const simulators: Simulator[] = [];
    const running = new Set<ElectronApplication>();
    const complaints: string[] = [];
    await use({
      profile,
      folder,
      google: async (options) => {
        const simulator = await startSimulator({ consent: 'accept', ...options });
        simulators.push(simulator);
        return simulator;
      },
      launch: async (more = []) => {
        const args = [`--user-data-dir=${profile}`, resolve('.'), '--time-scale=0.02', ...more];
        for (const { url } of simulators) args.push(`--google=${url}`);
        const electron = await _electron.launch({
          args: [...args, `--token-store=file:${testInfo.outputPath('tokens.json')}`],
          env: { ...process.env, XDG_CONFIG_HOME: testInfo.outputPath('config') },
        });
        running.add(electron);
        const page = await electron.firstWindow();
        watch(page, complaints);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const answerDialogs = (): Promise<void> =>
          electron.evaluate(({ dialog, shell }, chosen) => {
            dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
            // The person's browser: the simulated Google gives consent at once.
            shell.openExternal = async (url: string) => {
              await fetch(url).then((answer) => answer.text());
            };
          }, folder);
        await answerDialogs();
        return {
          electron,
          page,
          answerDialogs,
          // What crosses into the page is plain data; its type is checked on this side.
          ask: (verb, input) =>
            page.evaluate(({ verb: name, input: value }) => Reflect.apply(window.afterimage.ask, null, [name, value]), {
              verb,
              input: input as unknown,
            }),
          quit: async () => {
            running.delete(electron);
            await electron.close();
          },
        };
      },
    });
    for (const electron of running) await electron.close();
    for (const simulator of simulators) await simulator.close();
    expect(complaints, 'nothing is reported on the console of the page').toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** The text of a client file as the simulated Google's console would export it. */
function clientFileText(google: Simulator): string {
  return JSON.stringify(google.client);
}

/** Does the whole set-up through the bridge, for tests of what comes after it; the first backup begins. */
export async function setUp({ ask }: RunningApp, google: Simulator): Promise<void> {
  expect(await ask('client.set', { text: clientFileText(google) })).toMatchObject({ ok: true });
  expect(await ask('account.signIn', { capability: 'library', account: null })).toMatchObject({ ok: true });
  const chosen = await ask('destination.choose', null);
  if (!chosen.ok || chosen.value === null) throw new Error('No folder was chosen');
  expect(await ask('destination.use', { choice: chosen.value.choice })).toMatchObject({ ok: true });
  expect(await ask('setup.finish', null)).toEqual({ ok: true, value: null });
}

/** What the tray shows now. */
export function trayOf({ electron }: RunningApp): Promise<TrayModel | null> {
  return electron.evaluate(() => globalThis.afterimageProgram?.tray.model() ?? null);
}
