import type { MediaQuery } from '../../catalog/exports/takeout-items.ts';
import type { Discovery } from '../source.ts';
import type { DryRun, EntryWithItem } from './dry-run.ts';
import { type ExportOrigin, exportItem } from './export-item.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { originOf } from './origin-of-export.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

const pageSize = 500;

/**
 * Shows the photos and videos of the parts that were given, in the order of the parts, so that an archive can be read
 * forward; and stored ones of other parts about which more is known now. A dry run gets each page of the given parts once
 * it was shown, with what lies in the trash.
 */
export async function* showItems(
  parts: ImportContext,
  given: GivenParts,
  dryRun: DryRun | null,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { items } = parts.catalog.takeout;
  const origins = new Map(given.exports().map((one) => [one.id, originOf(parts, one)]));
  for (const part of given.all()) {
    const origin = origins.get(part.exportId);
    if (origin === undefined) continue;
    const take = dryRun === null ? null : (page: readonly EntryWithItem[]) => dryRun.take(part, page, signal);
    yield* showPart(parts, { origin, partId: part.id, entries: 'all', take }, signal);
  }
  for (const [exportId, origin] of origins) {
    const ids = given.all().map(({ id }) => id);
    for (const partId of items.otherPartsDue(exportId, ids)) {
      yield* showPart(parts, { origin, partId, entries: 'changed and stored', take: null }, signal);
    }
  }
}

/** Whose entries are shown, and who gets them afterwards, with those in the trash. */
interface PartShown extends Pick<MediaQuery, 'partId' | 'entries'> {
  readonly origin: ExportOrigin;
  readonly take: ((page: readonly EntryWithItem[]) => Promise<void>) | null;
}

async function* showPart(
  { catalog, sourceId, request: wish, now }: ImportContext,
  { origin, partId, entries, take }: PartShown,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { items } = catalog.takeout;
  const trash = take === null ? wish.trash : 'included';
  for (let after = -1; ; ) {
    await yieldToEventLoop(signal);
    const page = items.page({ partId, entries, after, trash, limit: pageSize });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.position;
    const all = page.map((entry) => ({ entry, item: exportItem(entry, origin, now()) }));
    const shown = all.filter(({ entry }) => wish.trash === 'included' || !entry.isTrashed);
    if (shown.length > 0) yield { kind: 'items', items: shown.map(({ item }) => item) };
    // The page is recorded by now: anyone who asks for the next one has done with it.
    items.linked(
      sourceId,
      shown.map(({ entry, item: { key } }) => ({ entryId: entry.id, key })),
    );
    await take?.(all);
  }
}
