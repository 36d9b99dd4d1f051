import type { PartFile } from './part-file.ts';

/** A view of a file that is read forward in small steps: what was read once serves many of them. */
export interface ReadWindow {
  /**
   * Exactly `length` bytes from `offset`, at once when they are there already. Good until the next call. Throws or rejects
   * with a ProblemError where the file cannot be read; the caller sees to it that they lie within the file.
   */
  readonly view: (offset: number, length: number) => Buffer | Promise<Buffer>;
}

/** A window of at least `bytes` over a file; one reader at a time. */
export function windowOver(file: PartFile, bytes: number): ReadWindow {
  let window = Buffer.alloc(0);
  let start = 0;

  async function load(offset: number, length: number): Promise<Buffer> {
    const wanted = Math.min(Math.max(bytes, length), file.size - offset);
    const room = window.buffer.byteLength >= wanted ? Buffer.from(window.buffer, 0, wanted) : Buffer.alloc(wanted);
    // Nothing of a read that fails may be taken for the file's content.
    window = room.subarray(0, 0);
    await file.read(room, offset);
    [window, start] = [room, offset];
    return room.subarray(0, length);
  }

  return {
    view: (offset, length) => {
      const from = offset - start;
      const isThere = from >= 0 && from + length <= window.length;
      return isThere ? window.subarray(from, from + length) : load(offset, length);
    },
  };
}
