import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { messageOf } from '../../electron/base/message-of.ts';
import { exportMedia } from './server/export-media.ts';
import type { SimulatorOptions } from './server/options.ts';
import { watchParent } from './server/parent-watch.ts';
import { startSimulator } from './server/simulator.ts';

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}

function origin(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new InvalidArgumentError('It must be an http(s) URL.');
  return text.replace(/\/+$/, '');
}

function partialStatus(text: string): 200 | 207 {
  if (text === '200') return 200;
  if (text === '207') return 207;
  throw new InvalidArgumentError('It must be 200 or 207.');
}

function commandLine(): Command {
  return new Command('simulator')
    .description('A Google that runs on loopback: sign-in, Photos Library API and byte host.')
    .option('--items <n>', 'items in the first account', wholeNumber)
    .option('--albums <n>', 'albums in the first account', wholeNumber)
    .option('--seed <n>', 'equal seeds give equal libraries, accounts and clients', wholeNumber)
    .option('--port <p>', 'port on 127.0.0.1; a free one unless told', wholeNumber)
    .option('--item-bytes <n>', 'exact size of every item in bytes', wholeNumber)
    .option('--daily-requests <n>', 'API requests a day (10000)', wholeNumber)
    .option('--daily-media-requests <n>', 'byte requests a day (75000)', wholeNumber)
    .option('--minute-requests <n>', 'API requests a minute (no limit)', wholeNumber)
    .option('--base-url-seconds <n>', 'lifetime of a base URL (3600)', wholeNumber)
    .option('--empty-page-every <n>', 'an empty page after so many full ones (33, 0 for never)', wholeNumber)
    .option('--picker-poll-seconds <n>', 'how often a picking session may be polled (5)', wholeNumber)
    .option('--picker-session-seconds <n>', 'lifetime of a picking session (604800)', wholeNumber)
    .option('--picker-sessions <n>', 'picking sessions that an account may have open (20)', wholeNumber)
    .option('--drive <folder>', "its archives and bare files lie in the folder Takeout of the first account's Drive")
    .option('--drive-arrives <seconds>', 'so long after the one before comes each of these files (0)', wholeNumber)
    .option(
      '--drive-storage <bytes>',
      'storage of that Drive; what does not fit does not arrive (no limit)',
      wholeNumber,
    )
    .option('--storage <bytes>', 'what an account takes of uploads (no limit)', wholeNumber)
    .option('--album-items <n>', 'items that an album takes (20000)', wholeNumber)
    .option('--partial-status <code>', 'status of batchCreate when some items failed: 207 or 200 (207)', partialStatus)
    .option('--reusable-tokens', 'upload tokens make items again and again on their day')
    .option('--testing-status', 'publishing status Testing: sign-ins end after 7 days')
    .option('--auto-consent', 'the consent page redirects at once, everything ticked')
    .option('--legacy-scopes', 'behave as before 31 March 2025')
    .option('--ranges', 'the byte host honours Range')
    .option('--media-origin <url>', 'another origin that serves what --export-media wrote', origin)
    .option('--export-media <folder>', 'write the bytes of all items there, and end')
    .allowExcessArguments(false)
    .exitOverride();
}

interface Flags {
  readonly items?: number;
  readonly albums?: number;
  readonly seed?: number;
  readonly port?: number;
  readonly itemBytes?: number;
  readonly dailyRequests?: number;
  readonly dailyMediaRequests?: number;
  readonly minuteRequests?: number;
  readonly baseUrlSeconds?: number;
  readonly emptyPageEvery?: number;
  readonly pickerPollSeconds?: number;
  readonly pickerSessionSeconds?: number;
  readonly pickerSessions?: number;
  readonly drive?: string;
  readonly driveArrives?: number;
  readonly driveStorage?: number;
  readonly storage?: number;
  readonly albumItems?: number;
  readonly partialStatus?: 200 | 207;
  readonly reusableTokens?: true;
  readonly testingStatus?: true;
  readonly autoConsent?: true;
  readonly legacyScopes?: true;
  readonly ranges?: true;
  readonly mediaOrigin?: string;
  readonly exportMedia?: string;
}

function optionsOf(flags: Flags): SimulatorOptions {
  const { testingStatus, autoConsent, legacyScopes, ranges, exportMedia: _folder, ...others } = flags;
  const { drive: folder, driveArrives: arrivesSeconds, driveStorage: storageBytes, ...rest } = others;
  const { storage, albumItems, partialStatus: status, reusableTokens, ...pickers } = rest;
  const { pickerPollSeconds, pickerSessionSeconds, pickerSessions, ...numbers } = pickers;
  return {
    ...numbers,
    picker: {
      ...(pickerPollSeconds === undefined ? {} : { pollSeconds: pickerPollSeconds }),
      ...(pickerSessionSeconds === undefined ? {} : { sessionSeconds: pickerSessionSeconds }),
      ...(pickerSessions === undefined ? {} : { sessionsAtOnce: pickerSessions }),
    },
    drive: {
      ...(folder === undefined ? {} : { folder }),
      ...(arrivesSeconds === undefined ? {} : { arrivesSeconds }),
      ...(storageBytes === undefined ? {} : { storageBytes }),
    },
    uploads: {
      ...(storage === undefined ? {} : { storageBytes: storage }),
      ...(albumItems === undefined ? {} : { albumItems }),
      ...(status === undefined ? {} : { partialStatus: status }),
      ...(reusableTokens ? { tokenUse: 'again' } : {}),
    },
    ...(testingStatus ? { status: 'testing' } : {}),
    ...(autoConsent ? { consent: 'accept' } : {}),
    ...(legacyScopes ? { scopes: 'legacy' } : {}),
    ...(ranges ? { ranges: 'honour' } : {}),
  };
}

/** Runs until a signal comes or anyone who started it is gone. */
async function serve(options: SimulatorOptions): Promise<void> {
  const simulator = await startSimulator(options);
  const { url, clientFile, accounts } = simulator;
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, resolve);
    watchParent(resolve);
  });
  // Nobody may be reading any more, which is no reason to fall over.
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify({ url, clientFile, accounts })}\n`);
  await ended;
  await simulator.close();
}

async function main(): Promise<number> {
  let flags: Flags;
  try {
    flags = commandLine().parse().opts<Flags>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  try {
    if (flags.exportMedia === undefined) await serve(optionsOf(flags));
    else process.stdout.write(`${JSON.stringify(await exportMedia(flags.exportMedia, optionsOf(flags)))}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`simulator: ${messageOf(error)}\n`);
    return 1;
  }
}

process.exitCode = await main();
