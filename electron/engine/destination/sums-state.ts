import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import type { FindingFault } from '../../contract/findings.ts';
import { isNoFile } from './fence.ts';
import { openInside } from './fence-entries.ts';
import { type SumsEntry, sumsLine } from './sums.ts';
import { nameOfSums } from './sums-place.ts';

/** What is wrong with the checksum list. */
export interface SumsDamage {
  /** Relative to the destination. */
  readonly path: string;
  readonly fault: FindingFault;
  readonly detail?: string;
}

/**
 * Compares Afterimage's checksum list with what it should say, line by line; null when it agrees, or when there is
 * nothing to list. `expected` comes in the order of the list. Reads only; memory does not grow with the list.
 */
export async function damageOfSums(root: string, expected: Iterable<SumsEntry>): Promise<SumsDamage | null> {
  const path = await nameOfSums(root);
  try {
    return await compare(root, path, expected);
  } catch (thrown) {
    if (isNoFile(thrown)) return { path, fault: 'changed', detail: 'It is no file.' };
    return { path, fault: 'unreadable', detail: messageOf(thrown) };
  }
}

async function compare(root: string, path: string, expected: Iterable<SumsEntry>): Promise<SumsDamage | null> {
  const wanted = expected[Symbol.iterator]();
  const file = await openInside(root, path).catch((thrown: unknown) => {
    if (errnoOf(thrown) === 'ENOENT') return null;
    throw thrown;
  });
  if (file === null) return wanted.next().done === true ? null : { path, fault: 'missing' };
  let line = 0;
  // The stream closes the file.
  for await (const found of linesOf(file.createReadStream({ encoding: 'utf8' }))) {
    line += 1;
    const next = wanted.next();
    if (next.done === true)
      return { path, fault: 'changed', detail: `It lists more than is stored, from line ${line}.` };
    if (found !== sumsLine(next.value)) {
      const isCut = !found.endsWith('\n') && sumsLine(next.value).startsWith(found);
      return { path, fault: isCut ? 'cut' : 'changed', detail: `Line ${line} is not about ${next.value.path}.` };
    }
  }
  if (wanted.next().done === true) return null;
  return { path, fault: 'cut', detail: `It ends after ${line} ${line === 1 ? 'line' : 'lines'}.` };
}

/** With their ends; the last one perhaps without. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield `${line}\n`;
  }
  if (rest !== '') yield rest;
}
