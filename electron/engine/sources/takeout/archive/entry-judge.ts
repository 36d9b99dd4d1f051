import { type Problem, problem } from '../../../../contract/problem.ts';
import { judgeName, shownName } from './entry-name.ts';
import type { PartEntry } from './part-entry.ts';

/** What an entry is, apart from its name. Only files are ever opened. */
export type EntryNature = 'file' | 'folder' | 'link' | 'device' | 'misnamed' | 'unknown';

/** See {@link ListedEntry}. */
interface EntryObjection {
  readonly code: 'entry-encrypted' | 'entry-unsupported' | 'entry-damaged';
  readonly detail?: string;
}

/** An entry as a part tells of it. */
export interface ListedEntry extends Omit<PartEntry, 'path' | 'refusal'> {
  /** Decoded, as it is. */
  readonly name: string;
  /** `either` when the maker of the archive separates with backslashes. */
  readonly separators: 'slash' | 'either';
  readonly nature: EntryNature;
  /** Why a file cannot be read, whatever its name: encrypted, packed in an unknown way, described wrongly. */
  readonly objection: EntryObjection | null;
}

/** Decides about the entries of one pass, in order. Null for a folder, which holds nothing. */
export type EntryJudge = (listed: ListedEntry) => PartEntry | null;

const objectionOf: Readonly<Record<Exclude<EntryNature, 'file' | 'folder'>, string>> = {
  link: 'It is a link.',
  device: 'It is a device or a pipe.',
  misnamed: 'Its name is not text in UTF-8.',
  unknown: 'It is neither a file nor a folder.',
};

/** Archives hold few links, if any; what comes behind so many of them is judged by its name alone. */
const mostLinksKept = 10_000;

/** Makes the judge of one pass: it remembers links, as what lies behind one claims to be somewhere else. */
export function createEntryJudge(): EntryJudge {
  const links = new Set<string>();

  function refusalOf(listed: ListedEntry, path: string): Problem | null {
    const subject = path;
    if (listed.nature !== 'file' && listed.nature !== 'folder') {
      if (listed.nature === 'link' && links.size < mostLinksKept) links.add(path);
      return problem('entry-refused', { subject, detail: objectionOf[listed.nature] });
    }
    if (liesBehind(path, links)) return problem('entry-refused', { subject, detail: 'It lies behind a link.' });
    if (listed.objection === null) return null;
    return problem(listed.objection.code, { subject, detail: listed.objection.detail });
  }

  return (listed) => {
    const { position, bytes, crc32, modifiedAt, name } = listed;
    const told = { position, bytes, crc32, modifiedAt };
    const judged = judgeName(name, listed.separators);
    if (judged.kind === 'refused') return refused(told, name, judged.reason);
    if (listed.nature === 'folder' && bytes === 0) return null;
    if (judged.kind === 'folder' || listed.nature === 'folder') {
      return bytes === 0 && listed.nature === 'file'
        ? null
        : refused(told, name, 'It is a folder that claims to hold bytes.');
    }
    return { path: judged.path, ...told, refusal: refusalOf(listed, judged.path) };
  };
}

function refused(told: Omit<PartEntry, 'path' | 'refusal'>, name: string, detail: string): PartEntry {
  const path = shownName(name);
  return { path, ...told, refusal: problem('entry-refused', { subject: path, detail }) };
}

function liesBehind(path: string, links: ReadonlySet<string>): boolean {
  if (links.size === 0) return false;
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    if (links.has(path.slice(0, end))) return true;
  }
  return false;
}
