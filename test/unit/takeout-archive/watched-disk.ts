import { type OpenDiskFile, systemDisk } from '../../../electron/engine/sources/takeout/archive/part-file.ts';

/** What happens at a disk. */
export interface WatchedDisk {
  readonly disk: OpenDiskFile;
  /** Offsets of all reads, in order. */
  readonly reads: readonly number[];
}

interface Watching {
  /** Called before each read. May throw, or answer how many bytes are read at most. */
  readonly beforeRead?: (offset: number, path: string) => number | Promise<number>;
}

/** The system's disk, watched and made to fail. */
export function watchedDisk({ beforeRead = () => Number.POSITIVE_INFINITY }: Watching = {}): WatchedDisk {
  const reads: number[] = [];
  const disk: OpenDiskFile = async (path, flags) => {
    const file = await systemDisk(path, flags);
    return {
      stat: () => file.stat(),
      close: () => file.close(),
      read: async (buffer, offset, length, position) => {
        reads.push(position);
        const most = await beforeRead(position, path);
        return file.read(buffer, offset, Math.min(length, most), position);
      },
    };
  };
  return { disk, reads };
}

/** What the system says when a disk is unplugged. */
export function ioError(): Error {
  return Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', errno: -5, syscall: 'read' });
}
