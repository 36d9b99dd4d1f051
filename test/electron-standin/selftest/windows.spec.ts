import { expect, test } from './launch.ts';

test('sizes, colours and screenshots are what was asked for', { tag: '@both' }, async ({ electronApp, page }) => {
  const inside = () => page.evaluate(() => [innerWidth, innerHeight]);
  expect(await inside()).toEqual([900, 600]);
  await electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1280, height: 800 }),
  );
  await expect.poll(inside).toEqual([1280, 800]);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const [colorScheme, expected] of [
    ['light', 'rgb(244, 247, 251)'],
    ['dark', 'rgb(16, 20, 24)'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await background()).toBe(expected);
    const picture = await page.screenshot();
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1280, 800]);
  }
  await electronApp.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'light';
  });
  await expect.poll(background).toBe('rgb(244, 247, 251)');
});

test('windows show, hide, focus, refuse to close, and close', { tag: '@both' }, async ({ electronApp, page }) => {
  const seen = await electronApp.evaluate(({ BrowserWindow }) => {
    const events: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return [];
    for (const name of ['show', 'hide', 'focus', 'blur']) window.on(name as 'show', () => events.push(name));
    window.once('close', (event) => {
      events.push('close refused');
      event.preventDefault();
      window.hide();
    });
    window.close();
    events.push(`visible ${window.isVisible()}`);
    window.show();
    window.setProgressBar(0.5);
    return [...events, window.isVisible(), window.isFocused(), window.isDestroyed(), window.getBounds()];
  });
  expect(seen).toEqual([
    'close refused',
    'blur',
    'hide',
    'visible false',
    'show',
    'focus',
    true,
    true,
    false,
    { x: 510, y: 240, width: 900, height: 600 },
  ]);
  const handle = await electronApp.browserWindow(page);
  expect(await handle.evaluate((window) => window.id)).toBe(1);
  // The page's title reaches the window a moment after the page is there.
  await expect.poll(() => handle.evaluate((window) => window.getTitle())).toBe('Self-test');
  await page.evaluate(() => {
    document.title = 'Backing up';
  });
  await expect.poll(() => handle.evaluate((window) => window.getTitle())).toBe('Backing up');
  const second = electronApp.waitForEvent('window');
  await electronApp.evaluate(
    ({ BrowserWindow }) => void new BrowserWindow({ width: 400, height: 300 }).loadURL('app://bundle/index.html'),
  );
  await (await second).close();
  await page.evaluate(() => window.close());
  await expect.poll(() => electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
});

test('a page that crashes is reported, and a new window works', async ({ electronApp, page: _page }) => {
  const next = electronApp.waitForEvent('window');
  const reasons = await electronApp.evaluate(async ({ app, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const gone = Promise.all([
      new Promise<string>((resolve) =>
        window?.webContents.once('render-process-gone', (_event, details) => resolve(details.reason)),
      ),
      new Promise<string>((resolve) =>
        app.once('render-process-gone', (_event, _contents, details) => resolve(details.reason)),
      ),
    ]);
    window?.webContents.forcefullyCrashRenderer();
    const heard = await gone;
    const crashed = window?.webContents.isCrashed();
    window?.destroy();
    await new BrowserWindow().loadURL('app://bundle/index.html');
    return [...heard, crashed];
  });
  expect(reasons).toEqual(['crashed', 'crashed', true]);
  await expect((await next).getByRole('heading')).toHaveText('Self-test');
});

test('quitting asks first and can be refused once', async ({ electronApp, page: _page }) => {
  const closed = electronApp.waitForEvent('close');
  const order = await electronApp.evaluate(({ app, BrowserWindow }) => {
    const events: string[] = [];
    app.once('before-quit', (event) => {
      events.push('refused');
      event.preventDefault();
    });
    app.quit();
    for (const name of ['before-quit', 'window-all-closed', 'will-quit', 'quit'])
      app.on(name as 'will-quit', () => events.push(name));
    BrowserWindow.getAllWindows()[0]?.on('closed', () => events.push('closed'));
    app.quit();
    return events;
  });
  expect(order).toEqual(['refused', 'before-quit', 'closed', 'will-quit', 'quit']);
  await closed;
});

test('what was destroyed cannot be used any more', async ({ electronApp, page: _page }) => {
  const said = await electronApp.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const { webContents } = window;
    await window.loadURL('app://bundle/index.html');
    const frame = webContents.mainFrame;
    const attempt = (act: () => unknown): unknown => {
      try {
        act();
        return 'it works';
      } catch (error) {
        return String(error);
      }
    };
    let whenClosed: unknown;
    window.once('closed', () => {
      whenClosed = attempt(() => window.show());
    });
    window.destroy();
    const uses = [
      () => window.setProgressBar(0.5),
      () => window.webContents,
      () => window.destroy(),
      () => webContents.send('progress', 1),
      () => webContents.getURL(),
    ];
    return {
      whenClosed,
      uses: uses.map(attempt),
      frame: [attempt(() => frame.origin), attempt(() => frame.send('progress', 1))],
      answers: [window.isDestroyed(), webContents.isDestroyed(), frame.isDestroyed()],
      events: attempt(() => window.removeAllListeners()),
    };
  });
  const destroyed = 'TypeError: Object has been destroyed';
  const disposed = 'Error: Render frame was disposed before WebFrameMain could be accessed';
  expect(said).toEqual({
    whenClosed: destroyed,
    uses: Array.from({ length: 5 }, () => destroyed),
    frame: [disposed, disposed],
    answers: [true, true, true],
    events: 'it works',
  });
});

test('a preload is given by its absolute path', async ({ electronApp, page: _page }) => {
  const refusal = await electronApp.evaluate(({ BrowserWindow }) => {
    try {
      new BrowserWindow({ webPreferences: { preload: 'preload.cjs' } });
      return 'it works';
    } catch (error) {
      return String(error);
    }
  });
  expect(refusal).toContain('preload script must have absolute path');
});
