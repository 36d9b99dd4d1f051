import type { Protocol } from '../chromium/protocol.ts';
import type { SchemeAddresses } from '../network/scheme-addresses.ts';

/** Kinds of console calls that are not mere information. */
const LEVELS: Readonly<Record<string, 'warning' | 'error' | 'debug'>> = {
  warning: 'warning',
  error: 'error',
  assert: 'error',
  debug: 'debug',
};

/** What `console-message` tells of a console call in a page. */
export function consoleMessage(
  { type, args, stackTrace }: Protocol.Events['Runtime.consoleAPICalled'],
  addresses: SchemeAddresses,
): Omit<Electron.WebContentsConsoleMessageEventParams, 'frame'> {
  const caller = stackTrace?.callFrames[0];
  return {
    message: args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' '),
    level: LEVELS[type] ?? 'info',
    lineNumber: (caller?.lineNumber ?? 0) + 1,
    sourceId: addresses.toElectron(caller?.url ?? ''),
  };
}
