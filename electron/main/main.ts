/** The desktop app's main process: starts once, builds everything in compose.ts, ends in an orderly way. */
import { homedir } from 'node:os';
import * as electron from 'electron';
import { systemClock } from '../base/clock.ts';
import { keepMemoryOutOfCoreDumps } from '../base/core-dumps.ts';
import { ProblemError, problemOf, stackBehind } from '../contract/problem.ts';
import { logFolder } from '../logging/log-files.ts';
import { compose } from './compose.ts';
import { tellFailedStart } from './failed-start.ts';
import { openLog } from './log/log-file.ts';
import { readOptions, screenIn } from './options.ts';
import type { Program } from './program.ts';
import { followSessionEnd } from './system/session-end.ts';
import { setWindowsAppId } from './system/windows-app-id.ts';

const { app, BaseWindow, dialog, powerMonitor, protocol } = electron;

declare global {
  /** Development builds only: what end-to-end tests hold the shell by, because Electron lists no trays. */
  var afterimageProgram: Program | undefined;
}

setWindowsAppId(app, process);
protocol.registerSchemesAsPrivileged([
  // `stream`: films are played from it, and are sought in.
  { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true, stream: true } },
]);
// Tokens are in memory. Electron's crash reporter, which would write memory down, is left off for the same reason.
keepMemoryOutOfCoreDumps(process.platform, process.pid);

async function start(): Promise<void> {
  const options = readOptions(process.argv, app.isPackaged);
  if (!options.ok) throw new ProblemError(options.problem);
  const program = await compose(electron, options.value, { app: app.getAppPath(), data: app.getPath('userData') });
  if (!app.isPackaged) globalThis.afterimageProgram = program;
  // Starting with the session twice is no wish to see the window.
  app.on('second-instance', (_event, args) => {
    if (!args.includes('--hidden')) program.openWindow(screenIn(args));
  });
  app.on('activate', () => program.openWindow());
  powerMonitor.on('suspend', program.onSuspend);
  powerMonitor.on('resume', program.onResume);
  powerMonitor.on('on-battery', program.onSupply);
  powerMonitor.on('on-ac', program.onSupply);
  followSessionEnd({
    platform: process.platform,
    create: () => new BaseWindow({ show: false }),
    end: program.endSession,
    exit: () => app.exit(0),
    log: program.log,
  });
  let life: 'running' | 'ending' | 'over' = 'running';
  app.on('will-quit', (event) => {
    if (life === 'over') return;
    event.preventDefault();
    if (life === 'ending') return;
    life = 'ending';
    void program.shutDown().finally(() => {
      life = 'over';
      app.quit();
    });
  });
}

// The tray stays when the window is closed.
app.on('window-all-closed', () => undefined);

// A terminal, a log-out or a shut-down asks like this. These listeners must stay: `when-exit`, which comes with
// electron-store, hears the same signals and sends them to the process a second time, which would end it at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

if (app.requestSingleInstanceLock()) {
  start().catch((thrown: unknown) => {
    const met = problemOf(thrown);
    const log = openLog(logFolder(app.getPath('userData')), homedir(), systemClock.now);
    log.write(`The start failed: ${met.code} ${stackBehind(met) ?? met.detail ?? ''}`);
    return tellFailedStart({ app, dialog, clock: systemClock }, met);
  });
} else {
  app.quit();
}
