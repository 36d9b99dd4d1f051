import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { FoundParts, TakeoutCandidates } from '../../contract/takeout-desktop-models.ts';
import type { AskEngine } from '../supervision/engine-supervisor.ts';

/** A part that is to be imported. */
export interface WantedPart {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** What people chose and dropped. Paths stay here; the page holds the ids of offers. */
export interface ImportCandidates {
  /** Looks for parts in files and folders. Problem: `part-not-recognised` when none is given. */
  readonly make: (paths: readonly string[]) => Promise<Result<TakeoutCandidates>>;
  /** The parts of an offer, which is used up by that. Problem: `entry-unknown`. */
  readonly take: (offer: string) => Result<readonly WantedPart[]>;
}

/** Nobody leaves more than a few unanswered. */
const mostKept = 8;

/** A shelf of offers over the engine's eyes. */
export function createImportCandidates(ask: AskEngine): ImportCandidates {
  const kept = new Map<string, readonly WantedPart[]>();
  return {
    make: async (paths) => {
      if (paths.length === 0) return failed(problem('part-not-recognised'));
      const found = await ask('findParts', { paths: [...paths] });
      if (!found.ok) return found;
      const offer = randomUUID();
      kept.set(
        offer,
        found.value.exports.flatMap(({ parts }) => parts.map(({ name, path }) => ({ name, path }))),
      );
      for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
      return ok(offered(offer, found.value));
    },
    take: (offer) => {
      const parts = kept.get(offer);
      if (parts === undefined || parts.length === 0) return failed(problem('entry-unknown'));
      kept.delete(offer);
      return ok(parts);
    },
  };
}

function offered(offer: string, { exports, unrecognised }: FoundParts): TakeoutCandidates {
  return {
    offer,
    exports: exports.map(({ stamp, parts, missing }) => ({
      stamp,
      parts: parts.map(({ name, format, number, bytes, place }) => ({ name, format, number, bytes, place })),
      missing,
    })),
    unrecognised: unrecognised.map(({ path, problem: met }) => ({ name: basename(path), problem: met })),
  };
}
