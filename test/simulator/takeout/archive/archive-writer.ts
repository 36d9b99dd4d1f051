/** One file to be put into a part, its bytes known in size and checksum beforehand. */
export interface ArchiveEntry {
  /** With slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly chunks: readonly Uint8Array[];
  /** Seconds since 1970 UTC. */
  readonly modified: number;
}

/** Writes one part. Nothing but the entry at hand and, in a zip, its directory is kept in memory. */
export interface ArchiveWriter {
  readonly add: (entry: ArchiveEntry) => Promise<void>;
  /** Completes the part and closes it. */
  readonly finish: () => Promise<void>;
}
