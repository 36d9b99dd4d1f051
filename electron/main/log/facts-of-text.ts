import { constants } from 'node:os';
import { problemCodes } from '../../contract/problem-codes.ts';

/*
 * What a text of the system or of Google may give to a support bundle. Texts name files, albums and people in every way
 * there is, so nothing of a text is passed on for looking harmless: what is passed on are words of closed lists that are
 * found in it, and the places of our own program in a stack.
 */

const errnos: ReadonlySet<string> = new Set(Object.keys(constants.errno));
const systemCalls: ReadonlySet<string> = new Set([
  ...['access', 'close', 'connect', 'copyfile', 'fdatasync', 'fsync', 'ftruncate', 'getaddrinfo', 'link', 'listen'],
  ...[
    'lstat',
    'mkdir',
    'open',
    'opendir',
    'read',
    'readdir',
    'readlink',
    'realpath',
    'rename',
    'rm',
    'rmdir',
    'scandir',
  ],
  ...['spawn', 'stat', 'statfs', 'symlink', 'unlink', 'utime', 'watch', 'write'],
]);
const errorNames: ReadonlySet<string> = new Set([
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['AbortError', 'DataCloneError', 'ProblemError', 'SystemError', 'TimeoutError', 'ZodError'],
]);
const codes: ReadonlySet<string> = new Set(problemCodes);
/** What the program itself writes, by how its lines begin. */
const phrases = [
  ...['Started', 'Ended', 'The engine is ready', 'The page has shown its first snapshot'],
  ...[
    'The first thumbnail has been served',
    'Secrets are kept in',
    'The start failed',
    'The engine ended',
    'The decoder ended',
  ],
  ...[
    'The engine has not spoken for a minute',
    'The engine sent something unreadable',
    'The decoder sent something unreadable',
  ],
  ...['The decoder has not answered', 'The page could not be loaded', 'The page reports', 'The page does not respond'],
  ...[
    'The preload failed',
    "The page's process is gone",
    'A process is gone',
    'A run is due but waits',
    'The run ended early',
  ],
  ...[
    'A run that was due could not begin',
    'The update could not be',
    'Looking for updates failed',
    'The session ends',
  ],
  ...[
    'The watch folder',
    'What lies in the watch folder',
    'The backup folder could not be opened',
    'Permission denied',
  ],
  ...[
    'Request denied',
    'Navigation denied',
    'Window denied',
    'Frame denied',
    'IPC',
    'Refused',
    'Accounts',
    'Settings',
    'Run',
  ],
  ...[
    'Engine',
    'Decoder',
    'uncaughtException',
    'unhandledRejection',
    'A notification could not be shown',
    'Dropped files',
  ],
].toSorted((a, b) => b.length - a.length);

/** More of a text is not looked at. */
const longestText = 4_000;
const mostLines = 60;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/;
/** A line of a stack, whose file has the name of a module: of the place where it is installed nothing is kept. */
const frame =
  /^ {2,8}at (?:(?:async |new )?([\w$.<>#]{1,80}) )?\(?(?:[^()]*[\\/])?([a-z][\w-]{0,40}\.(?:js|mjs|cjs|ts)):(\d{1,7}):(\d{1,7})\)?$/;

/** What a text tells without its names; `[text]` where that is nothing. Takes no longer than the text is. */
export function factsOfText(text: string): string {
  const lines = text.slice(0, longestText).split('\n', mostLines);
  return lines.map(factsOfLine).join('\n');
}

/** The same for one line of a log, which may begin with its time. */
export function factsOfLine(line: string): string {
  const short = line.slice(0, longestText);
  const at = frame.exec(short);
  if (at !== null) return `    at ${at[1] === undefined ? '' : `${at[1]} `}(${at[2]}:${at[3]}:${at[4]})`;
  const time = instant.exec(short)?.[0];
  const rest = time === undefined ? short : short.slice(time.length).trimStart();
  const phrase = phrases.find((known) => rest.startsWith(known));
  const facts = [time, phrase, ...knownWords(phrase === undefined ? rest : rest.slice(phrase.length))];
  const told = facts.filter((fact) => fact !== undefined);
  return told.length === 0 ? '[text]' : told.join(' ');
}

function knownWords(text: string): readonly string[] {
  const words = text.split(/[^\w-]/, 600).filter((word) => {
    return errnos.has(word) || errorNames.has(word) || codes.has(word);
  });
  // "EIO: i/o error, read": the words of a name could be anywhere else.
  const call = /^[^,]*, ([a-z]+)(?: |$)/.exec(text)?.[1];
  return [...new Set(call !== undefined && systemCalls.has(call) ? [...words, call] : words)].slice(0, 12);
}
