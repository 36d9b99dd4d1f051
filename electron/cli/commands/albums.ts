import type { Command } from 'commander';
import { message } from '../../contract/messages/message.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { GoogleLibrary } from '../../engine/engine.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatCount, plural } from '../format.ts';
import {
  eachPage,
  isUnknownAtGoogle,
  itemView,
  limitOf,
  shortId,
  withEveryGoogle,
  withFound,
  withGoogle,
  withStoredOf,
} from '../listing.ts';
import type { Session } from '../session.ts';
import { accountThatUploads, longestTitle } from './restore.ts';

interface AlbumFlags {
  readonly stored?: boolean;
  readonly limit: string;
  readonly account?: string;
}

interface WritingFlags {
  readonly account?: string;
  readonly browser: boolean;
}

/** Google's limit of what is added to an album at once. */
const itemsAtOnce = 50;

/** `albums list|get|create|add`. */
export function addAlbumCommands(program: Command, runner: CommandRunner): void {
  const albums = program.command('albums').description('albums at Google, or in the backup with --stored');
  albums
    .command('list')
    .description('list the albums')
    .option('--stored', 'those in the backup instead of those at Google')
    .option('--limit <count>', 'how many at most', '1000')
    .option(
      '--account <email>',
      "whose albums; everybody's, unless told; with --stored, those of exports are left out then",
    )
    .action((flags: AlbumFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.stored === true ? listStored(session, flags) : listAtGoogle(session, flags, signal),
      ),
    );
  albums
    .command('get')
    .argument('<album>', 'the id or the title')
    .description('show one album and its items')
    .option('--stored', 'from the backup instead of from Google')
    .option('--limit <count>', 'how many items at most', '1000')
    .option(
      '--account <email>',
      "whose albums; everybody's, unless told; with --stored, those of exports are left out then",
    )
    .action((album: string, flags: AlbumFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        flags.stored === true ? getStored(session, album, flags) : getAtGoogle(session, album, flags, signal),
      ),
    );
  addWritingCommands(albums, runner);
}

function addWritingCommands(albums: Command, runner: CommandRunner): void {
  albums
    .command('create')
    .argument('<title>', 'of the new album; Google allows several of one title')
    .description('make an empty album at Google')
    .option('--account <email>', 'which account; not needed when there is only one')
    .option('--no-browser', 'print the sign-in address alone on a line instead of opening it')
    .action((title: string, flags: WritingFlags, command: Command) =>
      runner.run(command, (session, signal) => createAlbum(session, title, flags, signal)),
    );
  albums
    .command('add')
    .argument('<album>', 'the id or the title')
    .argument('<item...>', 'ids of items that this client ID made')
    .description('put items into an album at Google; both must have been made by this client ID')
    .option('--account <email>', 'which account; not needed when there is only one')
    .option('--no-browser', 'print the sign-in address alone on a line instead of opening it')
    .action((album: string, items: readonly string[], flags: WritingFlags, command: Command) =>
      runner.run(command, (session, signal) => addToAlbum(session, { album, items }, flags, signal)),
    );
}

async function createAlbum(
  session: Session,
  title: string,
  flags: WritingFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (title.trim() === '' || title.length > longestTitle) {
    return endWith(session, problem('usage', { detail: `A title has 1 to ${longestTitle} characters.` }));
  }
  const account = await accountThatUploads(session, flags, signal);
  if (!account.ok) return endWith(session, account.problem);
  return withGoogle(session, account.value.email, async (google) => {
    const made = await google.createAlbum(title, signal);
    if (!made.ok) return endWith(session, made.problem);
    session.terminal.record({ event: 'album', ...made.value });
    session.terminal.result(`${made.value.id}  ${made.value.title}`);
    return exitCodes.complete;
  });
}

/**
 * The one album that items are put into: where several have the title, none is taken without a word. Problems:
 * `album-unknown`, `usage`.
 */
async function onlyAlbumCalled(google: GoogleLibrary, name: string, signal: AbortSignal): Promise<Result<GoogleAlbum>> {
  const album = await google.album(name, signal);
  if (album.ok || !isUnknownAtGoogle(album.problem)) return album;
  const found: GoogleAlbum[] = [];
  for (let token: string | null = null; ; ) {
    const page = await google.albums(token, signal);
    if (!page.ok) return page;
    found.push(...page.value.entries.filter(({ id, title }) => title === name || shortId(id) === name));
    token = page.value.nextPageToken;
    if (token === null) break;
  }
  const [only, ...more] = found;
  if (only === undefined) return failed(problem('album-unknown', { subject: name }));
  if (more.length === 0) return ok(only);
  const detail = `Several albums are called that: ${found.map(({ id }) => shortId(id)).join(', ')}.`;
  return failed(problem('usage', { subject: name, detail, wayOut: message('way-out.name-by-id') }));
}

async function addToAlbum(
  session: Session,
  { album, items }: { readonly album: string; readonly items: readonly string[] },
  flags: WritingFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  const account = await accountThatUploads(session, flags, signal);
  if (!account.ok) return endWith(session, account.problem);
  return withGoogle(session, account.value.email, async (google) => {
    const found = await onlyAlbumCalled(google, album, signal);
    if (!found.ok) return endWith(session, found.problem);
    const { id } = found.value;
    for (let from = 0; from < items.length; from += itemsAtOnce) {
      const added = await google.addToAlbum(id, items.slice(from, from + itemsAtOnce), signal);
      if (!added.ok) return endWith(session, added.problem);
    }
    session.terminal.record({ event: 'added', album: id, items: items.length });
    session.terminal.result(`${plural(items.length, 'item is', 'items are')} in the album.`);
    return exitCodes.complete;
  });
}

async function listAtGoogle(session: Session, flags: AlbumFlags, signal: AbortSignal): Promise<ExitCode> {
  const limit = limitOf(flags.limit);
  if (!limit.ok) return endWith(session, limit.problem);
  return withEveryGoogle(session, flags.account, (google) =>
    eachPage(session, flags.limit, (token) => google.albums(token, signal), {
      headings: ['ID', 'ITEMS', 'TITLE'],
      row: ({ id, itemCount, title }) => [shortId(id), formatCount(itemCount ?? 0), title],
      record: (album) => album,
    }),
  );
}

function getAtGoogle(session: Session, name: string, flags: AlbumFlags, signal: AbortSignal): Promise<ExitCode> {
  const find = (google: GoogleLibrary): Promise<Result<GoogleAlbum>> => albumCalled(google, name, signal);
  return withFound(session, flags.account, find, async (album, google) => {
    const { id } = album;
    session.terminal.record({ event: 'album', ...album });
    session.terminal.result(`${album.title} (${plural(album.itemCount ?? 0, 'item', 'items')})`);
    return eachPage(session, flags.limit, (token) => google.albumItems(id, token, signal), {
      ...itemView,
      record: ({ asItCame }) => ({ event: 'item', ...asItCame }),
    });
  });
}

interface GoogleAlbum {
  readonly id: string;
  readonly title: string;
  readonly itemCount: number | null;
}

/** The album that a person means by an id or a title. Problem: `album-unknown`. */
async function albumCalled(google: GoogleLibrary, name: string, signal: AbortSignal): Promise<Result<GoogleAlbum>> {
  const album = await google.album(name, signal);
  if (album.ok || !isUnknownAtGoogle(album.problem)) return album;
  for (let token: string | null = null; ; ) {
    const page = await google.albums(token, signal);
    if (!page.ok) return page;
    const found = page.value.entries.find(({ id, title }) => title === name || shortId(id) === name);
    if (found !== undefined) return ok(found);
    token = page.value.nextPageToken;
    if (token === null) return failed(problem('album-unknown', { subject: name }));
  }
}

function listStored(session: Session, flags: AlbumFlags): Promise<ExitCode> {
  return withStoredOf(session, flags.account, (stored, isWanted) =>
    eachPage(
      session,
      flags.limit,
      async (after) => {
        const entries = stored.albums({ limit: 200, after: Number(after ?? 0) });
        const last = entries.at(-1);
        return ok({ entries: entries.filter(isWanted), nextPageToken: last === undefined ? null : String(last.id) });
      },
      {
        headings: ['ID', 'STORED', 'FOLDER', 'TITLE'],
        row: ({ id, stored: there, items, folder, title }) => [
          String(id),
          `${there}/${items}`,
          folder ?? '(no folder)',
          title,
        ],
        record: (album) => album,
      },
    ),
  );
}

function getStored(session: Session, name: string, flags: AlbumFlags): Promise<ExitCode> {
  const missing = problem('album-unknown', { subject: name });
  const work: Parameters<typeof withStoredOf>[2] = async (stored, isWanted) => {
    const limit = limitOf(flags.limit);
    if (!limit.ok) return endWith(session, limit.problem);
    const albums = stored.albumsCalled(name).filter(isWanted);
    if (albums.length === 0) return endWith(session, missing);
    for (const album of albums) {
      session.terminal.record({ event: 'album', ...album });
      session.terminal.result(
        `${album.title}: ${album.stored} of ${plural(album.items, 'item', 'items')} stored, ${album.folder ?? 'no folder'}`,
      );
      for (const item of stored.items({ albumId: album.id, limit: limit.value, after: 0 })) {
        session.terminal.record({ event: 'item', ...item });
        session.terminal.result(`  ${item.id}  ${item.state}  ${item.path ?? item.filename}`);
      }
    }
    return exitCodes.complete;
  };
  return withStoredOf(session, flags.account, work, missing);
}
