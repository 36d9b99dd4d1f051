import { expect, type Page } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { test } from './page.ts';

function card(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** What a person holds who drags this file. */
function heldFile(page: Page, name: string) {
  return page.evaluateHandle<unknown>(
    `(() => { const transfer = new DataTransfer(); transfer.items.add(new File(['PK'], ${JSON.stringify(name)})); return transfer; })()`,
  );
}

/** Holds a file over the page, and lets it go when the page is ready for it. */
async function drop(page: Page, name: string, call = 'Let go: nothing is imported before you say so'): Promise<void> {
  const transfer = await heldFile(page, name);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText(call)).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Whether the page leaves a drag of this file to the browser, which would open the file in the page's place. */
async function leavesToBrowser(page: Page, name: string): Promise<boolean> {
  const transfer = await heldFile(page, name);
  const taken = await transfer.evaluate((dataTransfer) => {
    const event = (type: string) =>
      Reflect.construct(Reflect.get(globalThis, 'DragEvent'), [
        type,
        { bubbles: true, cancelable: true, dataTransfer },
      ]) as { readonly defaultPrevented: boolean };
    const body = Reflect.get(Reflect.get(globalThis, 'document'), 'body');
    return ['dragenter', 'dragover', 'drop'].map((type) => {
      const one = event(type);
      body.dispatchEvent(one);
      return one.defaultPrevented;
    });
  });
  return taken.includes(false);
}

test('before the first export the screen shows how to order it, step by step, by day and night', async ({ show }) => {
  const page = await show('idle', 'takeout');
  const guide = card(page, 'How to order the export');
  await expect(guide.getByRole('listitem')).toHaveCount(4);
  for (const picture of [/“Google Photos” is ticked/, /“Transfer to:”/, /“Export every 2 months/, /50 GB/]) {
    await expect(guide.getByRole('img', { name: picture })).toBeVisible();
  }
  await expect(guide.getByRole('row', { name: /^Google Drive/ })).toContainText('straight from Google Drive');
  await guide.getByRole('button', { name: 'Open Google Takeout' }).press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('who is to order an export first lands at the guide, from the Overview and from this screen', async ({ show }) => {
  const page = await show('not-backed-up', 'overview');
  await page.getByRole('button', { name: 'Order your export' }).click();
  const guide = card(page, 'How to order the export');
  await expect(guide.getByRole('button', { name: 'Open Google Takeout' })).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'How to order the export' })).toHaveCount(1);
  const empty = await show('idle', 'takeout');
  const way = empty.getByRole('link', { name: 'How to order the export' });
  await way.press('Enter');
  await expect(way).toHaveCount(0);
  await expect(card(empty, 'How to order the export').getByRole('button').first()).toBeInViewport();
  // A way back is one click away, where the files are taken in.
  await empty.getByRole('navigation').getByRole('link', { name: 'Takeout' }).click();
  await expect(way).toBeVisible();
});

test('parts are chosen, looked at and imported with the keyboard alone', async ({ show }) => {
  const page = await show('idle', 'takeout');
  await card(page, 'Add export files').getByRole('button', { name: 'Choose files…' }).press('Enter');
  const offer = card(page, 'Ready to import');
  await expect(offer).toContainText('2 export files, 62.2 GB');
  await page.keyboard.press('Tab');
  await expect(offer.getByRole('button', { name: 'Show the export files' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(offer.getByRole('list').first()).toContainText('-3-001.zip');
  await page.keyboard.press('Tab');
  await expect(offer.getByRole('switch', { name: 'Import the trash too' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(offer.getByRole('button', { name: 'Import 2 export files' })).toBeFocused();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(offer).toHaveCount(0);
  const running = card(page, 'Importing');
  await expect(running.getByRole('list', { name: 'Export files of this import' })).toContainText('waiting');
  await page.keyboard.press('Tab');
  await expect(running.getByRole('button', { name: 'Stop the import' })).toBeFocused();
});

test('what is dropped anywhere is offered: what lacks, what is in a cloud, what is left out and why', async ({
  show,
}) => {
  const page = await show('takeout-known', 'takeout');
  await drop(page, 'takeout-20261119T093000Z-3-001.zip');
  const offer = card(page, 'Ready to import');
  await expect(offer).toContainText(/Not among them: takeout-\w+-3-002\.zip\./);
  await expect(offer).toContainText(/Not on this computer yet: takeout-\w+-3-003\.zip\./);
  await expect(offer).toContainText('holiday.mp4: This is no Takeout export file.');
  await offer.getByRole('button', { name: 'Not now' }).click();
  await expect(offer).toHaveCount(0);
  await expect(page.getByText('Drop export files here')).toBeVisible();
});

test('what is dropped on another screen leads to the import, and is offered there', async ({ show }) => {
  for (const place of ['overview', 'photos', 'settings', 'takeout/doubtful'] as const) {
    const page = await show('takeout-known', place);
    const part = 'takeout-20261119T093000Z-3-001.zip';
    await page.dispatchEvent('body', 'dragover', { dataTransfer: await heldFile(page, part) });
    await expect(page.getByText('Drop to import')).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await drop(page, part, 'Drop to import');
    await expect(page.getByRole('heading', { level: 1, name: 'Takeout' })).toBeVisible();
    await expect(card(page, 'Ready to import')).toContainText('holiday.mp4: This is no Takeout export file.');
    await expect(page.getByText('Drop to import')).toHaveCount(0);
    // It was taken once: another visit offers nothing.
    await card(page, 'Ready to import').getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Takeout' }).click();
    await expect(card(page, 'Add export files')).toBeVisible();
    await expect(card(page, 'Ready to import')).toHaveCount(0);
  }
});

test('no screen leaves a dropped file to the browser, not even before the set-up is done', async ({ show }) => {
  for (const [scenario, place] of [
    ['idle', 'overview'],
    ['idle', 'takeout'],
    ['idle', 'setup'],
    ['first-run', 'overview'],
    ['setup-client', 'overview'],
    ['start-failed', 'overview'],
  ] as const) {
    const page = await show(scenario, place);
    expect(await leavesToBrowser(page, 'takeout-001.zip'), `${scenario}, ${place}`).toBe(false);
  }
  const page = await show('first-run');
  await page.dispatchEvent('body', 'dragover', { dataTransfer: await heldFile(page, 'takeout-001.zip') });
  await expect(page.getByText('Drop to import')).toHaveCount(0);
});

test('a choice that cannot be made, and a list that cannot be had, say why', async ({ show }) => {
  const page = await show('takeout-refused', 'takeout');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(card(page, 'Add export files').getByRole('alert')).toContainText('This is no Takeout export file');
  await page.getByRole('button', { name: 'Watch a folder…' }).click();
  await expect(card(page, 'Watch folder').getByRole('alert')).toContainText('Something unexpected happened');
  const list = await show('takeout-refused', 'takeout/doubtful');
  await expect(list.getByRole('alert')).toContainText('Something unexpected happened');
});

test('an import in progress is stopped, says what it has stored, continues, and is dismissed', async ({ show }) => {
  const page = await show('takeout-importing', 'takeout');
  const running = card(page, 'Importing');
  await expect(running).toContainText('from the watch folder');
  await expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '9,412 of 24,402');
  await running.getByRole('button', { name: 'Stop the import' }).click();
  const last = card(page, 'Last import');
  await expect(last.getByRole('status')).toContainText('You stopped the import');
  await last.getByRole('button', { name: 'Resume' }).click();
  await expect(running).toBeVisible();
  await running.getByRole('button', { name: 'Stop the import' }).click();
  await last.getByRole('button', { name: 'Dismiss' }).click();
  await expect(last).toHaveCount(0);
});

test('the outcome accounts for every file, and an early end has its reason', async ({ show }) => {
  const page = await show('takeout-imported', 'takeout');
  const last = card(page, 'Last import');
  await expect(last).toContainText('12,288 new photos and videos stored in 1 hr 1 min.');
  await expect(last).toContainText('24,875 files');
  await expect(last.getByRole('list', { name: 'What became of every file' }).getByRole('listitem')).toHaveText([
    /12,288 photos and videos stored$/,
    /118 already in the backup$/,
    /12,380 details of photos$/,
    /46 details of albums$/,
    /4 other data$/,
    /1 other files$/,
    /38 left in the trash$/,
  ]);
  const early = card(await show('takeout-ended-early', 'takeout'), 'Last import');
  await expect(early).toContainText('The disk with the export went away');
  await expect(early.getByRole('button', { name: 'Resume' })).toBeVisible();
  const queued = card(await show('takeout-queued', 'takeout'), 'Import waiting');
  await queued.getByRole('button', { name: 'Cancel' }).click();
  await expect(queued).toHaveCount(0);
});

test('a folder is watched, told of, and left alone again', async ({ show }) => {
  const page = await show('idle', 'takeout');
  const watch = card(page, 'Watch folder');
  await watch.getByRole('button', { name: 'Watch a folder…' }).press('Enter');
  const watching = watch.getByRole('switch', { name: 'Watch this folder' });
  await expect(watching).toBeChecked();
  await expect(watch).toContainText('/home/ada/Google Drive/My Drive/Takeout');
  await expect(watch).toContainText('No export files are waiting there.');
  await watching.press('Space');
  await expect(watching).not.toBeChecked();
  await expect(watch).toContainText('It is remembered, and not checked.');
});

test('parts in the watch folder say what they wait for', async ({ show }) => {
  const page = await show('takeout-watching', 'takeout');
  const parts = card(page, 'Watch folder').getByRole('list', { name: 'Export files in the watch folder' });
  await expect(parts.getByRole('listitem')).toHaveText([
    /imported next$/,
    /\.crdownload ?still being written$/,
    /not on this computer yet$/,
    /cannot be read.*Download it again/,
  ]);
});

test('exports show their parts, what is missing, until when, and the way out', async ({ show }) => {
  const page = await show('takeout-known', 'takeout');
  const exports = card(page, 'Exports');
  const latest = exports.getByRole('listitem').first();
  await expect(latest.getByRole('list').first().getByRole('listitem')).toHaveText([
    /Export file 1: imported$/,
    /Export file 2: broken$/,
    /Export file 3: missing$/,
    /Export file 4: arrived$/,
    /Export file 5: missing$/,
  ]);
  await expect(latest).toContainText('Export files 3 and 5 have not arrived. Download what is missing now');
  await expect(latest).toContainText(/-002\.zip: The end of this export file is missing\. Download it again/);
  await latest.getByRole('button', { name: 'Show export files and sums' }).press('Enter');
  await latest.getByRole('button', { name: 'Show in folder' }).first().click();
  await expect(latest).toContainText('2 files of its index have not come.');
  expect(await axeFaults(page)).toEqual([]);
});

test('coverage and schedule are there in words and numbers', async ({ show }) => {
  const page = await show('takeout-known', 'takeout');
  const coverage = card(page, 'Coverage by year');
  await expect(coverage.getByRole('row', { name: /^2024/ }).getByRole('cell')).toHaveText([
    '',
    '5,318',
    '4,902',
    '4,902',
  ]);
  await expect(coverage.getByRole('row', { name: /^All years/ })).toContainText('23,848');
  const schedule = card(page, 'Schedule');
  await expect(schedule).toContainText('3 of 6 exports received');
  await expect(schedule).toContainText(/The next one is expected around .* \d{4}\./);
  await expect(schedule.getByRole('listitem')).toHaveText(['came', 'came', 'came', 'next', 'later', 'later']);
  const lapsed = card(await show('takeout-lapsed', 'takeout'), 'Schedule');
  await expect(lapsed).toContainText('No export received for more than four months');
  // One export may have been ordered once: nothing says that a schedule ended.
  const single = card(await show('takeout-single', 'takeout'), 'Schedule');
  await expect(single).toContainText(/^Schedule\s*The last export is from .*\. If you ordered one every two months/);
});

test('a warning about an export stands on the Overview too, and leads to this screen', async ({ show }) => {
  const page = await show('takeout-known', 'overview');
  await expect(page.getByText(/^Export files 3, 5 from .+ are still missing$/)).toBeVisible();
  await page.getByRole('button', { name: 'Go to Takeout' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Takeout' })).toBeVisible();
});

test('photos in doubt are listed with their reason, page by page', async ({ show }) => {
  const page = await show('takeout-known', 'takeout');
  await page.getByRole('link', { name: '14 photos with uncertain details' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Photos with uncertain details' })).toBeVisible();
  const list = page.getByRole('list', { name: 'Photos with uncertain details' });
  await expect(list.getByRole('listitem').first()).toContainText('IMG_1001(1).jpg');
  await expect(list.getByRole('listitem').first()).toContainText('Several details files could belong to this file.');
  // The second page is asked for when the end of the first comes into sight.
  const scrollToEnd = () => page.getByRole('main').evaluate((main) => Reflect.set(main, 'scrollTop', 1_000_000));
  await expect
    .poll(async () => {
      await scrollToEnd();
      return list.getByRole('heading', { name: 'IMG_1150(1).jpg' }).count();
    })
    .toBe(1);
  await page.getByRole('link', { name: 'Takeout' }).last().click();
  await expect(card(page, 'Exports')).toBeVisible();
});

for (const [language, words] of [
  ['de', 'Mehrere Dateien mit Angaben könnten zu dieser Datei gehören.'],
  ['es', 'Varios archivos de datos podrían pertenecer a este archivo.'],
] as const) {
  test(`why details are uncertain is said in the language of the page: ${language}`, async ({ look }) => {
    const page = await look('takeout-known', 'takeout/doubtful', language);
    await expect(page.getByRole('article').first()).toContainText(words);
    await expect(page.getByText('sidecar')).toHaveCount(0);
  });
}

test('a photo tells what the export says of it, and from which of its files', async ({ show }) => {
  const page = await show('idle', 'photos');
  await page.locator('[data-item="2"]').click();
  const facts = page.getByRole('region', { name: 'About this file' });
  await expect(facts).toContainText('Google Takeout, as IMG_2002.JPG');
  await facts.getByRole('button', { name: 'What the export says of it' }).click();
  await expect(facts).toContainText('from the place where it was taken');
  await expect(facts).toContainText('41.90280, 12.49640');
  await expect(facts).toContainText('Ada and Grace');
  await expect(facts).toContainText('Their title and file name match this file.');
  expect(await axeFaults(page)).toEqual([]);
});

test('an import stands among the runs with the sums of its files', async ({ show }) => {
  const page = await show('takeout-imported', 'activity');
  const run = page.getByRole('article').filter({ hasText: 'Takeout export' }).first();
  await expect(run).toContainText('12,380 details of photos');
  await expect(run).not.toContainText('0 requests');
});
