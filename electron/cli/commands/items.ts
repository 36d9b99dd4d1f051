import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { jsonText } from '../../base/deep-json.ts';
import { fidelityTexts } from '../../contract/fidelity-texts.ts';
import { type ItemState, itemStates } from '../../contract/models.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok } from '../../contract/result.ts';
import type { GoogleLibrary } from '../../engine/engine.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatBytes } from '../format.ts';
import {
  eachPage,
  isShortId,
  isUnknownAtGoogle,
  itemOfShortId,
  itemView,
  limitOf,
  withEveryGoogle,
  withFound,
  withStoredOf,
} from '../listing.ts';
import type { Session } from '../session.ts';

interface ItemFlags {
  readonly stored?: boolean;
  readonly limit: string;
  readonly account?: string;
  readonly state?: ItemState;
  readonly search?: string;
}

/** An export is of whoever ordered it, and what came by it of nobody who signed in. */
const ofExports = 'with --stored, what came by exports is left out then';

/** `items list|get|download`. */
export function addItemCommands(program: Command, runner: CommandRunner): void {
  const items = program.command('items').description('photos and videos at Google, or in the backup with --stored');
  items
    .command('list')
    .description('list the items')
    .option('--stored', 'those that the backup knows instead of those at Google')
    .option('--limit <count>', 'how many at most', '1000')
    .addOption(new Option('--state <state>', 'those that the backup knows in this state').choices([...itemStates]))
    .option('--search <text>', 'those that the backup knows by this part of the name or description')
    .option('--account <email>', `whose; anybody's, unless told; ${ofExports}`)
    .action((flags: ItemFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        isOfBackup(flags) ? listStored(session, flags) : listAtGoogle(session, flags, signal),
      ),
    );
  items
    .command('get')
    .argument('<id>', 'the id at Google; with --stored the number in the backup')
    .description('show everything about one item')
    .option('--stored', 'from the backup instead of from Google')
    .option('--account <email>', `whose; anybody's, unless told; ${ofExports}`)
    .action((id: string, flags: Pick<ItemFlags, 'stored' | 'account'>, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.stored === true ? getStored(session, id, flags.account) : getAtGoogle(session, id, flags.account, signal),
      ),
    );
  items
    .command('download')
    .argument('<id>', 'the id at Google')
    .argument('<file>', 'where to, or - for standard output; an existing file is never replaced')
    .description('fetch one item into a file')
    .option('--account <email>', 'whose; anybody who is signed in, unless told')
    .action((id: string, file: string, flags: { readonly account?: string }, command: Command) =>
      runner.run(command, (session, signal) => download(session, id, file, flags.account, signal)),
    );
}

/** Google knows no states, and searches nothing. */
function isOfBackup({ stored, state, search }: ItemFlags): boolean {
  return stored === true || state !== undefined || search !== undefined;
}

async function listAtGoogle(session: Session, flags: ItemFlags, signal: AbortSignal): Promise<ExitCode> {
  const limit = limitOf(flags.limit);
  if (!limit.ok) return endWith(session, limit.problem);
  return withEveryGoogle(session, flags.account, (google) =>
    eachPage(session, flags.limit, (token) => google.items(token, signal), itemView),
  );
}

function listStored(session: Session, { limit, state, search, account }: ItemFlags): Promise<ExitCode> {
  return withStoredOf(session, account, (stored, isWanted) =>
    eachPage(
      session,
      limit,
      async (after) => {
        const entries = stored.items({ limit: 200, after: Number(after ?? 0), state, search });
        const last = entries.at(-1);
        return ok({ entries: entries.filter(isWanted), nextPageToken: last === undefined ? null : String(last.id) });
      },
      {
        headings: ['ID', 'STATE', 'FILE'],
        row: ({ id, state: how, path, filename, problem: met }) => [
          String(id),
          how,
          `${path ?? filename}${met === null ? '' : `  (${met.title})`}`,
        ],
        record: (item) => item,
      },
    ),
  );
}

function getAtGoogle(
  session: Session,
  id: string,
  account: string | undefined,
  signal: AbortSignal,
): Promise<ExitCode> {
  return withFound(session, account, finder(id, signal), async ({ asItCame }) => {
    session.terminal.record(asItCame);
    session.terminal.result(jsonText(asItCame, 2));
    return exitCodes.complete;
  });
}

/** Looks for the item that a person typed the id of. Problem: `item-unknown`. */
function finder(id: string, signal: AbortSignal): (google: GoogleLibrary) => ReturnType<GoogleLibrary['item']> {
  return async (google) => {
    const item = await google.item(id, signal);
    if (item.ok || !isUnknownAtGoogle(item.problem)) return item;
    const found = isShortId(id) ? await itemOfShortId(google, id, signal) : ok(null);
    if (!found.ok) return found;
    return found.value === null ? failed(itemProblem(item.problem, id)) : ok(found.value);
  };
}

function getStored(session: Session, id: string, account: string | undefined): Promise<ExitCode> {
  const missing = problem('item-unknown', { subject: id });
  const work: Parameters<typeof withStoredOf>[2] = async (stored, isWanted) => {
    const item = /^\d{1,15}$/.test(id) ? stored.item(Number(id)) : null;
    if (item === null || !isWanted(item)) return endWith(session, missing);
    session.terminal.record(item);
    session.terminal.result(JSON.stringify(item, null, 2));
    if (item.fidelity !== null) {
      const { title, explanation } = fidelityTexts[item.fidelity];
      session.terminal.note(`${title}: ${explanation}`);
    }
    return exitCodes.complete;
  };
  return withStoredOf(session, account, work, missing);
}

/** An id that a person typed was not removed meanwhile: it never was one, or is not one of this account. */
function itemProblem(met: Problem, id: string): Problem {
  return isUnknownAtGoogle(met) ? problem('item-unknown', { subject: id, detail: met.detail }) : met;
}

function download(
  session: Session,
  id: string,
  file: string,
  account: string | undefined,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { terminal } = session;
  const refused = file === '-' ? toStandardOutput(terminal) : unusablePlace(file);
  if (refused !== null) return Promise.resolve(endWith(session, refused));
  return withFound(session, account, finder(id, signal), async (item, google) => {
    if (file === '-') return downloadToOutput(session, google, item.id, signal);
    const bytes = await google.download(item.id, file, signal);
    if (!bytes.ok) return endWith(session, itemProblem(bytes.problem, id));
    terminal.record({ event: 'downloaded', id: item.id, file, bytes: bytes.value });
    terminal.result(`${file}: ${formatBytes(bytes.value)}`);
    return exitCodes.complete;
  });
}

/** Why the bytes of a photo cannot go to standard output; null when they can. */
function toStandardOutput({ json, isOutputTerminal }: Session['terminal']): Problem | null {
  if (json) return problem('usage', { subject: '-', detail: 'With --json, standard output has records only.' });
  if (!isOutputTerminal) return null;
  return problem('usage', { subject: '-', detail: 'Standard output is a terminal. Redirect it, or name a file.' });
}

/** Why nothing can be written under this name; null when it can be tried. */
function unusablePlace(file: string): Problem | null {
  const folder = dirname(resolve(file));
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return null;
  return problem('usage', { subject: file, detail: `There is no folder ${folder}.` });
}

/** Whole and checked before its first byte is handed on. */
async function downloadToOutput(
  session: Session,
  google: GoogleLibrary,
  id: string,
  signal: AbortSignal,
): Promise<ExitCode> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-download-'));
  try {
    const file = join(folder, 'item');
    const bytes = await google.download(id, file, signal);
    if (!bytes.ok) return endWith(session, itemProblem(bytes.problem, id));
    await session.terminal.bytes(createReadStream(file));
    return exitCodes.complete;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
