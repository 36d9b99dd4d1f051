import { type EarlyContents, sha256InEtag } from '../../contract/bytes.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { PartNotes } from './part-note.ts';
import type { StagedFile } from './staged-file.ts';

interface EarlyContentsDeps {
  readonly notes: Pick<PartNotes, 'all' | 'of' | 'remove' | 'removePart'>;
  readonly open: (key: string) => Promise<StagedFile>;
}

/** Contents in staging that wait until their items are known. A name with `prefix` before it is the key of one. */
export function earlyContents(prefix: string, { notes, open }: EarlyContentsDeps): EarlyContents {
  return {
    find: (name, bytes) => {
      const note = notes.of(`${prefix}${name}`);
      return note?.bytes === bytes ? sha256InEtag(note.etag) : null;
    },
    open: async (name) => {
      const file = await open(`${prefix}${name}`);
      await file.start({ from: 0, etag: null });
      return {
        write: (chunk) => file.write(chunk),
        keep: async () => {
          const kept = await file.keep();
          if (!kept.ok) throw new ProblemError(kept.problem);
        },
        discard: () => file.discard(),
      };
    },
    drop: async (begin) => {
      for (const { key, etag } of notes.all()) {
        if (!key.startsWith(`${prefix}${begin}`) || sha256InEtag(etag) === null) continue;
        await notes.remove(key);
        await notes.removePart(key);
      }
    },
  };
}
