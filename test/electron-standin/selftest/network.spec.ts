import { expect, test } from './launch.ts';

test('schemes answer with their own policy, enforced by Chromium', { tag: '@both' }, async ({ sharedPage: page }) => {
  const seen = await page.evaluate(async () => {
    const violated = new Promise((resolve) =>
      addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true }),
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const echo = await fetch('/echo', { method: 'POST', body: 'päckchen' });
    const image = document.querySelector<HTMLImageElement>('#thumb');
    await image?.decode().catch(() => {});
    return {
      secure: isSecureContext,
      violated: await violated,
      injected: Reflect.get(window, 'injected'),
      eval: await Promise.resolve()
        .then(() => Reflect.apply(Reflect.get(window, 'eval'), window, ['1']))
        .catch((error: Error) => error.name),
      echo: [await echo.text(), echo.headers.get('x-method')],
      image: image?.naturalWidth,
      styled: getComputedStyle(document.body).backgroundColor,
    };
  });
  expect(seen).toEqual({
    secure: true,
    violated: 'script-src-elem',
    injected: undefined,
    eval: 'EvalError',
    echo: ['päckchen', 'POST'],
    image: 16,
    styled: 'rgb(244, 247, 251)',
  });
});

test('fetch reaches only a scheme that has the privilege', async ({ sharedApp, sharedPage: _page }) => {
  const reached = await sharedApp.evaluate(async ({ BrowserWindow }) => {
    const outcome = "fetch('/1').then(() => 'reached', (error) => error.name)";
    const windows = ['thumb://photos/page', 'app://bundle/frame.html'].map(async (url) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const seen = await window.webContents.executeJavaScript(outcome);
      window.destroy();
      return seen;
    });
    return Promise.all(windows);
  });
  expect(reached).toEqual(['TypeError', 'reached']);
});

test('webRequest blocks, redirects and changes headers', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ session }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const { webRequest } = session.defaultSession;
    webRequest.onBeforeRequest(
      { urls: ['app://bundle/*', 'https://*/*'] },
      ({ url, resourceType, webContentsId }, decide) => {
        seen.push(`${webContentsId} ${resourceType} ${url}`);
        decide(url.endsWith('/old') ? { redirectURL: 'app://bundle/1' } : { cancel: url.endsWith('/frame.html') });
      },
    );
    webRequest.onBeforeSendHeaders(({ requestHeaders }, decide) =>
      decide({ requestHeaders: { ...requestHeaders, 'x-sent': 'by the app' } }),
    );
    webRequest.onHeadersReceived(({ responseHeaders }, decide) =>
      decide({ responseHeaders: { ...responseHeaders, 'x-added': ['yes'] } }),
    );
  });
  const seen = await page.evaluate(async () => [
    await fetch('/frame.html').catch((error: Error) => error.name),
    await fetch('/style.css').then((response) => response.headers.get('x-added')),
    await fetch('/old').then((response) => response.text()),
    await fetch('/echo').then((response) => response.headers.get('x-sent')),
  ]);
  expect(seen).toEqual(['TypeError', 'yes', '1', 'by the app']);
  expect(await electronApp.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual([
    '1 xhr app://bundle/frame.html',
    '1 xhr app://bundle/style.css',
    '1 xhr app://bundle/old',
    '1 xhr app://bundle/1',
    '1 xhr app://bundle/echo',
  ]);
});

test('permissions are what the app answers', async ({ electronApp, page }) => {
  const states = () =>
    page.evaluate(() =>
      Promise.all(
        ['geolocation', 'notifications', 'clipboard-write'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    );
  expect(await states()).toEqual(['denied', 'denied', 'denied']);
  await electronApp.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_page, permission, decide) =>
      decide(permission === 'geolocation'),
    );
  });
  await page.reload();
  expect(await states()).toEqual(['granted', 'denied', 'denied']);
});

test('Playwright routes come before the app’s own answers', async ({ page }) => {
  await page.route('**/style.css', (route) =>
    route.fulfill({ contentType: 'text/css', body: 'h1 { color: rgb(255, 0, 0) }' }),
  );
  await page.reload();
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(255, 0, 0)');
});

test('what stands on the console of a page reaches the app: calls, refusals of the policy, what nobody caught', async ({
  electronApp,
  page,
}) => {
  await electronApp.evaluate(({ BrowserWindow }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('console-message', ({ level, message }) => said.push(`${level}: ${message}`));
  });
  await page.evaluate(() => {
    console.warn('careful');
    setTimeout(() => {
      throw new Error('thrown away');
    });
    const frame = document.createElement('object');
    frame.data = 'https://example.com/object';
    document.body.append(frame);
  });
  const said = () => electronApp.evaluate((): string => Reflect.get(globalThis, 'said').join('\n'));
  await expect.poll(said).toContain('warning: careful');
  await expect.poll(said).toMatch(/error: Uncaught Error: thrown away/);
  await expect.poll(said).toMatch(/error: .*https:\/\/example\.com\/.*Content Security Policy/);
});
