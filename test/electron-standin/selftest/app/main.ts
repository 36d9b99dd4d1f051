import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, net, protocol, session, Tray, utilityProcess } from 'electron';

const here = import.meta.dirname;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src app:; img-src 'self' thumb:; connect-src 'self'; frame-src 'self' https:";

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  { scheme: 'thumb', privileges: { standard: true, secure: true } },
]);

function fromOurPage(event: Electron.IpcMainInvokeEvent): void {
  const { senderFrame, sender } = event;
  if (senderFrame?.origin !== 'app://bundle' || senderFrame !== sender.mainFrame) {
    throw new Error(`Untrusted sender ${senderFrame?.url}`);
  }
}

function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    webPreferences: {
      preload: join(here, 'preload.cjs'),
      nodeIntegrationInSubFrames: process.argv.includes('--preload-in-frames'),
    },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    opened.push(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => {
    if (new URL(event.url).protocol !== 'app:') event.preventDefault();
  });
  void window.loadURL('app://bundle/index.html');
  return window;
}

async function serve(request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (host !== 'bundle') return new Response('no such host', { status: 404 });
  if (pathname === '/1') return new Response('1');
  if (pathname === '/echo')
    return new Response(await request.text(), {
      headers: { 'x-method': request.method, 'x-sent': request.headers.get('x-sent') ?? 'nothing' },
    });
  if (pathname === '/moved')
    return new Response(null, { status: 302, headers: { location: 'https://example.com/moved' } });
  const file = await net.fetch(pathToFileURL(join(here, 'page', pathname)).href);
  const headers = { 'content-type': file.headers.get('content-type') ?? '', 'content-security-policy': POLICY };
  return new Response(file.body, { headers });
}

/** What pages wanted to open; tests read it. */
const opened: string[] = [];
Object.assign(globalThis, { opened, secondStarts: [] });

if (!app.requestSingleInstanceLock({ from: 'selftest' })) app.quit();
app.on('second-instance', (_event, argv, workingDirectory, data) => {
  Reflect.get(globalThis, 'secondStarts').push({ argv, workingDirectory, data });
});
app.on('window-all-closed', () => {
  // Stays in the tray.
});

void app.whenReady().then(() => {
  protocol.handle('app', serve);
  protocol.handle('thumb', ({ url }) =>
    url.endsWith('/page')
      ? new Response('<title>A page</title>', { headers: { 'content-type': 'text/html' } })
      : net.fetch(pathToFileURL(join(here, 'icon.png')).href),
  );
  session.defaultSession.setPermissionRequestHandler((_page, _permission, decide) => decide(false));
  const engine = utilityProcess.fork(join(here, 'engine.ts'), [], { serviceName: 'engine' });
  ipcMain.handle('version', (event) => {
    fromOurPage(event);
    return app.getVersion();
  });
  ipcMain.handle('pick', async () => (await dialog.showOpenDialog({ properties: ['openDirectory'] })).filePaths);
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('fail', () => {
    throw new TypeError('disk full');
  });
  ipcMain.handle('double', (event, number) => {
    engine.postMessage({ task: 'double', number });
    return new Promise((resolve) => {
      engine.once('message', (answer) => {
        event.sender.send('progress', answer.doubled);
        resolve(answer);
      });
    });
  });
  ipcMain.on('engine-port', (event) => engine.postMessage(null, event.ports));
  const tray = new Tray(join(here, 'icon.png'));
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { id: 'open', label: 'Open', click: () => void createWindow() },
      { label: 'Quit', role: 'quit' },
    ]),
  );
  Object.assign(globalThis, { tray, engine });
  createWindow();
});
