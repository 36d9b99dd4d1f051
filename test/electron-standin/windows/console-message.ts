import type { Protocol } from '../chromium/protocol.ts';
import type { SchemeAddresses } from '../network/scheme-addresses.ts';

/** Kinds of console calls that are not mere information. */
const LEVELS: Readonly<Record<string, 'warning' | 'error' | 'debug'>> = {
  warning: 'warning',
  error: 'error',
  assert: 'error',
  debug: 'debug',
};

type ConsoleMessage = Omit<Electron.WebContentsConsoleMessageEventParams, 'frame'>;

/** What `console-message` tells of something that the browser itself writes on a page's console: a refusal by the CSP. */
export function browserMessage(
  { entry }: Protocol.Events['Log.entryAdded'],
  addresses: SchemeAddresses,
): ConsoleMessage {
  return {
    message: entry.text,
    level: LEVELS[entry.level] ?? 'info',
    lineNumber: (entry.lineNumber ?? 0) + 1,
    sourceId: addresses.toElectron(entry.url ?? ''),
  };
}

/** What `console-message` tells of an error that nobody caught in a page. */
export function uncaughtMessage(
  { exceptionDetails: { text, exception, lineNumber, url } }: Protocol.Events['Runtime.exceptionThrown'],
  addresses: SchemeAddresses,
): ConsoleMessage {
  return {
    message: `${text} ${exception?.description ?? ''}`.trim(),
    level: 'error',
    lineNumber: lineNumber + 1,
    sourceId: addresses.toElectron(url ?? ''),
  };
}

/** What `console-message` tells of a console call in a page. */
export function consoleMessage(
  { type, args, stackTrace }: Protocol.Events['Runtime.consoleAPICalled'],
  addresses: SchemeAddresses,
): ConsoleMessage {
  const caller = stackTrace?.callFrames[0];
  return {
    message: args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' '),
    level: LEVELS[type] ?? 'info',
    lineNumber: (caller?.lineNumber ?? 0) + 1,
    sourceId: addresses.toElectron(caller?.url ?? ''),
  };
}
