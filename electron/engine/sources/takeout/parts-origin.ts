import { basename, resolve } from 'node:path';
import { type Problem, problem } from '../../../contract/problem.ts';
import { ok, type Result } from '../../../contract/result.ts';
import type { PartChecksum, PartState } from '../../../contract/takeout-models.ts';
import type { ImportedPart } from '../../catalog/exports/takeout-items.ts';
import { type FoundParts, findParts } from './archive/find-parts.ts';
import { type LeftOut, leaveOut } from './archive/left-out.ts';
import { readNestedPath } from './archive/nested-file.ts';
import { type OpenPart, openPart } from './archive/part.ts';
import { systemDisk } from './archive/part-file.ts';

/** What is known of a part when the run is over for it. */
interface EndedPart {
  readonly problem: Problem | null;
  /** Was the sum of all its bytes compared with the one that was told? Absent where none was told. */
  readonly checksum?: PartChecksum;
}

/** Where the parts of exports are found and opened. */
export interface PartsOrigin {
  /** Throws a ProblemError when nobody can say what is there. */
  readonly find: (signal: AbortSignal) => Promise<FoundParts>;
  /** `path` as it was found. */
  readonly open: (path: string) => Promise<Result<OpenPart>>;
  /** A part that was imported before; null when something else lies there now. */
  readonly reopen: (known: ImportedPart) => Promise<Result<OpenPart | null>>;
  /** Whose place it is, an e-mail address: exports that lie there are of this account. Null where nobody says. */
  readonly holder: (signal: AbortSignal) => Promise<string | null>;
  /** What is told when nothing was found; null when that is as it should be. */
  readonly nothingFound: () => Problem | null;
  /** The run is over for a part, and this has become of it. */
  readonly ended: (part: OpenPart, partId: number, state: PartState) => Promise<EndedPart>;
}

/** What a person gave, and the backup folder that it is for. */
interface GivenPaths {
  readonly paths: readonly string[];
  readonly destination: string;
}

/** Files and folders of this computer, as a person gave them. Nothing of the backup folder is read. */
export function partsOnDisk({ paths, destination }: GivenPaths): PartsOrigin {
  let known: Promise<LeftOut> | null = null;
  const leftOut = (): Promise<LeftOut> => {
    known ??= leaveOut(destination);
    return known;
  };
  return {
    find: async () => findParts(paths, await leftOut()),
    open: async (path) => openPart(path, systemDisk, await leftOut()),
    reopen: async (part) => openAgain(part, await leftOut()),
    nothingFound: () => {
      const subject = paths.map((path) => basename(resolve(path))).join(', ');
      return problem('part-not-recognised', { subject });
    },
    // Files lie on anybody's disk.
    holder: async () => null,
    ended: async () => ({ problem: null }),
  };
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
