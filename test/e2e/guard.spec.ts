import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { startAgain } from './start-again.ts';

/** What the page's policy refuses is reported on its console; here that is what is wanted. */
test.use({ expectedComplaints: /Content Security Policy|violates the following|Not allowed to load|ERR_/ });

test('a second instance brings the first one to the front and ends', async ({ world }) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const { electron, isVisible } = await world.launch();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await startAgain(world.profile);
  await expect.poll(isVisible).toBe(true);
});

/** Asks without keeping to the types, as a hostile page does. */
function askAnything(page: Page, verb: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ({ name, value }): Promise<unknown> => Reflect.apply(window.afterimage.ask, null, [name, value]),
    { name: verb, value: input },
  );
}

test('a hostile page gets nowhere with the verbs, and what it tries is logged @real', async ({ world }) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const app = await world.launch();
  const attempts = [
    ['files.read', { path: '/etc/passwd' }, 'an unknown verb (files.read)'],
    ['constructor', null, 'an unknown verb (constructor)'],
    ['photos.detail', { id: '1; DROP TABLE asset' }, 'photos.detail with malformed input'],
    ['client.set', { text: 'x'.repeat(200_000) }, 'client.set with oversized input'],
    ['destination.use', { choice: '/etc' }, 'destination.use with malformed input'],
    ['app.openLink', { link: 'javascript:alert(1)' }, 'app.openLink with malformed input'],
    ['app.openLink', { link: 'https://example.com/' }, 'app.openLink with malformed input'],
  ] as const;
  for (const [verb, input, logged] of attempts) {
    const answer = await askAnything(app.page, verb, input);
    expect(answer, verb).toMatchObject({ ok: false, problem: { code: 'usage' } });
    expect((await app.log()).trimEnd().split('\n').at(-1)).toContain(`IPC refused: ${logged}`);
  }
  expect(await app.openedInBrowser()).toEqual([]);
});

test('a hostile page stays where it is, opens nothing, frames nothing and reads no file, and that is logged @real', async ({
  world,
}) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const app = await world.launch();
  const { page, electron } = app;
  const before = page.url();
  const reached = await page.evaluate(async () => {
    const opened = [window.open('https://example.com/opened'), window.open('about:blank'), window.open('/index.html')];
    const follow = (href: string, target: string): void => {
      const link = Object.assign(document.createElement('a'), { href, target });
      document.body.append(link);
      link.click();
      link.remove();
    };
    follow('javascript:document.title="taken over"', '');
    follow('https://example.com/linked', '_blank');
    const frames = ['https://example.com/framed', '/index.html', 'javascript:parent.document.title="taken over"'];
    const bridges = frames.map((src) => {
      const frame = Object.assign(document.createElement('iframe'), { src });
      document.body.append(frame);
      return frame;
    });
    const empty = document.createElement('iframe');
    document.body.append(empty);
    const pictures = ['/..%2f..%2fpackage.json', '/%2e%2e%5cmain%5cmain.js', '/thumbnail/..%2f1', '/main.ts'];
    const shown = await Promise.all(
      pictures.map(
        (src) =>
          new Promise<boolean>((settle) => {
            const picture = new Image();
            picture.onload = () => settle(true);
            picture.onerror = () => settle(false);
            picture.src = src;
          }),
      ),
    );
    const fetched = await fetch('/index.html').then(
      () => true,
      () => false,
    );
    return {
      windows: opened.filter((one) => one !== null).length,
      bridges: [...bridges, empty].filter((frame) => {
        try {
          return frame.contentWindow !== null && 'afterimage' in frame.contentWindow;
        } catch {
          // A frame of another origin cannot even be asked.
          return false;
        }
      }).length,
      shown,
      fetched,
      title: document.title,
    };
  });
  expect(reached).toEqual({
    windows: 0,
    bridges: 0,
    shown: [false, false, false, false],
    fetched: false,
    title: expect.stringContaining('Afterimage'),
  });
  await page.evaluate(() => {
    window.location.href = 'https://example.com/navigated';
  });
  await expect.poll(app.log).toContain('Navigation denied: https://example.com/navigated');
  expect(page.url()).toBe(before);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  const log = await app.log();
  for (const url of ['https://example.com/opened', 'about:blank', 'https://example.com/linked']) {
    expect(log).toContain(`Window denied: ${url}`);
  }
  for (const path of ['..%2f..%2fpackage.json', 'thumbnail/..%2f1', 'main.ts']) {
    expect(log).toContain(`Refused: GET app://bundle/${path}`);
  }
  // Frames and fetching are stopped by the page's policy, which reports to the console.
  await expect.poll(app.log).toMatch(/The page reports: .*fram(e|ing) '.*Content Security Policy/i);
  await expect.poll(app.log).toMatch(/The page reports: .*connect-src/i);
  await expect.poll(app.log).toMatch(/The page reports: .*(script-src|javascript|TrustedScript)/i);
});

test('our preload on another page is refused: a foreign window, a foreign origin; and that is logged', async ({
  world,
}) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const app = await world.launch();
  const tried = await app.electron.evaluate(async ({ app: program, BrowserWindow }) => {
    const preload = `${program.getAppPath()}/out/preload/preload.cjs`;
    const tryFrom = async (address: string): Promise<unknown> => {
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL(address).catch(() => undefined);
      const answer: unknown = await foreign.webContents
        .executeJavaScript(`window.afterimage?.ask('app.snapshot', null) ?? 'no bridge'`)
        .catch((thrown: unknown) => String(thrown));
      foreign.destroy();
      return answer;
    };
    return { sameAddress: await tryFrom('app://bundle/index.html'), foreign: await tryFrom('data:text/html,<p>x</p>') };
  });
  const refused = { ok: false, problem: { code: 'usage' } };
  expect(tried).toMatchObject({ sameAddress: refused, foreign: refused });
  const log = await app.log();
  expect(log).toContain('IPC refused: a foreign sender (app://bundle/index.html)');
  expect(log).toContain('IPC refused: a foreign sender (data:text/html,<p>x</p>)');
});

test('the page may not write to the clipboard; its button does it through the app @real', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 1 });
  const { page, ask, electron } = await world.launch();
  await electron.evaluate(({ clipboard }) => clipboard.writeText('what was there'));
  await ask('setup.goTo', { step: 'client' });
  await page.getByRole('button', { name: /Say what it may read/ }).click();
  const line = page.getByRole('textbox', { name: 'The line to paste' });
  // As in the handler of a click: Playwright says that a person did it.
  const refused = await line.evaluate(() => navigator.clipboard.writeText('by the page').catch((error) => error.name));
  expect(refused).toBe('NotAllowedError');
  const onClipboard = () => electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(await onClipboard()).toBe('what was there');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await onClipboard()).toBe(await line.inputValue());
});
