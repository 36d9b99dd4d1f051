import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import * as z from 'zod';
import { buildBundles } from '../../../build/bundling/bundles.ts';
import type { AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import type { IpcAnswer, IpcInput, IpcVerb } from '../../../electron/contract/ipc.ts';
import type { RunningSimulator } from '../../demo/simulator-process.ts';

/** The desktop app as it is shipped, on the stand-in, with a profile of the bench's own. */
export interface AppUnderBench {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** When it was told to start, in milliseconds since 1970. */
  readonly launchedAt: number;
  readonly ask: <V extends IpcVerb>(
    verb: V,
    input: IpcInput<V>,
  ) => Promise<Extract<IpcAnswer<V>, { ok: true }>['value']>;
  readonly quit: () => Promise<void>;
}

/** Where the app keeps what it has. */
export interface BenchProfile {
  readonly folder: string;
  readonly backup: string;
  /** The file with the sign-ins; outside of `folder`. */
  readonly tokens: string;
}

const project = join(import.meta.dirname, '..', '..', '..');

/** Builds what {@link startApp} starts. */
export async function buildApp(say: (text: string) => void): Promise<void> {
  say('Building the app …');
  await buildBundles(project, 'warn');
}

/** Starts the built app. */
export async function startApp(
  { folder, backup, tokens }: BenchProfile,
  google: RunningSimulator,
): Promise<AppUnderBench> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= join(project, 'test', 'electron-standin');
  const launchedAt = Date.now();
  const electron = await _electron.launch({
    args: [`--user-data-dir=${folder}`, project, `--google=${google.url}`, `--token-store=file:${tokens}`],
  });
  const page = await electron.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await electron.evaluate(({ dialog, shell }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    // The person's browser: the simulated Google gives consent at once.
    shell.openExternal = async (url: string) => {
      await fetch(url).then((answer) => answer.text());
    };
  }, backup);
  return { electron, page, launchedAt, ask: askIn(page), quit: () => electron.close() };
}

function askIn(page: Page): AppUnderBench['ask'] {
  return async (verb, input) => {
    const question = `window.afterimage.ask(${JSON.stringify(verb)}, ${JSON.stringify(input)})`;
    const answer = await page.evaluate<IpcAnswer<typeof verb>>(question);
    if (!answer.ok) throw new Error(`${verb}: ${answer.problem.title}`);
    return answer.value;
  };
}

/** Does the whole set-up; the first backup begins. Resolves to the identity of the folder. */
export async function setUpApp({ ask }: AppUnderBench, google: RunningSimulator): Promise<string> {
  await ask('client.set', { text: await readFile(google.clientFile, 'utf8') });
  await ask('account.signIn', { capability: 'library', account: null });
  const chosen = await ask('destination.choose', null);
  if (chosen === null) throw new Error('No folder was chosen');
  const { identity } = await ask('destination.use', { choice: chosen.choice });
  await ask('setup.finish', null);
  return z.string().parse(identity);
}

/** Waits until the state is as wanted; asks ten times a second. Throws after a minute. */
export async function untilState({ ask }: AppUnderBench, isSo: (state: AppSnapshot) => boolean): Promise<void> {
  const until = Date.now() + 60_000;
  while (!isSo(await ask('app.snapshot', null))) {
    if (Date.now() > until) throw new Error('The app did not get there within a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
