import type { PartFile } from './part-file.ts';

/** A range of a file as a file of its own; who closes it closes the whole. */
export function rangeOfFile(outer: PartFile, begin: number, size: number): PartFile {
  return {
    size,
    modifiedAt: outer.modifiedAt,
    identity: `${outer.identity}:${begin}`,
    read: (into, offset) => {
      if (offset + into.length > size) throw new RangeError('Nothing behind the range is read');
      return outer.read(into, begin + offset);
    },
    isUnchanged: () => outer.isUnchanged(),
    close: () => outer.close(),
    ...(outer.inThreads === undefined
      ? {}
      : { inThreads: { ...outer.inThreads, begin: outer.inThreads.begin + begin, bytes: size } }),
  };
}

/** Unpacked bytes as a file of their own; who closes it closes the file that they come from. */
export function fileOfBytes(outer: PartFile, position: number, bytes: Buffer): PartFile {
  return {
    size: bytes.length,
    modifiedAt: outer.modifiedAt,
    identity: `${outer.identity}:entry ${position}`,
    read: async (into, offset) => {
      into.set(bytes.subarray(offset, offset + into.length));
    },
    isUnchanged: () => outer.isUnchanged(),
    close: () => outer.close(),
  };
}
