import { join } from 'node:path';
import { _electron, type Page } from 'playwright';
import * as z from 'zod';
import { type IpcInput, type IpcOutput, type IpcVerb, ipcSchema } from '../../../electron/contract/ipc.ts';
import { problemSchema } from '../../../electron/contract/problem.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
const standin = join(import.meta.dirname, '..', '..', 'electron-standin', 'electron');

/** The app on the stand-in for Electron. */
export interface RunningApp extends AsyncDisposable {
  readonly page: Page;
  /** Asks the main process as the page does; throws what it answers with when that is a problem. */
  readonly ask: <V extends IpcVerb>(verb: V, input: IpcInput<V>) => Promise<IpcOutput<V>>;
  /** Everything that the page complained of. */
  readonly complaints: readonly string[];
}

/** What the app is started with. */
export interface Deps {
  readonly profile: string;
  readonly google: string;
  /** What the folder dialog answers with. */
  readonly chosenFolder: string;
}

/** How long a start and each command on the page may take: only what hangs takes that long. */
const startLimitMs = 120_000;

/** Starts the app at `path`: the packaged archive, or a folder that holds the same. */
export async function startApp(path: string, { profile, google, chosenFolder }: Deps): Promise<RunningApp> {
  const electron = await _electron.launch({
    executablePath: standin,
    args: [path, `--user-data-dir=${profile}`, `--google=${google}`, '--token-store=memory', '--time-scale=0.02'],
    env: testEnvironment({ XDG_CONFIG_HOME: profile }),
    timeout: startLimitMs,
  });
  electron.context().setDefaultTimeout(startLimitMs);
  const page = await electron.firstWindow({ timeout: startLimitMs });
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await electron.evaluate(({ dialog, shell }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    // The person's browser: the simulated Google gives consent at once.
    shell.openExternal = async (url: string) => {
      await fetch(url).then((answer) => answer.text());
    };
  }, chosenFolder);
  return {
    page,
    complaints,
    ask: async (verb, input) => {
      // As text: this side of the test has no page, and so no type for one.
      const call = `window.afterimage.ask(${JSON.stringify(verb)}, ${JSON.stringify(input)})`;
      const answer = answerSchema.parse(await page.evaluate(call));
      if (!answer.ok) throw new Error(`${verb}: ${answer.problem.title} ${answer.problem.detail ?? ''}`);
      return outputOf(verb, answer.value);
    },
    [Symbol.asyncDispose]: () => electron.close(),
  };
}

function outputOf<V extends IpcVerb>(verb: V, value: unknown): IpcOutput<V> {
  // The schema of a verb gives its output; TypeScript cannot follow that through the table.
  return ipcSchema[verb].output.parse(value) as IpcOutput<V>;
}
