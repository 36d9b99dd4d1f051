import { expect, type Page, type Route, test } from '@playwright/test';
import { axeFaults } from '../support/axe-faults.ts';
import { sidewaysScroll } from './page.ts';

const entryScript = /\/assets\/index-[\w-]+\.js$/;
const mainScript = /\/assets\/start-page-[\w-]+\.js$/;

/** What keeps the page from starting: how it is brought about, the problem that is told, and what happened. */
interface StartFailure {
  readonly name: string;
  readonly bringAbout: (page: Page) => Promise<unknown>;
  readonly problem: string;
  readonly happened: RegExp;
  readonly wayOut: RegExp;
}

const failures: readonly StartFailure[] = [
  {
    name: 'a script that is missing',
    bringAbout: (page) => page.route(mainScript, (route) => route.fulfill({ status: 404, body: 'Not found' })),
    problem: 'Part of Afterimage is missing or damaged',
    happened: /^TypeError: Failed to fetch dynamically imported module: .*\/start-page-/,
    wayOut: /install Afterimage again/,
  },
  {
    name: 'a script that was cut off',
    bringAbout: (page) => page.route(mainScript, (route) => script(route, 'export function startPage( {')),
    problem: 'Part of Afterimage is missing or damaged',
    happened: /^SyntaxError: /,
    wayOut: /install Afterimage again/,
  },
  {
    name: 'an error while a module is evaluated',
    bringAbout: (page) =>
      page.route(mainScript, (route) => script(route, 'throw new RangeError("Invalid language tag")')),
    problem: 'This window ran into an error',
    happened: /^RangeError: Invalid language tag$/,
    wayOut: /report the error with its details/,
  },
  {
    name: 'an error in the first render',
    bringAbout: (page) =>
      page.addInitScript('Intl.ListFormat = class { constructor() { throw new RangeError("no lists today"); } };'),
    problem: 'This window ran into an error',
    happened: /^RangeError: no lists today$/,
    wayOut: /report the error with its details/,
  },
  {
    name: 'an error in the first effect',
    bringAbout: (page) => leaveOnWindow(page, '({ ask: async () => null })'),
    problem: 'This window ran into an error',
    happened: /^TypeError: .*onEvent is not a function$/,
    wayOut: /report the error with its details/,
  },
  {
    name: 'a missing bridge',
    bringAbout: (page) => leaveOnWindow(page, 'undefined'),
    problem: 'This window is not connected to Afterimage',
    happened: /^BridgeMissing: window\.afterimage is missing: the preload script did not run$/,
    wayOut: /quit Afterimage and start it again/,
  },
];

function script(route: Route, body: string): Promise<void> {
  return route.fulfill({ contentType: 'text/javascript', body });
}

/** Whatever is put on the window afterwards, this is what the page finds. */
function leaveOnWindow(page: Page, bridge: string): Promise<unknown> {
  return page.addInitScript(`Object.defineProperty(window, 'afterimage', { value: ${bridge}, writable: false })`);
}

/** Opens the page; resolves with what it says on its console. */
async function open(page: Page): Promise<readonly string[]> {
  const reported: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') reported.push(message.text());
  });
  await page.goto(`${process.env['SCENARIOS_ADDRESS'] ?? ''}?scenario=idle`);
  return reported;
}

for (const { name, bringAbout, problem, happened, wayOut } of failures) {
  test(`${name} is told on a plain page and on the console, with what happened and ways out`, async ({ page }) => {
    await bringAbout(page);
    const reported = await open(page);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { level: 1 })).toHaveText("Afterimage couldn't open this window");
    await expect(alert.getByText(problem, { exact: true })).toBeVisible();
    await expect(alert.getByText(happened)).toBeVisible();
    await expect(alert.getByText(wayOut)).toBeVisible();
    for (const label of ['Reload', 'Copy details'])
      await expect(page.getByRole('button', { name: label })).toBeVisible();
    const told = () => reported.filter((line) => line.startsWith('The page could not start: '));
    await expect.poll(told).toHaveLength(1);
    expect(told()[0]).toMatch(new RegExp(happened.source.replace(/^\^/, '').replace(/\$$/, '')));
    expect(told()[0]).toContain(`\nLanguages: ${await page.evaluate('JSON.stringify(navigator.languages)')}\n`);
    expect(told()[0]).toMatch(/\nProgram: .*Chrome\//);
  });
}

const [missingScript] = failures;
const missingBridge = failures.find(({ name }) => name === 'a missing bridge');

async function openFailed(page: Page, failure = missingScript): Promise<void> {
  await failure?.bringAbout(page);
  await open(page);
  await page.getByRole('alert').waitFor();
}

for (const [language, title, problem, reload] of [
  [
    'de',
    'Afterimage konnte dieses Fenster nicht öffnen',
    'Ein Teil von Afterimage fehlt oder ist beschädigt',
    'Neu laden',
  ],
  ['es', 'Afterimage no pudo abrir esta ventana', 'Falta una parte de Afterimage o está dañada', 'Recargar'],
] as const) {
  test(`the plain page speaks the language of the app: ${language}`, async ({ page }) => {
    await page.route(mainScript, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto(`${process.env['SCENARIOS_ADDRESS'] ?? ''}?scenario=idle&language=${language}`);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(alert.getByText(problem, { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: reload })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  });
}

test('the plain page is readable by everybody, by day and night, wide and narrow', async ({ page }) => {
  await openFailed(page);
  await page.getByText('Technical details').click();
  await expect(page.getByRole('textbox', { name: 'Technical details' })).toHaveValue(/^page-file-damaged: TypeError: /);
  expect(await axeFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await axeFaults(page, ['color-contrast', 'target-size'])).toEqual([]);
});

test('Reload, by the keyboard, loads the page again', async ({ page }) => {
  await openFailed(page);
  await page.unroute(mainScript);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Reload' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('Copy details leaves it to main, which may', async ({ page }) => {
  await openFailed(page);
  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied');
});

test('Copy details without main puts them on the clipboard where the page may', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFailed(page, missingBridge);
  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
    /^page-not-connected: BridgeMissing: [\s\S]*Program: /,
  );
});

test('Copy details selects them where the clipboard is refused, and says which keys copy', async ({
  page,
  context,
}) => {
  // These, and no others.
  await context.grantPermissions([]);
  await openFailed(page, missingBridge);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Ctrl+C');
  const details = page.getByRole('textbox', { name: 'Technical details' });
  await expect(details).toBeFocused();
  const value = await details.inputValue();
  expect(value).toMatch(/^page-not-connected: /);
  const selected = await details.evaluate(
    (field) => Reflect.get(field, 'selectionEnd') - Reflect.get(field, 'selectionStart'),
  );
  expect(selected).toBe(value.length);
});

test('when not even the first script arrives, the page says so after a while, and can be loaded again', async ({
  page,
}) => {
  await page.route(entryScript, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await open(page);
  const alert = page.getByRole('alert');
  await expect(alert).toBeHidden();
  // The while is over.
  await page.evaluate('document.getAnimations().forEach((one) => one.finish())');
  await expect(alert).toContainText("This window hasn't loaded.");
  expect(await axeFaults(page, ['color-contrast', 'target-size', 'link-name'])).toEqual([]);
  await page.unroute(entryScript);
  await alert.getByRole('link', { name: 'Reload' }).click();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(alert).toHaveCount(0);
});
