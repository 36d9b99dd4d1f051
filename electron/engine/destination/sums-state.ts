import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import type { FindingFault } from '../../contract/findings.ts';
import { isNoFile } from './fence.ts';
import { openInside } from './fence-entries.ts';
import { noFileInItsPlace } from './sidecar-state.ts';
import { type SumsEntry, sumsLine } from './sums.ts';
import { findOwnList, nameOfSums } from './sums-place.ts';

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
    if (isNoFile(thrown)) return { path, fault: 'changed', detail: noFileInItsPlace };
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

/** Those of `entries` that stand in Afterimage's own list, word for word; none of them without a list that can be read. */
export async function listedOf<T extends SumsEntry>(root: string, entries: readonly T[]): Promise<readonly T[]> {
  if (entries.length === 0) return [];
  const wanted = new Map(entries.map((entry) => [sumsLine(entry), entry]));
  const listed: T[] = [];
  try {
    const file = await openInside(root, await nameOfSums(root));
    for await (const line of linesOf(file.createReadStream({ encoding: 'utf8' }))) {
      const entry = wanted.get(line);
      if (entry !== undefined) listed.push(entry);
    }
  } catch (thrown) {
    // A list that is gone, or that the disk cannot read, names nothing. What is no error of the system is a fault.
    if (errnoOf(thrown) === null) throw thrown;
    return [];
  }
  return listed;
}

/** As sha256sum writes it, whatever it is about. */
const anyLine = /^\\?[0-9a-f]{64} [ *](.*)$/u;

/**
 * Whether a file that does not look like a list of ours is one all the same, damaged: it says nothing about anything
 * else than photos, and most of its lines are ours, or it is no text at all (zeros). False for what is no file.
 */
export async function isDamagedList(root: string, path: string, expected: Iterable<SumsEntry>): Promise<boolean> {
  if ((await findOwnList(root)).name === path) return false;
  const ours = new Set([...expected].map((entry) => sumsLine(entry)));
  const counts = { ours: 0, damaged: 0, junk: 0, others: 0 };
  const file = await openInside(root, path).catch(() => null);
  if (file === null) return false;
  for await (const line of linesOf(file.createReadStream({ encoding: 'utf8' }))) counts[kindOf(line, ours)] += 1;
  if (counts.others > 0) return false;
  return counts.ours > counts.damaged + counts.junk || (counts.ours + counts.damaged === 0 && counts.junk > 0);
}

function kindOf(line: string, ours: ReadonlySet<string>): 'ours' | 'damaged' | 'junk' | 'others' {
  if (ours.has(line)) return 'ours';
  // No text at all.
  if (line.includes('\0') || line.includes('\ufffd')) return 'junk';
  const about = anyLine.exec(line.trimEnd())?.[1];
  return (about ?? line).includes('Photos/') ? 'damaged' : 'others';
}
