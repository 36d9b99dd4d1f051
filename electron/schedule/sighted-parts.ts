import { stat } from 'node:fs/promises';
import type { FoundPart, FoundParts } from '../contract/takeout-desktop-models.ts';

/** A part as its name tells it. */
interface NamedPart extends Omit<FoundPart, 'bytes' | 'modifiedAt' | 'place'> {
  /** Of a file that lies there without an archive: whether an export is near. */
  readonly bare?: string | undefined;
}

/** What the engine finds in files and folders, by their names. */
interface NamedParts {
  readonly exports: readonly {
    readonly stamp: string;
    readonly parts: readonly NamedPart[];
    readonly missing: readonly string[];
  }[];
  readonly unrecognised: readonly FoundParts['unrecognised'][number][];
}

/** Parts with how they lie on the disk, for a watch folder and for people. */
export async function sightedParts({ exports, unrecognised }: NamedParts): Promise<FoundParts> {
  return {
    exports: await Promise.all(
      exports.map(async ({ stamp, parts, missing }) => ({
        stamp,
        parts: (await Promise.all(parts.filter(isLikely).map(asItLies))).filter((part) => part !== null),
        missing: [...missing],
      })),
    ),
    unrecognised: [...unrecognised],
  };
}

/** A file smaller than this may lie in the file system's own tables, without a block. */
const inlineBytes = 65_536;

/** A film that is merely called like a bare file of an export is nobody's to offer or to watch. */
function isLikely({ bare }: NamedPart): boolean {
  return bare !== 'far';
}

/** How a part lies on the disk; null when it has gone meanwhile. */
async function asItLies({ name, path, format, number }: NamedPart): Promise<FoundPart | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) return null;
  const isFolder = stats.isDirectory();
  // Programs of cloud drives (OneDrive, Dropbox, iCloud) show files without blocks, and fetch them when they are opened.
  const isElsewhere = !isFolder && stats.blocks === 0 && stats.size > inlineBytes;
  return {
    ...{ name, path, format, number },
    bytes: isFolder ? null : stats.size,
    modifiedAt: stats.mtime.toISOString(),
    place: isElsewhere ? 'cloud' : 'here',
  };
}
