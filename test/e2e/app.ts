import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page, type TestInfo } from '@playwright/test';
import type { SimulatorOptions } from '../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../simulator/server/simulator.ts';
import { testEnvironment } from '../support/test-environment.ts';
import { type Person, personWith, startBrowser } from './person.ts';
import { type RunningApp, runningApp, takeOverBrowser } from './running-app.ts';
import { keepSecrets, type Secrets } from './secrets.ts';

export { expect } from '@playwright/test';
export type { RunningApp } from './running-app.ts';

/** The app, started on its own profile, and a simulated Google. */
export interface AppWorld {
  /** Starts Google; once a test, before the app. It gives consent at once unless told to ask. */
  readonly google: (options: SimulatorOptions) => Promise<Simulator>;
  /**
   * Starts the app, or starts it again on the same profile. Of the test's own environment, `env` changes what it names;
   * `app` is the folder of another one than what `npm run build` has made (absolute).
   */
  readonly launch: (more?: readonly string[], env?: Environment, app?: string) => Promise<RunningApp>;
  /** The backup folder that the folder dialog answers with unless told otherwise. */
  readonly folder: string;
  readonly profile: string;
  /** Where the app keeps its secrets on this machine. */
  readonly secrets: Secrets['kind'];
  /** The keychain behind them, where there is one. */
  readonly keyring: Secrets['keyring'];
}

/** Variables of a process; undefined unsets one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a page must never say. */
function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

/** How long a start and each deed on the page may take: only what hangs takes that long. */
const startLimitMs = 120_000;

/** What an app is started with. */
interface Launch {
  /** Absolute folder of the app. */
  readonly app: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** Where the system keeps a person's settings, such as what starts with the session. */
  readonly config: string;
  readonly profile: string;
  /** What the dialog for folders answers with. */
  readonly folder: string;
}

async function launchApp(
  { app: appFolder, args, env, config, profile, folder }: Launch,
  complaints: string[],
): Promise<RunningApp> {
  const electron = await _electron.launch({
    args: [`--user-data-dir=${profile}`, appFolder, '--time-scale=0.02', ...args],
    // Playwright's own default is --no-sandbox, which no person has.
    chromiumSandbox: true,
    timeout: startLimitMs,
    env: testEnvironment({ ...env, XDG_CONFIG_HOME: config }),
  });
  electron.context().setDefaultTimeout(startLimitMs);
  const page = await electron.firstWindow({ timeout: startLimitMs });
  watch(page, complaints);
  // What moves is drawn sixty times a second, by the processor here.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await takeOverBrowser(electron);
  const app = runningApp(electron, page, profile);
  await app.willChoose(folder);
  return app;
}

/** A world with nothing in it yet. Anyone who opens it closes it; apps and simulators that still run end then. */
async function openWorld(info: TestInfo, complaints: string[]): Promise<AppWorld & { close: () => Promise<void> }> {
  const profile = info.outputPath('profile');
  const folder = info.outputPath('backup');
  await mkdir(folder, { recursive: true });
  const secrets = await keepSecrets(info.outputPath('tokens.json'));
  const places = { config: info.outputPath('config'), profile, folder };
  const simulators: Simulator[] = [];
  const running = new Set<ElectronApplication>();
  return {
    profile,
    folder,
    secrets: secrets.kind,
    keyring: secrets.keyring,
    google: async (options) => {
      const simulator = await startSimulator({ consent: 'accept', ...options });
      simulators.push(simulator);
      return simulator;
    },
    launch: async (more = [], env = {}, appFolder = resolve('.')) => {
      const args = [...secrets.args, ...simulators.map(({ url }) => `--google=${url}`), ...more];
      const app = await launchApp({ app: appFolder, args, env: { ...secrets.env, ...env }, ...places }, complaints);
      running.add(app.electron);
      app.electron.once('close', () => running.delete(app.electron));
      return app;
    },
    close: async () => {
      for (const electron of running) await electron.close();
      for (const simulator of simulators) await simulator.close();
      await secrets.end();
    },
  };
}

interface Fixtures {
  readonly world: AppWorld;
  readonly person: Person;
  /** Complaints on the page's console that a test brings about on purpose. */
  readonly expectedComplaints: RegExp | null;
}

export const test = base.extend<Fixtures>({
  expectedComplaints: [null, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs.
  person: async ({}, use) => {
    const browser = await startBrowser();
    await use(personWith(browser));
    await browser.close();
  },
  world: async ({ expectedComplaints }, use, info) => {
    const complaints: string[] = [];
    const world = await openWorld(info, complaints);
    await use(world);
    await world.close();
    const unexpected = complaints.filter((text) => expectedComplaints === null || !expectedComplaints.test(text));
    expect(unexpected, 'nothing is reported on the console of the page').toEqual([]);
  },
});

/** Does the whole set-up through the bridge, for tests of what comes after it; the first backup begins. */
export async function setUp({ ask }: RunningApp, google: Simulator): Promise<void> {
  expect(await ask('client.set', { text: JSON.stringify(google.client) })).toMatchObject({ ok: true });
  expect(await ask('account.signIn', { capability: 'library', account: null })).toMatchObject({ ok: true });
  const chosen = await ask('destination.choose', null);
  if (!chosen.ok || chosen.value === null) throw new Error('No folder was chosen');
  expect(await ask('destination.use', { choice: chosen.value.choice })).toMatchObject({ ok: true });
  expect(await ask('setup.finish', null)).toEqual({ ok: true, value: null });
}

/**
 * Holds every file (or answer of another operation) back for two seconds once `after` were served: a run continues
 * until it is let go, however fast it is.
 */
export function holdBack(
  google: Simulator,
  after: number,
  operation: 'media.download' | 'mediaItems.search' = 'media.download',
): { readonly letGo: () => void } {
  google.planFaults({ rules: [{ match: { operation }, after, answer: { kind: 'stall', seconds: 2 } }] });
  return { letGo: () => google.planFaults({ rules: [] }) };
}

/** Waits until a run continues and has this many items behind it. */
export async function untilUnderWay({ state }: RunningApp, items: number): Promise<void> {
  const done = async () => (await state()).run?.progress.items.done ?? 0;
  await expect.poll(done, { intervals: [20] }).toBeGreaterThan(items);
}

/** Waits until the last run has come to its end with everything stored. */
export async function untilComplete({ state }: RunningApp): Promise<void> {
  await expect.poll(async () => (await state()).lastRun?.outcome, { timeout: 120_000 }).toBe('complete');
}

/** Waits until no run continues. */
export async function untilIdle({ state }: RunningApp): Promise<void> {
  await expect.poll(async () => (await state()).run, { timeout: 120_000 }).toBeNull();
}
