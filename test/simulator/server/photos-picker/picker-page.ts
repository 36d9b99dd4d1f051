import type { LibraryItem, SimulatedLibrary } from '../../library/library-model.ts';
import { findAccount, type SimulatedAccount } from '../accounts.ts';
import { type Call, formOf, queryOf, type Service } from '../call.ts';
import { errorPage } from '../google-pages.ts';
import { escapedHtml, htmlReply, type Reply } from '../reply.ts';
import type { PickerSession, PickerSessions } from './picker-sessions.ts';

export interface PickerPageDeps {
  readonly accounts: readonly SimulatedAccount[];
  readonly sessions: PickerSessions;
}

/** Photos on one page; more are found by searching. */
const shownAtOnce = 60;
const searchStretch = 1_000;

const style =
  'body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.5rem;list-style:none;padding:0}' +
  'img{display:block;width:100%;height:6rem;object-fit:cover}label{font-size:.8rem;overflow-wrap:anywhere}' +
  'button,input{font:inherit;padding:.3rem .8rem}';

/**
 * `photos.google.com/picker/<session>`: search, tick, Done. With `/autoclose` the page closes its tab after Done. Who
 * opens it counts as the person of the session; Google would ask them to sign in first.
 */
export function createPickerPage(deps: PickerPageDeps): Service {
  return async (call) => {
    const [, id = '', rest = '', itemId = ''] = call.place.path.split('/');
    const session = deps.sessions.open(id);
    const account = session === undefined ? undefined : findAccount(deps.accounts, session.accountId);
    if (session === undefined || account === undefined) return gonePage();
    if (rest === 'thumbnail') return thumbnail(call, account.library, itemId);
    if (session.picked !== null) return gonePage();
    if (call.method !== 'POST') return choosingPage(session, account, queryOf(call).get('q') ?? '', '');
    return answerForm(await formOf(call), session, account, deps, rest === 'autoclose');
  };
}

function answerForm(
  form: URLSearchParams,
  session: PickerSession,
  account: SimulatedAccount,
  { sessions }: PickerPageDeps,
  autoclose: boolean,
): Reply {
  const shown = new Set(form.getAll('shown'));
  const ticked = [...session.ticked.filter((id) => !shown.has(id)), ...form.getAll('item')];
  const search = form.get('q') ?? '';
  if (form.get('action') === 'all') ticked.push(...found(account.library, search).map((item) => item.id));
  const chosen = [...new Set(ticked)].filter((id) => account.library.item(id) !== undefined);
  if (form.get('action') === 'done' && chosen.length <= session.maxItemCount) {
    sessions.done(session.id, chosen);
    return donePage(chosen.length, autoclose);
  }
  sessions.tick(session.id, chosen);
  const tooMany = chosen.length > session.maxItemCount ? `You can select up to ${session.maxItemCount} items.` : '';
  return choosingPage({ ...session, ticked: chosen }, account, search, tooMany);
}

/** Items whose name or album holds the text, in listing order; all of them for an empty text. */
function found(library: SimulatedLibrary, search: string): readonly LibraryItem[] {
  const wanted = search.trim().toLowerCase();
  const items: LibraryItem[] = [];
  for (let offset = 0; offset < library.itemCount(); offset += searchStretch) {
    for (const item of library.page(offset, searchStretch)) {
      const names = [item.filename, ...(wanted === '' ? [] : library.albumsOf(item.id).map(({ title }) => title))];
      if (names.some((name) => name.toLowerCase().includes(wanted))) items.push(item);
    }
  }
  return items;
}

async function thumbnail(call: Call, library: SimulatedLibrary, itemId: string): Promise<Reply> {
  const media = await library.media(itemId, { kind: 'scaled', width: 256, height: 256 });
  if (media === undefined) return errorPage(404, call.place.path);
  const { contentType, chunks, length } = media;
  return { status: 200, headers: { 'Content-Type': contentType }, chunks, length };
}

function choosingPage(session: PickerSession, { library }: SimulatedAccount, search: string, trouble: string): Reply {
  const all = found(library, search);
  const ticked = new Set(session.ticked);
  const entries = all.slice(0, shownAtOnce).map(({ id, filename }) => {
    const checked = ticked.has(id) ? ' checked' : '';
    return (
      `<li><label><input type="hidden" name="shown" value="${id}">` +
      `<img src="/picker/${session.id}/thumbnail/${id}" alt="" loading="lazy">` +
      `<input type="checkbox" name="item" value="${id}"${checked}> ${escapedHtml(filename)}</label></li>`
    );
  });
  const more = all.length > shownAtOnce ? `<p>${all.length - shownAtOnce} more: search to find them.</p>` : '';
  return page(
    'Select photos - Google Photos (simulator)',
    `<h1>Select photos and videos</h1>\n<p>This is a simulator. Up to ${session.maxItemCount} items.</p>\n` +
      `<p role="status">${ticked.size} selected. ${escapedHtml(trouble)}</p>\n` +
      `<form method="post" action="">\n` +
      `<p><input type="search" name="q" aria-label="Search" value="${escapedHtml(search)}"> ` +
      `<button type="submit" name="action" value="search">Search</button> ` +
      `<button type="submit" name="action" value="all">Select all found</button> ` +
      `<button type="submit" name="action" value="done">Done</button></p>\n` +
      `<ul>\n${entries.join('\n')}\n</ul>\n${more}</form>`,
  );
}

function donePage(count: number, autoclose: boolean): Reply {
  const closing = autoclose ? '\n<script>window.close()</script>' : '';
  return page(
    'Done - Google Photos (simulator)',
    `<h1>Done</h1>\n<p>${count} selected. Return to the app.</p>${closing}`,
  );
}

/** After Done, and after its time, the address of a session leads nowhere. */
function gonePage(): Reply {
  return page(
    'Google Photos (simulator)',
    '<h1>This selection is over</h1>\n<p>Return to the app and begin anew.</p>',
    404,
  );
}

function page(title: string, body: string, status = 200): Reply {
  return htmlReply(
    status,
    `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapedHtml(title)}</title>` +
      `<style>${style}</style></head>\n<body>\n${body}\n</body>\n</html>\n`,
  );
}
