import { expect, test } from './launch.ts';
import type {} from './page-api.ts';

const opened = () => Reflect.get(globalThis, 'opened');

test('the page cannot leave, by link, script or redirect', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ BrowserWindow }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('will-navigate', ({ url }) => seen.push(`navigate ${url}`));
    contents?.on('will-redirect', (event) => {
      seen.push(`redirect ${event.url}`);
      event.preventDefault();
    });
  });
  const seen = () => electronApp.evaluate(() => Reflect.get(globalThis, 'seen'));
  await page.getByRole('link', { name: 'Elsewhere' }).click();
  await expect.poll(seen).toEqual(['navigate https://example.com/elsewhere']);
  await page.evaluate(() => {
    location.href = 'https://example.com/script';
  });
  await expect.poll(seen).toHaveLength(2);
  await page.getByRole('link', { name: 'Moved' }).click();
  await expect
    .poll(seen)
    .toEqual([
      'navigate https://example.com/elsewhere',
      'navigate https://example.com/script',
      'navigate app://bundle/moved',
      'redirect https://example.com/moved',
    ]);
  await expect(page.getByRole('heading')).toHaveText('Self-test');
  expect(await page.evaluate(() => window.api.version())).toBe('1.2.3');
});

test('new windows are asked for and denied', { tag: '@both' }, async ({ electronApp, page }) => {
  await page.getByRole('link', { name: 'Help' }).click();
  await page.evaluate(() => window.open('https://example.com/opened'));
  await page.getByRole('link', { name: 'Elsewhere' }).click({ modifiers: ['Control'] });
  await expect
    .poll(() => electronApp.evaluate(opened))
    .toEqual(['https://example.com/help', 'https://example.com/opened', 'https://example.com/elsewhere']);
  await expect.poll(() => electronApp.windows().length).toBe(1);
});

test('loads tell how they went', async ({ electronApp, page }) => {
  const outcome = await electronApp.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const events: string[] = [];
    for (const name of ['did-start-loading', 'dom-ready', 'did-finish-load', 'did-stop-loading', 'did-navigate']) {
      window.webContents.on(name as 'dom-ready', () => events.push(name));
    }
    window.webContents.on('did-fail-load', (_event, code, description, url) =>
      events.push(`${code} ${description} ${url}`),
    );
    const before = new Promise<string[]>((resolve) => window.once('ready-to-show', () => resolve([...events])));
    await window.loadURL('app://bundle/index.html');
    const good = await before;
    events.splice(0);
    const error = await window.loadURL('https://nowhere.example/').catch((reason: Error) => reason);
    const reason = { ...(error as object), message: String(error) };
    return { good, bad: events, reason, url: window.webContents.getURL() };
  });
  expect(outcome.good).toEqual([
    'did-start-loading',
    'did-navigate',
    'dom-ready',
    'did-finish-load',
    'did-stop-loading',
  ]);
  expect(outcome.reason).toEqual({
    code: 'ERR_NAME_NOT_RESOLVED',
    errno: -105,
    url: 'https://nowhere.example/',
    message: "Error: ERR_NAME_NOT_RESOLVED (-105) loading 'https://nowhere.example/'",
  });
  expect(outcome.bad).toContain('-105 ERR_NAME_NOT_RESOLVED https://nowhere.example/');
  expect(outcome.bad).not.toContain('did-finish-load');
  await page.evaluate(() => history.pushState(null, '', '/photos/2023#top'));
  const url = () => electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.getURL());
  await expect.poll(url).toBe('app://bundle/photos/2023#top');
});

test('only a hidden window is told that it is ready to be shown', async ({ electronApp, page: _page }) => {
  const told = await electronApp.evaluate(async ({ BrowserWindow }) => {
    const ready: string[] = [];
    const [shown, hidden] = [new BrowserWindow(), new BrowserWindow({ show: false })];
    shown.on('ready-to-show', () => ready.push('shown'));
    await shown.loadURL('app://bundle/index.html');
    const known = new Promise<void>((resolve) => hidden.on('ready-to-show', () => resolve()));
    await hidden.loadURL('app://bundle/index.html');
    await known;
    return ready;
  });
  expect(told).toEqual([]);
});
