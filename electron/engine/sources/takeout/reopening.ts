import { problem } from '../../../contract/problem.ts';
import type { Discovery } from '../source.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';
import { partsOnDisk } from './parts-origin.ts';

/**
 * Opens parts again that were imported before it was known that they hold photos: only a later part told which of their
 * folders is that of Google Photos. One that is not there any more must be given again, and is not imported until then.
 */
export async function* reopenParts(context: ImportContext, given: GivenParts): AsyncGenerator<Discovery> {
  const { catalog, request, now } = context;
  if (request.purpose !== 'store') return;
  const origin = context.origin ?? partsOnDisk(request);
  for (const { id: exportId, stamp } of given.exports()) {
    for (const known of catalog.takeout.items.importedTooEarly(exportId)) {
      if (given.has(known.id)) continue;
      const opened = await origin.reopen(known);
      if (opened.ok && opened.value !== null) {
        given.add({ id: known.id, exportId, stamp, part: opened.value });
        continue;
      }
      catalog.takeout.parts.settle(known.id, now().toISOString());
      yield { kind: 'problem', problem: problem('part-wanted-again', { subject: known.name }) };
    }
  }
}
