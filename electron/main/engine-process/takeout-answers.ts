import { stat } from 'node:fs/promises';
import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { FoundPart } from '../../contract/takeout-desktop-models.ts';
import type { Engine } from '../../engine/engine.ts';

type TakeoutVerb = 'findParts' | 'partImportStates' | 'exports' | 'doubtful' | 'explain';
type TakeoutAnswers = {
  readonly [V in TakeoutVerb]: (input: EngineInput<V>) => Promise<Result<EngineOutput<V>>>;
};
type NamedPart = Omit<FoundPart, 'bytes' | 'modifiedAt' | 'place'>;

/** What the page and the watch folder ask about exports. */
export function takeoutAnswers(engine: Pick<Engine, TakeoutVerb>): TakeoutAnswers {
  return {
    findParts: async ({ paths }) => {
      const { exports, unrecognised } = await engine.findParts(paths);
      return ok({
        exports: await Promise.all(
          exports.map(async ({ stamp, parts, missing }) => ({
            stamp,
            parts: (await Promise.all(parts.filter(isLikely).map(asItLies))).filter((part) => part !== null),
            missing: [...missing],
          })),
        ),
        unrecognised: [...unrecognised],
      });
    },
    partImportStates: async ({ destination, paths }) => {
      const standings = await engine.partImportStates(destination, paths);
      return standings.ok ? ok([...standings.value]) : standings;
    },
    exports: async ({ destination }) => engine.exports(destination),
    doubtful: async ({ destination, ...page }) => {
      const entries = engine.doubtful(destination, page);
      return entries.ok ? ok([...entries.value]) : entries;
    },
    explain: ({ destination, id }) => engine.explain(destination, { asset: id }),
  };
}

/** A file smaller than this may lie in the file system's own tables, without a block. */
const inlineBytes = 65_536;

/** A film that is merely called like a bare file of an export is nobody's to offer or to watch. */
function isLikely({ bare }: Awaited<ReturnType<Engine['findParts']>>['exports'][number]['parts'][number]): boolean {
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
