import { writeFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import type { Simulator } from '../simulator/server/simulator.ts';
import { expect, holdBack, setUp, test, untilComplete, untilIdle } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Every kind of file that is not the right one, made from the right one. */
function wrongFiles({ client: { installed } }: Simulator) {
  const { client_secret: secret, ...withoutSecret } = installed;
  const whole = JSON.stringify({ installed });
  const serviceAccount = { type: 'service_account', client_id: '1', private_key: secret };
  return {
    web: JSON.stringify({ web: installed }),
    serviceAccount: JSON.stringify(serviceAccount),
    secretMissing: JSON.stringify({ installed: withoutSecret }),
    apiKey: `AIza${'Sy0123456789'.repeat(3).slice(0, 35)}`,
    truncated: whole.slice(0, whole.length - 40),
    other: JSON.stringify({ name: 'some-package', version: '1.0.0' }),
  };
}

async function fileWith(info: TestInfo, name: string, text: string): Promise<string> {
  const path = info.outputPath(name);
  await writeFile(path, text);
  return path;
}

/** Drops a file onto the page, as a file manager does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name));
      return transfer;
    },
    { name, text },
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await expect(page.getByText('Let go: it is read at once')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

/** Presses Ctrl+V somewhere on the page, with `text` on the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, text);
}

/** Notes from now on what the bar of the backup says; returns what was noted. */
async function noteProgress(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const words = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext') ?? '';
      if (/ of /.test(words) && words !== said.at(-1)) said.push(words);
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-valuetext'] });
  });
  return () => page.evaluate((): string[] => Reflect.get(window, 'said'));
}

test('from the first start, through every wrong file and a change of mind, to a whole backup', async ({
  world,
  person,
}, info) => {
  const google = await world.google({ items: 150, albums: 4, seed: 2, consent: 'ask' });
  const wrong = wrongFiles(google);
  const app = await world.launch();
  const { page } = app;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const refused = page.getByRole('alert');

  await expect(heading(page, 'What do you want to back up?')).toBeVisible();
  await page.getByRole('radio', { name: 'What my own client ID made' }).click();
  await press('Continue');
  await expect(heading(page, 'Create your client ID')).toBeVisible();
  await drop(page, 'client_secret_web.json', wrong.web);
  await expect(refused).toContainText('This client is of type "Web application"');
  await app.willChoose(await fileWith(info, 'robot.json', wrong.serviceAccount));
  await press('Choose the file…');
  await expect(refused).toContainText('This is the key of a service account');
  await paste(page, wrong.apiKey);
  await expect(refused).toContainText('This is an API key, not a client ID');
  await press('Paste its text instead');
  await page.getByRole('textbox', { name: 'Text of the file' }).fill(wrong.secretMissing);
  await press('Check this text');
  await expect(refused).toContainText('The client secret is missing in this file');
  await drop(page, 'client_secret_cut.json', wrong.truncated);
  await expect(refused).toContainText('This file cannot be read as a client file');
  await app.willChoose(await fileWith(info, 'package.json', wrong.other));
  await press('Choose the file…');
  await expect(refused).toContainText('This file is something else');
  await drop(page, 'holiday.mp4', 'x'.repeat(70_000));
  await refused.getByRole('button', { name: 'Technical details' }).click();
  await expect(refused).toContainText('It has 70 kB');
  await app.willChoose(google.clientFile);
  await press('Choose the file…');
  await expect(page.getByText('This is the right file')).toBeVisible();
  await expect(refused).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText(google.client.installed.client_secret);

  await press('Continue');
  await expect(heading(page, 'Stay signed in')).toBeVisible();
  await press('It is published');
  await press('Sign in with Google');
  await expect(page.getByText('Your browser is waiting for you').first()).toBeVisible();
  await person.cancelsConsent(app);
  await expect(refused).toContainText('Access was not given');
  await press('Sign in with Google');
  const browser = await person.givesConsent(app);
  await expect(browser.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
  await expect(page.getByText('Signed in as first@example.com')).toBeVisible();

  await press('Continue');
  await app.willChoose(null);
  await press('Choose a folder…');
  await expect.poll(app.dialogsAnswered).toBe(1);
  await expect(page.getByText('No folder yet')).toBeVisible();
  await app.willChoose(world.folder);
  await press('Choose a folder…');
  await press('Use “backup”');
  await expect(page.getByRole('heading', { name: 'This is your backup folder' })).toBeVisible();
  await press('Continue');
  await expect(heading(page, 'Ready for the first backup')).toBeVisible();

  // Most of the files are held back until enough was seen of a run in progress.
  const { letGo } = holdBack(google, 60);
  const progressSaid = await noteProgress(page);
  await press('Start the first backup');
  await expect(heading(page, 'Overview')).toBeVisible();
  const progress = page.getByRole('progressbar', { name: 'Progress of the backup' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^\d+ of 150$/);
  await expect(page.getByRole('list', { name: 'Being fetched now' }).getByRole('listitem').first()).toBeVisible();
  expect(await app.tray()).toMatchObject({ icon: 'running', tooltip: expect.stringMatching(/\d+ of 150/) });
  await expect.poll(async () => (await progressSaid()).length).toBeGreaterThan(2);
  letGo();
  await untilComplete(app);
  const verdict = "Your Google library isn't backed up yet, only 150 items that your client ID made.";
  await expect(page.getByRole('heading', { name: verdict })).toBeVisible();
  await expect(page.getByText('Nothing is waiting to be fetched.')).toBeVisible();
  const steps = (await progressSaid()).map((words) => Number.parseInt(words, 10));
  expect(steps, 'never backwards').toEqual(steps.toSorted((a, b) => a - b));
  expect(await app.tray()).toMatchObject({ icon: 'attention', tooltip: `Afterimage: ${verdict}` });
  await expectOnDisk(google, world.folder);
  expect(await app.log()).not.toContain(google.client.installed.client_secret);
});

test('a new client, whose listing is empty: not backed up, one next step, no notice of success', async ({ world }) => {
  const google = await world.google({ items: 0, albums: 0, seed: 3 });
  const app = await world.launch();
  const { page } = app;
  await setUp(app, google);
  await untilComplete(app);
  await untilIdle(app);
  const verdict = "Your Google library isn't backed up yet.";
  await expect(page.getByRole('heading', { level: 2, name: verdict })).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/everything|all of it is|is complete|safe/i);
  expect(await app.tray()).toMatchObject({ icon: 'attention', tooltip: `Afterimage: ${verdict}` });
  const tray = await app.tray();
  expect(tray?.entries[0]).toMatchObject({ label: verdict });
  expect((await app.notices()).map(({ kind }) => kind)).not.toContain('first-success');
  await page.getByRole('button', { name: 'Order your export', exact: true }).click();
  await expect(heading(page, 'Takeout')).toBeVisible();
});

// The page's own tests do the same every day.
test('the whole set-up with the keyboard alone', { tag: '@only-long' }, async ({ world, person }) => {
  const google = await world.google({ items: 12, albums: 1, seed: 4, consent: 'ask' });
  const app = await world.launch();
  const { page } = app;
  const { keyboard } = page;

  /** Continues with Tab until the focus is where it is wanted, as somebody without a mouse does. */
  async function tabTo(role: 'button' | 'textbox' | 'radio', name: string): Promise<void> {
    const wanted = page.getByRole(role, { name, exact: true });
    await expect(wanted).toBeVisible();
    for (let steps = 0; steps < 60; steps += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to "${name}"`);
  }
  async function press(name: string): Promise<void> {
    await tabTo('button', name);
    await keyboard.press('Enter');
  }

  // The first of three doors is taken; the arrow leads to the others.
  await tabTo('radio', 'My whole library (recommended)');
  await keyboard.press('ArrowUp');
  await press('Continue');
  await expect(heading(page, 'Create your client ID')).toBeFocused();
  await press('Paste its text instead');
  await tabTo('textbox', 'Text of the file');
  await keyboard.insertText(JSON.stringify(google.client));
  await press('Check this text');
  await expect(page.getByText('This is the right file')).toBeVisible();
  await press('Continue');
  await expect(heading(page, 'Stay signed in')).toBeFocused();
  await press('It is published');
  await expect(heading(page, 'Sign in with Google')).toBeFocused();
  await press('Sign in with Google');
  await person.givesConsent(app);
  await expect(page.getByText('Signed in as first@example.com')).toBeVisible();
  await press('Continue');
  await press('Choose a folder…');
  await press('Use “backup”');
  await expect(page.getByRole('heading', { name: 'This is your backup folder' })).toBeVisible();
  await press('Continue');
  await expect(heading(page, 'Ready for the first backup')).toBeFocused();
  await press('Start the first backup');
  await untilComplete(app);
  await expectOnDisk(google, world.folder);
});
