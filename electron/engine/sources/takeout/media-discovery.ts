import type { ExportIdentityRow } from '../../catalog/exports/export-identity.ts';
import type { MediaQuery } from '../../catalog/exports/takeout-items.ts';
import type { Discovery } from '../source.ts';
import { type ExportOrigin, exportItem } from './export-item.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

const pageSize = 250;

/**
 * Shows the photos and videos of the parts that were given, in the order of the parts, so that an archive can be read
 * forward; and stored ones of other parts about which more is known now.
 */
export async function* showItems(
  parts: ImportContext,
  given: GivenParts,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { items } = parts.catalog.takeout;
  const origins = new Map(given.exports().map((one) => [one.id, originOf(parts, one)]));
  for (const { id, exportId } of given.all()) {
    const origin = origins.get(exportId);
    if (origin !== undefined) yield* showPart(parts, origin, { partId: id, entries: 'all' }, signal);
  }
  for (const [exportId, origin] of origins) {
    const ids = given.all().map(({ id }) => id);
    for (const partId of items.otherPartsDue(exportId, ids)) {
      yield* showPart(parts, origin, { partId, entries: 'changed and stored' }, signal);
    }
  }
}

/** How an export is called, and how late it is. */
export function originOf({ catalog, now }: ImportContext, one: ExportIdentityRow): ExportOrigin {
  return { stamp: one.stamp, authority: catalog.takeout.authorities.of(one, now().getTime()) };
}

async function* showPart(
  { catalog, sourceId, request: wish, now }: ImportContext,
  origin: ExportOrigin,
  which: Pick<MediaQuery, 'partId' | 'entries'>,
  signal: AbortSignal,
): AsyncGenerator<Discovery> {
  const { items } = catalog.takeout;
  for (let after = -1; ; ) {
    await yieldToEventLoop(signal);
    const page = items.page({ ...which, after, trash: wish.trash, limit: pageSize });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.position;
    const shown = page.map((entry) => ({ entryId: entry.id, item: exportItem(entry, origin, now()) }));
    yield { kind: 'items', items: shown.map(({ item }) => item) };
    // The page is recorded by now: anyone who asks for the next one has done with it.
    items.linked(
      sourceId,
      shown.map(({ entryId, item: { key } }) => ({ entryId, key })),
    );
  }
}
