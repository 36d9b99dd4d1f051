import type { App } from 'electron';

/** Where crashes are told. */
export interface CrashSources {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly app: Pick<App, 'on'>;
}

/** Writes down what breaks in this process and in those it has started; what happens then stays as it was. */
export function logCrashes({ process, app }: CrashSources, log: (line: string) => void): void {
  process.on('uncaughtExceptionMonitor', (error, origin) => log(`${origin}: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => {
    log(`unhandledRejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  });
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    log(`The page's process is gone: ${reason}, exit code ${exitCode}`);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    log(`A process is gone: ${name ?? type}, ${reason}, exit code ${exitCode}`);
  });
}
