/**
 * Electron's own security checklist (https://www.electronjs.org/docs/latest/tutorial/security), point by point. Where a
 * function decides, it is called; where only the text of our sources can tell, they are searched. docs/SECURITY.md says
 * how this goes together with the scanner.
 */
import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { App, BrowserWindow, BrowserWindowConstructorOptions, IpcMainInvokeEvent, Session } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { fuses } from '../../../build/packaging/fuses.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { externalLinks } from '../../../electron/contract/ipc.ts';
import { lockDown } from '../../../electron/main/window/lockdown.ts';
import { createMainWindow } from '../../../electron/main/window/main-window.ts';
import { contentSecurityPolicy, pageOrigin } from '../../../electron/main/window/page-files.ts';
import { placeOnOneScreen } from '../main/support/window-place.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/** Every source of the product, without comments: path → text. */
const sources = new Map(
  ['electron', 'renderer'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|html)$/.test(entry.name))
      .map((entry) => {
        const path = relative(project, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
        const text = readFileSync(join(project, path), 'utf8');
        return [path, text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')] as const;
      }),
  ),
);

/** What only the text of a source can tell. */
const marks = {
  windows: /new (\w+\.)?(BrowserWindow|WebContentsView)\(/,
  emptyWindows: /new (\w+\.)?BaseWindow\(/,
  sandbox: /\bsandbox:(?! true,)|enableSandbox/,
  webviews: /<webview|allowpopups/i,
  browser: /\bopenExternal\(/,
  messages: /ipcMain\.(on|once|handle|handleOnce)\(/,
  files: /\.loadFile\(|['"`]file:\/\//,
  loosening:
    /nodeIntegrationIn|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|no-sandbox|disable-web-security|remote-debugging/,
} as const;

function sourcesWith(pattern: RegExp): readonly string[] {
  return [...sources].filter(([, text]) => pattern.test(text)).map(([path]) => path);
}

/** What a function uses of a thing of Electron's; a fake has no more. */
function standingFor<T>(parts: unknown): T {
  return parts as T;
}

/** The window as the app makes it, and what it did with it. */
function openedWindow() {
  let made: BrowserWindowConstructorOptions = {};
  const loadURL = vi.fn(async () => undefined);
  const mainFrame = { origin: pageOrigin };
  const webContents = Object.assign(new EventEmitter(), { mainFrame });
  const fake = Object.assign(new EventEmitter(), { loadURL, webContents });
  const window = createMainWindow({
    create: (options) => {
      made = options;
      return standingFor<BrowserWindow>(fake);
    },
    preload: '/app/out/preload/preload.cjs',
    icon: '/app/icon.png',
    devTools: false,
    language: () => 'en',
    isDark: () => true,
    platform: 'linux',
    isQuitting: () => false,
    place: placeOnOneScreen(),
    onHidden: () => undefined,
    clock: { now: () => new Date(0), after: () => () => undefined },
  });
  window.show();
  return { window, preferences: made.webPreferences ?? {}, loadURL, webContents, mainFrame };
}

type Listener = (...args: unknown[]) => unknown;

/** What `lockDown` set on the session, the app, and on the contents of a page that appears. */
function lockedDown() {
  const handlers = new Map<string, Listener>();
  const keep = (name: string) => (handler: Listener) => void handlers.set(name, handler);
  const session = {
    setPermissionRequestHandler: keep('permission request'),
    setPermissionCheckHandler: keep('permission check'),
    setDevicePermissionHandler: keep('device permission'),
    webRequest: { onBeforeRequest: keep('request') },
  };
  const events = (prefix: string) => ({
    on: (event: string, listener: Listener) => keep(`${prefix} ${event}`)(listener),
  });
  lockDown({
    app: standingFor<App>(events('app')),
    session: standingFor<Session>(session),
    log: () => undefined,
  });
  handlers.get('app web-contents-created')?.(null, {
    ...events('page'),
    setWindowOpenHandler: keep('new window'),
  });
  return (name: string, ...args: unknown[]): unknown => {
    const handler = handlers.get(name);
    if (handler === undefined) throw new Error(`Nothing handles: ${name}`);
    return handler(...args);
  };
}

/** Is the event that this listener is called with prevented? */
function prevents(
  call: (name: string, ...args: unknown[]) => unknown,
  event: string,
  about: { readonly url: string; readonly isMainFrame?: boolean } = { url: 'https://example.com/' },
): boolean {
  const preventDefault = vi.fn();
  call(event, { preventDefault, ...about });
  return preventDefault.mock.calls.length > 0;
}

describe("Electron's security checklist", () => {
  test('1. only secure content: the page comes from the app, every other address is https', () => {
    const { loadURL } = openedWindow();
    expect(loadURL.mock.calls).toEqual([[`${pageOrigin}/index.html?language=en`]]);
    for (const address of [...Object.values(externalLinks), ...Object.values(googleEndpoints)]) {
      expect(address).toMatch(/^https:\/\/([a-z0-9]+\.)*google(apis)?\.com\//);
    }
    const request = lockedDown();
    for (const [url, cancel] of [
      [`${pageOrigin}/index.html`, false],
      ['http://example.com/', true],
      ['https://example.com/', true],
      ['file:///etc/passwd', true],
      [`${pageOrigin}.example.com/`, true],
    ] as const) {
      const decide = vi.fn();
      request('request', { url }, decide);
      expect(decide.mock.calls, url).toEqual([[{ cancel }]]);
    }
  });

  test('2., 3., 4., 6., 8., 9., 10. the window: no Node, isolated, sandboxed, nothing loosened', () => {
    const { preferences } = openedWindow();
    expect(preferences).toEqual({
      preload: '/app/out/preload/preload.cjs',
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      // What is dropped beside the page must not take its place.
      navigateOnDragDrop: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
    expect(sourcesWith(marks.windows)).toEqual(['electron/main/compose/surface.ts']);
    // It has no page: it hears the end of a Windows session.
    expect(sourcesWith(marks.emptyWindows)).toEqual(['electron/main/main.ts']);
    // Each window says `sandbox: true` itself: app.enableSandbox() would take --no-sandbox back from a launcher that gave
    // it, and without the processes that a sandbox needs nothing starts.
    expect(sourcesWith(marks.sandbox)).toEqual([]);
    expect(sourcesWith(marks.loosening)).toEqual([]);
  });

  test('5. every permission is denied, whoever asks', () => {
    const call = lockedDown();
    const decide = vi.fn();
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'new-one']) {
      call('permission request', {}, permission, decide);
      expect(call('permission check', {}, permission, pageOrigin)).toBe(false);
    }
    expect(decide.mock.calls).toEqual(Array(6).fill([false]));
    expect(call('device permission', {})).toBe(false);
  });

  test('7. the policy of the page: nothing but its own files, no inline script, no eval, no network', () => {
    const directives = Object.fromEntries(
      contentSecurityPolicy.split('; ').map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    });
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
    // The tag in the page is for anyone who opens the file without the app; it must not say something else.
    const page = sources.get('renderer/index.html') ?? '';
    const tag = /Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(tag).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(tag).not.toMatch(/unsafe|\*|https?:|data:/);
  });

  test('11., 12. there is no <webview>, and none can be attached', () => {
    expect(prevents(lockedDown(), 'page will-attach-webview')).toBe(true);
    expect(sourcesWith(marks.webviews)).toEqual([]);
  });

  test('13., 14. the page stays where it is and opens nothing', () => {
    const call = lockedDown();
    expect(prevents(call, 'page will-navigate')).toBe(true);
    expect(prevents(call, 'page will-redirect')).toBe(true);
    expect(prevents(call, 'page will-frame-navigate')).toBe(true);
    expect(call('new window', { url: 'https://example.com/' })).toEqual({ action: 'deny' });
    // Reloading is a navigation to where the page is already; nothing else is.
    for (const place of ['', '#', '#/photos', '#/index.html#', '?language=de', '?language=es#/photos']) {
      expect(prevents(call, 'page will-navigate', { url: `${pageOrigin}/index.html${place}` }), place).toBe(false);
    }
    for (const url of [
      ...[
        `${pageOrigin}/`,
        `${pageOrigin}/index.html?x`,
        `${pageOrigin}/index.html?language=de&x`,
        `${pageOrigin}/index.html/`,
        `${pageOrigin}/assets/a.js`,
      ],
      ...[
        `${pageOrigin}.example.com/index.html`,
        'file:///index.html',
        `https://example.com/#${pageOrigin}/index.html`,
      ],
      ...[`${pageOrigin}/index.htm`, `app://other/index.html`, 'about:blank', ''],
    ]) {
      expect(prevents(call, 'page will-navigate', { url }), url).toBe(true);
    }
    const framed = { url: `${pageOrigin}/index.html`, isMainFrame: false };
    expect(prevents(call, 'page will-frame-navigate', framed)).toBe(true);
  });

  test('15. one place opens a browser, and it is not handed an address by the page', () => {
    // It opens an entry of `externalLinks`, the link of a reported problem, or the consent page.
    expect(sourcesWith(marks.browser)).toEqual(['electron/main/system/system-commands.ts']);
    const contract = sources.get('electron/contract/ipc.ts') ?? '';
    expect(contract).toMatch(/'app\.openLink': \{ input: z\.object\(\{ link: z\.enum\(externalLinkNames\) \}\)/);
    expect(contract).toMatch(/'app\.openProblemLink': \{ input: z\.object\(\{ code: z\.enum\(problemCodes\) \}\)/);
  });

  test('16. the version of Electron is exact, so that it is chosen and not met', () => {
    expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.dependencies.electron).toBeUndefined();
  });

  test('17. messages are heard from the main frame of our own page alone', () => {
    const { window, webContents, mainFrame } = openedWindow();
    const event = (parts: object): IpcMainInvokeEvent => standingFor(parts);
    expect(window.isOurs(event({ sender: webContents, senderFrame: mainFrame }))).toBe(true);
    expect(window.isOurs(event({ sender: webContents, senderFrame: { origin: pageOrigin } }))).toBe(false);
    expect(window.isOurs(event({ sender: webContents, senderFrame: null }))).toBe(false);
    expect(window.isOurs(event({ sender: {}, senderFrame: mainFrame }))).toBe(false);
    mainFrame.origin = 'https://example.com';
    expect(window.isOurs(event({ sender: webContents, senderFrame: mainFrame }))).toBe(false);
    expect(sourcesWith(marks.messages)).toEqual([
      'electron/main/ipc/dropped-files.ts',
      'electron/main/ipc/ipc-server.ts',
    ]);
  });

  test('18. nothing is loaded by file://', () => {
    expect(sourcesWith(marks.files)).toEqual([]);
    expect(fuses.GrantFileProtocolExtraPrivileges.isOn).toBe(false);
  });

  test('19. the fuses are set: no Node, no debugger, no other app in our place', () => {
    for (const name of [
      'RunAsNode',
      'EnableNodeOptionsEnvironmentVariable',
      'EnableNodeCliInspectArguments',
    ] as const) {
      expect(fuses[name].isOn, name).toBe(false);
    }
    for (const name of ['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar'] as const) {
      expect(fuses[name].isOn, name).toBe(true);
    }
  });

  test('20. the page gets three functions and never an object of Electron', async () => {
    const exposed = new Map<string, Record<string, Listener>>();
    const listeners: Listener[] = [];
    const invoke = vi.fn(async () => ({ ok: true, value: null }));
    vi.doMock('electron', () => ({
      contextBridge: { exposeInMainWorld: (name: string, api: Record<string, Listener>) => exposed.set(name, api) },
      ipcRenderer: { invoke, on: (_channel: string, listener: Listener) => listeners.push(listener), off: vi.fn() },
      webUtils: { getPathForFile: (file: File) => (file.size === 0 ? '' : `/home/me/${file.name}`) },
    }));
    await import('../../../electron/preload/preload.ts');
    expect([...exposed.keys()]).toEqual(['afterimage']);
    const bridge = exposed.get('afterimage') ?? {};
    expect(Object.keys(bridge).toSorted()).toEqual(['ask', 'offerDropped', 'onEvent']);
    const heard: unknown[][] = [];
    bridge['onEvent']?.((...args: unknown[]) => heard.push(args));
    for (const listener of listeners) listener({ sender: 'Electron' }, { seq: 1 });
    expect(heard).toEqual([[{ seq: 1 }]]);
    await bridge['ask']?.('app.snapshot', null);
    expect(invoke.mock.calls).toEqual([['afterimage:ask', 'app.snapshot', null]]);
    // A path comes of a real file alone: not of one that the page made, nor of something that looks like a file.
    const dropped = [new File(['x'], 'one.zip'), new File([], 'made up'), { name: '/etc/passwd', path: '/etc/passwd' }];
    await bridge['offerDropped']?.(dropped);
    expect(invoke.mock.calls.at(-1)).toEqual(['afterimage:dropped', ['/home/me/one.zip']]);
  });
});

/** Mark → lines that must be found by it. */
const breaches: Readonly<Record<keyof typeof marks, readonly string[]>> = {
  windows: ['new BrowserWindow({})', 'new electron.WebContentsView({})'],
  emptyWindows: ['new BaseWindow()'],
  sandbox: ['sandbox: false,', 'app.enableSandbox()', 'sandbox: isSandboxed,'],
  webviews: ['<webview src="a">', '<webview allowpopups>'],
  browser: ['shell.openExternal(address)'],
  messages: ["ipcMain.on('a', b)", "ipcMain.handle('a', b)"],
  files: ["window.loadFile('a.html')", "loadURL('file:///a.html')"],
  loosening: ['nodeIntegrationInWorker: true', "appendSwitch('no-sandbox')", "appendSwitch('remote-debugging-port')"],
};

test.each(Object.entries(breaches))('a breach of the checklist is found in the text: %s', (name, lines) => {
  const mark = Object.entries(marks).find(([known]) => known === name)?.[1];
  for (const line of lines) expect(line).toMatch(mark ?? /$^/);
});
