import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { testEnvironment } from '../../support/test-environment.ts';

const APP = join(import.meta.dirname, 'app');

type TestFixtures = {
  /** Arguments for the app itself. */
  readonly appArguments: readonly string[];
  readonly profile: string;
  /** An app of the test's own, and its window in `page`. */
  readonly electronApp: ElectronApplication;
  /** The window of an app that several tests use; for tests that leave the main process as they found it. */
  readonly sharedPage: Page;
};

type WorkerFixtures = {
  /** Which Chromium: empty for the usual choice, `npm` for the packaged one. */
  readonly chromium: string;
  readonly sharedApp: ElectronApplication;
};

/** Starts the self-test app, as the specs of any app would. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  chromium: ['', { option: true, scope: 'worker' }],
  appArguments: [[], { option: true }],
  profile: async ({ browserName: _ }, use, testInfo) => {
    const folder = testInfo.outputPath('profile');
    mkdirSync(folder, { recursive: true });
    await use(folder);
  },
  electronApp: async ({ chromium, appArguments, profile }, use) => {
    const app = await launchSelfTest(chromium, profile, appArguments);
    await use(app);
    await app.close();
  },
  page: async ({ electronApp }, use) => {
    await use(await readyWindow(electronApp));
  },
  sharedApp: [
    async ({ chromium }, use) => {
      const profile = await mkdtemp(join(tmpdir(), 'standin-selftest-'));
      const app = await launchSelfTest(chromium, profile);
      await use(app);
      await app.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
    { scope: 'worker' },
  ],
  sharedPage: async ({ sharedApp }, use) => {
    const page = await readyWindow(sharedApp);
    await page.reload();
    await use(page);
  },
});

export { expect } from '@playwright/test';

/** Starts the self-test app with a profile; the caller closes it. */
export function launchSelfTest(
  chromium: string,
  profile: string,
  appArguments: readonly string[] = [],
): Promise<ElectronApplication> {
  return _electron.launch({
    args: [`--user-data-dir=${profile}`, APP, ...appArguments],
    env: environmentFor(chromium),
    timeout: 120_000,
  });
}

/** What an app is started with that shows its windows in this Chromium; empty is the one of the run. */
export function environmentFor(chromium: string): Record<string, string> {
  return testEnvironment(chromium === '' ? {} : { STANDIN_CHROMIUM: chromium });
}

async function readyWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: 120_000 });
  await page.getByRole('heading', { name: 'Self-test' }).waitFor();
  return page;
}
