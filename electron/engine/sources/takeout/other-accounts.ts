import { accountKey } from '../../../contract/account-key.ts';
import { message } from '../../../contract/messages/message.ts';
import { type Problem, problem } from '../../../contract/problem.ts';
import { isStamped } from '../../catalog/exports/export-stamp.ts';
import type { GivenParts } from './given-parts.ts';
import type { ImportContext } from './import-context.ts';

/**
 * What is told of exports that lie with one account and are of another by their index page, by the id of the part that
 * tells it: the first one that was given of each export. They are imported as exports of the account that they name. What a
 * run before has told is not told again: later parts of the export bring no news of it.
 */
export function otherAccounts(
  { catalog }: Pick<ImportContext, 'catalog'>,
  given: GivenParts,
  holder: string,
): ReadonlyMap<number, Problem> {
  const told = new Map<number, Problem>();
  for (const { id, stamp } of given.exports()) {
    const owner = catalog.takeout.kinds.accountOf(id);
    const first = given.all().find(({ exportId }) => exportId === id);
    if (owner === null || accountKey(owner) === accountKey(holder) || first === undefined) continue;
    const subject = isStamped(stamp) ? stamp : first.part.name;
    if (catalog.problems.ofSubject('drive-other-account', subject).length > 0) continue;
    const wayOut = message('way-out.drive-other-account', { drive: holder, owner });
    told.set(first.id, problem('drive-other-account', { subject, wayOut }));
  }
  return told;
}
