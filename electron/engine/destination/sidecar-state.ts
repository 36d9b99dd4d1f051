import { hash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { messageOf } from '../../base/message-of.ts';
import type { FindingFault } from '../../contract/findings.ts';
import { isNoFile } from './fence.ts';
import { entryInside, textInside } from './fence-entries.ts';
import type { Look } from './look.ts';

/**
 * `intact`: one that Afterimage wrote. `edited`: another program saved it since, and it can be read.
 */
export type SidecarState = 'intact' | 'edited' | { readonly fault: FindingFault; readonly detail?: string };

/** What a person is told of a folder, a link or the like where a file of ours belongs. */
export const noFileInItsPlace = 'It is no file. Move it out of the backup folder.';

/** A file as it was when Afterimage had written it. */
export interface WrittenFile {
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
  readonly bytes: number;
}

/** What is remembered of the sidecars that were written at one place. */
export interface WrittenSidecars {
  /** Of their texts. */
  readonly hashes: ReadonlySet<string>;
  readonly files: readonly WrittenFile[];
}

/**
 * What became of the sidecar at a path (relative to the destination) where Afterimage wrote one of those that are `known`.
 * Reads only. Throws the system's errors for the folders above it.
 */
export async function stateOfSidecar(root: string, path: string, known: WrittenSidecars): Promise<SidecarState> {
  let text: string | null;
  try {
    text = await textInside(root, path);
  } catch (thrown) {
    if (isNoFile(thrown)) return { fault: 'missing', detail: noFileInItsPlace };
    return { fault: 'unreadable', detail: messageOf(thrown) };
  }
  if (text === null) return { fault: 'missing' };
  const damage = await damageSinceWritten(root, path, text, known);
  return damage === null || damage === 'edited' ? (damage ?? 'intact') : { fault: damage };
}

/**
 * What happened to a sidecar with this text since it was written; null when it is as it was written. Other bytes of
 * the same length under the very time of writing were saved by no program, however well they read.
 */
export async function damageSinceWritten(
  root: string,
  path: string,
  text: string,
  { hashes, files }: WrittenSidecars,
): Promise<'edited' | 'cut' | 'changed' | null> {
  if (hashes.has(hash('sha256', text))) return null;
  const damage = damageOfSidecar(text);
  if (damage !== null) return damage;
  const found = await entryInside(root, path);
  if (found === null) return 'edited';
  const isOfThatTime = ({ mtimeMs, bytes }: WrittenFile) =>
    found.size === bytes && Math.abs(found.mtimeMs - mtimeMs) < 1;
  return files.some(isOfThatTime) ? 'changed' : 'edited';
}

/** As {@link stateOfSidecar}, of one look: whether it is there and holds something. What cannot be told counts as there. */
export function isSidecarThere(look: Look): boolean {
  return look !== 'missing' && look !== 'no file' && look !== 0;
}

/** What is wrong with a sidecar's text, whoever wrote it; null when a program can read it. */
function damageOfSidecar(text: string): 'cut' | 'changed' | null {
  if (text.trim() === '') return 'cut';
  const { root, isCut, isBroken } = readXml(text);
  if (root === null || isBroken || text.includes('\0')) return 'changed';
  return isCut ? 'cut' : null;
}

interface XmlForm {
  /** The name of the first element. */
  readonly root: string | null;
  /** The text ends within an element. */
  readonly isCut: boolean;
  /** Elements are not nested as XML wants it, or it is not XMP. */
  readonly isBroken: boolean;
}

function readXml(text: string): XmlForm {
  const open: string[] = [];
  let root: string | null = null;
  let hasRdf = false;
  let isBroken = false;
  let isOver = false;
  let isCut = false;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        root ??= name;
        hasRdf ||= /(?:^|:)RDF$/u.test(name);
        isBroken ||= isOver;
        open.push(name);
      },
      onclosetag: (name, isImplied) => {
        // What is still open where the text ends is closed by the parser itself.
        if (isImplied) isCut = true;
        isBroken ||= open.pop() !== name;
        isOver = open.length === 0;
      },
      ontext: (piece) => {
        // Words around the one element are no XML.
        isBroken ||= open.length === 0 && piece.replace('\ufeff', '').trim() !== '';
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.write(text);
  parser.end();
  return { root, isCut: isCut || (root !== null && !isOver), isBroken: isBroken || !hasRdf };
}
