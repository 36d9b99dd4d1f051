import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './page.ts';

const clientFile = '{"installed":{"client_id":"1-a.apps.googleusercontent.com"}}';

/** Drops a file onto the page, as a file manager does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle<unknown>(
    `(() => { const transfer = new DataTransfer(); transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return transfer; })()`,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Let go: it is read at once')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('the whole set-up can be done with the keyboard alone', async ({ show }) => {
  const page = await show('first-run');
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
  };
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await page.getByRole('radio', { name: 'What my own client ID made' }).focus();
  await page.keyboard.press('Space');
  await press('Continue');
  await expect(heading('Create your client ID')).toBeFocused();
  for (let task = 0; task < 7; task += 1) await press('Done, next');
  await expect(page.getByText('7 of 7 done')).toBeVisible();
  await press('Paste its text instead');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Text of the file' })).toBeFocused();
  await page.keyboard.insertText(clientFile);
  await press('Check this text');
  await expect(page.getByText('This is the right file')).toBeVisible();
  await press('Continue');
  await expect(heading('Stay signed in')).toBeFocused();
  await press('It is published');
  await press('Sign in with Google');
  await expect(page.getByText('Signed in as ada@example.org')).toBeVisible();
  await press('Continue');
  await press('Choose a folder…');
  await expect(page.getByText('812 GB free of 2 TB')).toBeVisible();
  await press('Use “Photos backup”');
  await expect(page.getByRole('heading', { name: 'This is your backup folder' })).toBeVisible();
  await press('Continue');
  await expect(heading('Ready for the first backup')).toBeFocused();
  await press('Start the first backup');
  await expect(page.getByRole('heading', { name: 'Looking for new photos: 0 listed so far.' })).toBeVisible();
});

test('before a way is chosen, the steps are those of the recommended one', async ({ show }) => {
  const page = await show('first-run');
  const steps = page.getByRole('navigation').getByRole('listitem');
  await expect(steps).toHaveText([/What to back up/, /Backup folder/, /Order/, /How it arrives/, /Finish/]);
});

test('“Done, next” opens the next task and takes the keyboard along; the ticks outlive the window', async ({
  show,
}) => {
  const page = await show('setup-client');
  await page.getByRole('button', { name: 'Done, next' }).press('Enter');
  const second = page.getByRole('button', { name: /Create a project/ });
  await expect(second).toHaveAttribute('aria-expanded', 'true');
  await expect(second).toBeFocused();
  await page.reload();
  await expect(page.getByText('1 of 7 done')).toBeVisible();
  await expect(second).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: /Enter Google Cloud \(done\)/ }).click();
  await page.getByRole('button', { name: 'Mark as not done' }).click();
  await expect(page.getByText(/about 12 mins?\b/)).toBeVisible();
});

test('a dropped file is judged at once', async ({ show }) => {
  const page = await show('setup-client');
  await drop(page, 'client_secret_1.json', clientFile);
  await expect(page.getByText('This is the right file')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
});

test('a file of the wrong kind is refused with its reason, and the next one may be right', async ({ show }) => {
  const page = await show('setup-client-refused');
  await drop(page, 'client_secret_web.json', '{"web":{}}');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This client is of type "Web application"');
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText('This is the key of a service account');
  await drop(page, 'holiday.mp4', 'x'.repeat(70_000));
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText('This file is something else: holiday.mp4');
  await alert.getByRole('button', { name: 'Technical details' }).click();
  await expect(alert).toContainText('It has 70 kB');
});

test('the line to paste is copied; where the clipboard is refused it is selected for one key', async ({ show }) => {
  const page = await show('setup-client');
  const copy = page.getByRole('button', { name: 'Copy', exact: true });
  await page.getByRole('button', { name: /Say what it may read/ }).click();
  await copy.click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await show('setup-client-refused');
  await page.getByRole('button', { name: /Say what it may read/ }).click();
  await copy.click();
  await expect(page.getByText('The line is selected')).toBeVisible();
  expect(await page.evaluate<string>('getSelection().toString()')).toMatch(/^https:\/\/www\.googleapis\.com\/auth\//);
});

test('text pasted anywhere on the page is judged', async ({ show }) => {
  const page = await show('setup-client');
  await page.evaluate(
    `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(clientFile)}); document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()`,
  );
  await expect(page.getByText('This is the right file')).toBeVisible();
});

test('waiting for the browser counts down and can be cancelled', async ({ show }) => {
  const page = await show('setup-signing-in');
  await expect(page.getByRole('timer')).toHaveText(/^9:1\d left$/);
  // Nobody goes on past a sign-in that waits.
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await page.getByRole('button', { name: 'The browser shows an error instead' }).click();
  await expect(page.getByText('redirect_uri_mismatch')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel sign-in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with Google' })).toBeVisible();
});

test('a sign-in that came to nothing says why, and can be tried again', async ({ show }) => {
  const page = await show('setup-sign-in-failed');
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  await expect(page.getByRole('alert')).toContainText('No answer came from the browser');
  await expect(page.getByRole('button', { name: 'Sign in with Google' })).toBeEnabled();
});

test('a project still in Testing is found out by the sign-in', async ({ show }) => {
  const page = await show('setup-signed-in-testing');
  await expect(page.getByText(/^It ends .*: the app is still in Testing$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish it (needs a look)' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to “Publish it”' }).click();
  await expect(page.getByText(/^Still in Testing when you signed in/)).toBeVisible();
});

test('the last step leads back to what is missing', async ({ show }) => {
  const page = await show('setup-incomplete');
  await expect(page.getByRole('button', { name: 'Start the first backup' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Do it now: Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in with Google' })).toBeFocused();
});

test('a backup that was in the folder is said when it is in use', async ({ show }) => {
  const page = await show('setup-folder-adopted');
  await expect(page.getByText(/now in use: 800 files, 14 albums, last backup .*3.*2026/u)).toBeVisible();
});

test('my whole library, downloaded by hand: no client ID is ever asked for', async ({ show }) => {
  const page = await show('first-run');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await expect(page.getByRole('radio', { name: /My whole library/ })).toBeChecked();
  await press('Continue');
  await press('Choose a folder…');
  await press('Use “Photos backup”');
  await page.getByRole('textbox', { name: 'Size of your library' }).fill('900');
  await page.keyboard.press('Tab');
  await expect(page.getByText('It doesn’t fit: about 900 GB is needed, and 812 GB is free.')).toBeVisible();
  await press('Continue');
  await expect(heading('Order your export')).toBeFocused();
  await press('Open Google Takeout');
  await press('I’ve ordered it');
  await expect(heading('How should exports arrive?')).toBeFocused();
  await page.getByRole('radio', { name: 'I’ll download it myself' }).click();
  await press('Watch Downloads');
  await press('Continue');
  await expect(heading('Waiting for Google’s export')).toBeFocused();
  await expect(page.getByText('Client ID')).toHaveCount(0);
  await press('Finish');
  await expect(heading('Overview')).toBeVisible();
});

test('a double click says one thing: the buttons of the order keep their places, and no step is skipped', async ({
  show,
}) => {
  const page = await show('setup-order');
  const openButton = page.getByRole('button', { name: 'Open Google Takeout' });
  const confirmButton = page.getByRole('button', { name: 'I’ve ordered it' });
  const places = async () => [await openButton.boundingBox(), await confirmButton.boundingBox()];
  const colour = (button: Locator) =>
    button.evaluate((one) => Reflect.get(globalThis, 'getComputedStyle')(one).backgroundColor);
  const before = await places();
  const primary = await colour(openButton);
  await openButton.dblclick();
  // What is to be done next is the one that stands out; nothing has moved under the pointer.
  await expect.poll(() => colour(confirmButton)).toBe(primary);
  expect(await places()).toEqual(before);
  await expect(page.getByText(/^Ordered on/)).toHaveCount(0);
  const next = page.getByRole('heading', { level: 1, name: 'How should exports arrive?' });
  // The second click of a double click, which a slower step would get as its first.
  await confirmButton.dispatchEvent('click', { detail: 2 });
  await page.getByRole('button', { name: 'Later' }).dispatchEvent('click', { detail: 2 });
  await expect(next).toHaveCount(0);
  await confirmButton.dblclick();
  await expect(next).toBeVisible();
});

test('from Google Drive: the least access first, and the client ID only then', async ({ show }) => {
  const page = await show('setup-pickup');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('radio', { name: 'From Google Drive' }).click();
  await expect(page.getByRole('radio', { name: 'Ask each time' })).toBeChecked();
  const ways = page.getByRole('radiogroup', { name: 'What Afterimage may see in Google Drive' });
  await expect(ways.getByRole('radio').first()).toHaveAccessibleName('Ask each time');
  await ways.getByRole('radio', { name: 'Unattended' }).click();
  await press('Continue');
  await page.getByRole('button', { name: /Switch on the Google Drive API/ }).click();
  await expect(page.getByRole('button', { name: 'Open “Google Drive API”' })).toBeVisible();
  await press('Look in Downloads');
  await press('Use this file');
  await expect(page.getByText('This is the right file')).toBeVisible();
  await press('Continue');
  await press('It is published');
  await press('Sign in with Google');
  await press('Continue');
  await expect(page.getByRole('heading', { level: 1, name: 'Waiting for Google’s export' })).toBeFocused();
});

for (const scenario of [
  'first-run',
  'setup-client',
  'setup-folder',
  'setup-order',
  'setup-pickup-drive',
  'setup-sign-in',
] as const) {
  test(`${scenario}: what to do next is within sight at the size that a window has at first`, async ({ look }) => {
    const page = await look(scenario);
    await page.setViewportSize({ width: 1100, height: 760 });
    const buttons = page.locator('main footer').getByRole('button');
    await expect(buttons.last()).toBeInViewport();
    await expect(page.locator('main footer')).toHaveCount(1);
  });
}
