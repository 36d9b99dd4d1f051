import type { EngineInput, EngineOutput } from '../../contract/engine-protocol.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Engine } from '../../engine/engine.ts';
import { sightedParts } from '../../schedule/sighted-parts.ts';

type TakeoutVerb = 'findParts' | 'partImportStates' | 'exports' | 'doubtful' | 'explain';
type TakeoutAnswers = {
  readonly [V in TakeoutVerb]: (input: EngineInput<V>) => Promise<Result<EngineOutput<V>>>;
};

/** What the page and the watch folder ask about exports. */
export function takeoutAnswers(engine: Pick<Engine, TakeoutVerb>): TakeoutAnswers {
  return {
    findParts: async ({ paths }) => ok(await sightedParts(await engine.findParts(paths))),
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
