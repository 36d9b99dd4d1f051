import { createHash } from 'node:crypto';
import { type EarlyContents, sha256InEtag, type WaitingNotes } from '../../contract/bytes.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { PartNotes } from './part-note.ts';
import type { StagedFile } from './staged-file.ts';

interface EarlyContentsDeps {
  readonly notes: Pick<PartNotes, 'all' | 'of' | 'contentOf' | 'remove' | 'removePart'>;
  readonly open: (key: string) => Promise<StagedFile>;
}

/** Contents in staging that wait until their items are known. A name with `prefix` before it is the key of one. */
export function earlyContents(prefix: string, { notes, open }: EarlyContentsDeps): EarlyContents & WaitingNotes {
  async function begun(name: string): Promise<StagedFile> {
    const file = await open(`${prefix}${name}`);
    await file.start({ from: 0, etag: null });
    return file;
  }

  async function keep(file: StagedFile): Promise<void> {
    const kept = await file.keep();
    if (!kept.ok) throw new ProblemError(kept.problem);
  }

  return {
    find: (name, bytes) => {
      const note = notes.of(`${prefix}${name}`);
      return note?.bytes === bytes ? sha256InEtag(note.etag) : null;
    },
    open: async (name) => {
      const file = await begun(name);
      return {
        write: (chunk) => file.write(chunk),
        keep: () => keep(file),
        discard: () => file.discard(),
      };
    },
    write: async (name, content) => {
      const file = await begun(name);
      await file.write(content);
      await keep(file);
    },
    read: async (name, mostBytes) => {
      const note = notes.of(`${prefix}${name}`);
      if (note === null || note.bytes > mostBytes) return null;
      const content = await notes.contentOf(note.key);
      if (content === null) return null;
      return createHash('sha256').update(content).digest('hex') === sha256InEtag(note.etag) ? content : null;
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
