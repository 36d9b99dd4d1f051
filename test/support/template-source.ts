import type { RunKind } from '../../electron/contract/models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed, ok } from '../../electron/contract/result.ts';
import type { Discovery, RemoteItem, RunEnding, Source } from '../../electron/engine/sources/source.ts';

/** A photo that the template source has, without a date or a name of its own in its bytes. */
export interface TemplatePhoto {
  readonly key: string;
  readonly filename: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly bytes: Uint8Array;
}

/** What a test sees of how the run used the source. */
export interface TemplateSource extends Source {
  /** Keys in the order in which their bytes were asked for. */
  readonly fetched: () => readonly string[];
  /** Of every discovery. */
  readonly kinds: () => readonly RunKind[];
  /** How each run gave back what the source held. */
  readonly released: () => readonly RunEnding[];
}

/**
 * The smallest whole source: photos in memory, all in one album. A new source begins as a copy of this file, and touches
 *
 * 1. `electron/contract/models.ts`: its kind in `sourceKinds`;
 * 2. `electron/engine/sources/<name>/`: the source itself, an implementation of `Source`;
 * 3. `electron/engine/runs/<name>-….ts`: a few lines that hand it to `runLocalSource`, or to `runSource` when it asks
 *    Google; and its line in `electron/engine/engine.ts`;
 * 4. the verb of whoever starts it: a command in `electron/cli/commands/`, a request in
 *    `electron/contract/engine-protocol.ts`.
 *
 * Nothing in `backup/`, `catalog/` or `destination/` knows one source from another.
 */
export function createTemplateSource(photos: readonly TemplatePhoto[]): TemplateSource {
  const fetched: string[] = [];
  const kinds: RunKind[] = [];
  const released: RunEnding[] = [];

  async function* discover(): AsyncGenerator<Discovery> {
    const items = photos.map(itemOf);
    yield { kind: 'items', items };
    const album = { key: 'album', title: 'Template', itemCount: items.length, coverItemKey: null };
    yield { kind: 'albums', albums: [{ ...album, fingerprint: String(items.length) }] };
    // Listed to its end: a membership that is not there any more may go.
    yield { kind: 'album-items', albumKey: 'album', from: 0, items, end: { whole: true } };
  }

  return {
    // A source of the product has a kind of its own; the template borrows one.
    kind: 'library',
    fidelity: 'original',
    shows: 'everything',
    renewBatch: 1,
    discover: ({ kind }) => {
      kinds.push(kind);
      return discover();
    },
    // Handles that never go stale are never asked for again.
    renew: async () => ok(new Map()),
    fetch: async ({ handle }, sink) => {
      const photo = photos.find(({ key }) => key === handle.locator);
      if (photo === undefined) return failed(problem('item-gone'));
      fetched.push(photo.key);
      await sink.start({ length: photo.bytes.length, contentType: null, from: 0, etag: null });
      await sink.write(photo.bytes);
      await sink.end();
      return ok(undefined);
    },
    release: async (ending) => void released.push(ending),
    fetched: () => fetched,
    kinds: () => kinds,
    released: () => released,
  };
}

function itemOf({ key, filename, createdAt }: TemplatePhoto): RemoteItem {
  return {
    ...{ key, filename, createdAt, mimeType: 'image/jpeg' },
    ...{ width: null, height: null, description: null, readiness: 'ready' },
    handle: { locator: key, staleAt: null },
    verbatim: JSON.stringify({ key }),
  };
}
