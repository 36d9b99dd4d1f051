import { open } from 'node:fs/promises';
import type { StagedContent } from '../destination/staged-file.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaType } from '../media/media-type.ts';
import { fileAccess, type RandomAccess } from '../media/random-access.ts';
import { readFacts } from '../media/read-facts.ts';

/** What staged bytes say about themselves. Most photos tell everything in the part that is still in memory. */
export async function factsOfStaged(content: StagedContent, type: MediaType, now: Date): Promise<MediaFacts> {
  const { head, bytes, stagedPath } = content;
  let opened: { readonly access: RandomAccess; readonly close: () => Promise<void> } | null = null;
  const access: RandomAccess = {
    size: bytes,
    read: async (offset, length) => {
      const end = Math.min(offset + length, bytes);
      if (end <= head.length) return head.subarray(offset, end);
      if (opened === null) {
        const file = await open(stagedPath, 'r');
        opened = { access: fileAccess(file, bytes), close: () => file.close() };
      }
      return opened.access.read(offset, length);
    },
  };
  try {
    return await readFacts(access, type, now);
  } finally {
    await closeOf(opened);
  }
}

function closeOf(opened: { readonly close: () => Promise<void> } | null): Promise<void> | undefined {
  return opened?.close();
}
