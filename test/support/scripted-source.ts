import { ok } from '../../electron/contract/result.ts';
import type { DiscoverRequest, Discovery, Source } from '../../electron/engine/sources/source.ts';

/** What a scripted source shows: pages, things that happen between two pages, and errors that end the listing. */
export type ScriptedPage = Discovery | Error | (() => void);

/** A source that shows what its script says, and remembers how it was asked. It has no bytes. */
export interface ScriptedSource extends Source {
  readonly requests: () => readonly DiscoverRequest[];
  /** How many steps of the script were reached. */
  readonly shown: () => number;
}

/** A source for tests of what a run does with a listing; `template-source.ts` is one with photos. */
export function scriptedSource(script: readonly ScriptedPage[], shows: Source['shows'] = 'everything'): ScriptedSource {
  const requests: DiscoverRequest[] = [];
  let shown = 0;

  async function* discover(request: DiscoverRequest): AsyncGenerator<Discovery> {
    requests.push(request);
    for (const page of script) {
      request.signal.throwIfAborted();
      shown += 1;
      if (page instanceof Error) throw page;
      if (typeof page === 'function') page();
      else yield page;
    }
  }

  return {
    ...{ kind: 'library', fidelity: 'original', shows, renewBatch: 1, discover },
    renew: async () => ok(new Map()),
    fetch: async () => {
      throw new Error('A scripted source has no bytes');
    },
    release: async () => undefined,
    requests: () => requests,
    shown: () => shown,
  };
}
