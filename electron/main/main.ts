/** The desktop app's main process: starts once, builds everything in compose.ts, ends in an orderly way. */
import * as electron from 'electron';
import { problemOf } from '../contract/problem.ts';
import { compose, type Program } from './compose.ts';
import { readOptions } from './options.ts';

const { app, crashReporter, dialog, Menu, powerMonitor, protocol } = electron;

declare global {
  /** Development builds only: what end-to-end tests hold the shell by, because Electron lists no trays. */
  var afterimageProgram: Program | undefined;
}

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.enableSandbox();
// Crash reports stay on this computer.
crashReporter.start({ uploadToServer: false });

async function start(): Promise<void> {
  await app.whenReady();
  // No menu bar: the window has its own navigation. macOS needs one for copy and paste.
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
  const program = await compose(electron, readOptions(process.argv, app.isPackaged), {
    app: app.getAppPath(),
    data: app.getPath('userData'),
  });
  if (!app.isPackaged) globalThis.afterimageProgram = program;
  app.on('second-instance', program.openWindow);
  app.on('activate', program.openWindow);
  powerMonitor.on('suspend', program.onSuspend);
  powerMonitor.on('resume', program.onResume);
  let isOver = false;
  app.on('will-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    void program.shutDown().finally(() => {
      isOver = true;
      app.quit();
    });
  });
}

// The tray stays when the window is closed.
app.on('window-all-closed', () => undefined);

if (app.requestSingleInstanceLock()) {
  start().catch((thrown: unknown) => {
    const { title, explanation, wayOut, detail } = problemOf(thrown);
    dialog.showErrorBox(title, [explanation, detail ?? '', wayOut].filter((text) => text !== '').join('\n\n'));
    app.exit(1);
  });
} else {
  app.quit();
}
