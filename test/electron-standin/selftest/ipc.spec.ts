import { expect, test } from './launch.ts';
import type {} from './page-api.ts';

test('a button reaches the main process through the preload', async ({ sharedApp: electronApp, sharedPage: page }) => {
  await page.getByRole('button', { name: 'Version' }).click();
  await expect(page.locator('#answer')).toHaveText('v1.2.3');
  expect(await electronApp.evaluate(({ app }) => [app.getName(), app.isReady()])).toEqual(['Stand-in self-test', true]);
  await page.reload();
  expect(await page.evaluate(() => window.api.version())).toBe('1.2.3');
});

test('the bridge between the worlds behaves like contextBridge', async ({ sharedPage: page }) => {
  const seen = await page.evaluate(async () => {
    const errorOf = async (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(() => 'no error', String);
    const echoed = await window.api.echo({
      map: new Map([[1, new Set([2n])]]),
      words: new Uint16Array([1, 999]),
      date: new Date(5),
      none: undefined,
    });
    const { map, words, date } = echoed as { map: Map<number, Set<bigint>>; words: Uint16Array; date: Date };
    return {
      atFirstScript: window.apiAtFirstScript,
      leak: window.leak,
      require: typeof Reflect.get(window, 'require'),
      own: Object.getOwnPropertyNames(window).filter((name) => /standin/i.test(name)),
      sum: window.api.add(2, 3),
      frozen: Object.isFrozen(window.api),
      echoed: [
        map.get(1)?.has(2n),
        words instanceof Uint16Array,
        words[1],
        date.getTime(),
        'none' in (echoed as object),
      ],
      failure: await errorOf(() => window.api.fail()),
      uncloneable: await errorOf(() => window.api.echo(Symbol('x'))),
      domObject: await errorOf(() => window.api.echo(document.body)),
    };
  });
  expect(seen).toMatchObject({
    atFirstScript: 'object',
    leak: undefined,
    require: 'undefined',
    own: [],
    sum: 5,
    frozen: true,
  });
  expect(seen.echoed).toEqual([true, true, 999, 5, true]);
  expect(seen.failure).toBe("Error: Error invoking remote method 'fail': TypeError: disk full");
  expect(seen.uncloneable).toContain('could not be cloned');
  expect(seen.domObject).toContain('could not be cloned');
});

test('a page from elsewhere in the same window is refused', async ({ page }) => {
  await page.route('https://elsewhere.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>x</h1>' }),
  );
  await page.goto('https://elsewhere.example/page');
  expect(await page.evaluate(() => window.api.version().catch((error: Error) => error.message))).toBe(
    "Error invoking remote method 'version': Error: Untrusted sender https://elsewhere.example/page",
  );
});

test.describe('frames inside the page', () => {
  test('get no preload', async ({ page }) => {
    for (const address of ['/frame.html', 'https://elsewhere.example/frame']) {
      await page.route('https://elsewhere.example/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: 'x' }),
      );
      const frame = await addFrame(page, address);
      expect(await frame.evaluate(() => typeof window.api)).toBe('undefined');
    }
  });

  test.describe('with nodeIntegrationInSubFrames', () => {
    test.use({ appArguments: ['--preload-in-frames'] });

    test('are told apart from the page itself', { tag: '@both' }, async ({ electronApp, page }) => {
      await page.route('https://elsewhere.example/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: 'x' }),
      );
      await electronApp.evaluate(({ ipcMain }) => {
        ipcMain.on('notify', ({ sender, senderFrame }) => {
          const { mainFrame } = sender;
          const facts = [
            senderFrame?.url,
            senderFrame === mainFrame,
            senderFrame?.parent === mainFrame,
            mainFrame.frames.length,
          ];
          Object.assign(globalThis, { facts });
        });
      });
      for (const [address, url] of [
        ['/frame.html', 'app://bundle/frame.html'],
        ['https://elsewhere.example/frame', 'https://elsewhere.example/frame'],
      ]) {
        const frame = await addFrame(page, address ?? '');
        const refused = await frame.evaluate(() => window.api.version().catch((error: Error) => error.message));
        expect(refused).toContain(`Untrusted sender ${url}`);
        await frame.evaluate(() => window.api.notify('here'));
        const facts = () => electronApp.evaluate(() => Reflect.get(globalThis, 'facts'));
        await expect.poll(facts).toEqual([url, false, true, expect.any(Number)]);
      }
      expect(await page.evaluate(() => window.api.version())).toBe('1.2.3');
    });
  });
});

async function addFrame(page: import('@playwright/test').Page, address: string) {
  const loaded = page.waitForEvent('framenavigated', (frame) => frame !== page.mainFrame());
  await page.evaluate((src) => {
    const element = document.createElement('iframe');
    element.src = src;
    document.body.append(element);
  }, address);
  const frame = await loaded;
  await frame.waitForLoadState();
  return frame;
}
