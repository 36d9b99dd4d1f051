import { problem } from '../../../contract/problem.ts';
import { ok, type Result } from '../../../contract/result.ts';
import type { ImportedPart } from '../../catalog/exports/takeout-items.ts';
import type { Discovery } from '../source.ts';
import { findParts } from './archive/find-parts.ts';
import { type LeftOut, leaveOut } from './archive/left-out.ts';
import { readNestedPath } from './archive/nested-file.ts';
import { type OpenPart, openPart } from './archive/part.ts';
import { systemDisk } from './archive/part-file.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';

/**
 * Opens parts again that were imported before it was known that they hold photos: only a later part told which of their
 * folders is that of Google Photos. One that is not there any more must be given again, and is not imported until then.
 */
export async function* reopenParts(context: ImportContext, given: GivenParts): AsyncGenerator<Discovery> {
  const { catalog, request, now } = context;
  if (request.purpose === 'look') return;
  const leftOut = await leaveOut(request.destination);
  for (const { id: exportId, stamp } of given.exports()) {
    for (const known of catalog.takeout.items.importedTooEarly(exportId)) {
      if (given.has(known.id)) continue;
      const opened = await openAgain(known, leftOut);
      if (opened.ok && opened.value !== null) {
        given.add({ id: known.id, exportId, stamp, part: opened.value });
        continue;
      }
      catalog.takeout.parts.settle(known.id, now().toISOString());
      yield { kind: 'problem', problem: problem('part-wanted-again', { subject: known.name }) };
    }
  }
}

/** Null when something else lies there now. */
async function openAgain({ path, fingerprint }: ImportedPart, leftOut: LeftOut): Promise<Result<OpenPart | null>> {
  // What was recorded is looked at as if a person had given it: nothing in the backup folder is opened.
  const nested = await readNestedPath(path);
  const [found] = (await findParts([nested?.outer ?? path], leftOut)).exports.flatMap(({ parts }) => parts);
  if (found === undefined) return ok(null);
  const opened = await openPart(nested === null ? found.path : path, systemDisk, leftOut);
  if (!opened.ok || opened.value.fingerprint === fingerprint) return opened;
  await opened.value.close();
  return ok(null);
}
