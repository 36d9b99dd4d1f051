import type { RunKind } from '../../electron/contract/models.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed, ok } from '../../electron/contract/result.ts';
import type { SourceKind } from '../../electron/contract/source-kinds.ts';
import { apiPolicy } from '../../electron/engine/sources/api-policy.ts';
import type { Discovery, RemoteItem, RunEnding, Source } from '../../electron/engine/sources/source.ts';
import { type SourcePolicies, sourcePolicies } from '../../electron/engine/sources/source-policies.ts';
import type { SourcePolicy } from '../../electron/engine/sources/source-policy.ts';

/** A photo that the template source has, without a date or a name of its own in its bytes. */
export interface TemplatePhoto {
  readonly key: string;
  readonly filename: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly description?: string | null;
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

/** Its dates and sidecars are those of an API, and a description says where it comes from. */
const templatePolicy: SourcePolicy = {
  ...apiPolicy,
  xmp: ({ description, ...photo }) =>
    apiPolicy.xmp({ ...photo, description: description === null ? null : `Template: ${description}` }),
};

/** The types list the product's kinds; what an engine knows at run time is the table that it is given. */
function isTemplateKind(name: string): name is SourceKind {
  return name === 'template';
}

function registered(name: string): SourceKind {
  if (isTemplateKind(name)) return name;
  throw new Error(`${name} is not the template's kind`);
}

/** The template's kind: an entry that a source of the product has in `sourceKinds`. */
export const templateKind = registered('template');

/** The product's table of sources with one entry more, for `sources` of the engine's deps. */
export const sourcesWithTemplate: SourcePolicies = new Map([...sourcePolicies, [templateKind, templatePolicy]]);

/**
 * The smallest whole source: photos in memory, all in one album. A new source begins as a copy of this file, and touches
 * what CONTRIBUTING.md lists under "Add a source", and nothing in `backup/`, `catalog/`, `destination/` or `media/`.
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
    kind: templateKind,
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

function itemOf({ key, filename, createdAt, description = null }: TemplatePhoto): RemoteItem {
  return {
    ...{ key, filename, createdAt, mimeType: 'image/jpeg' },
    ...{ width: null, height: null, description, readiness: 'ready' },
    handle: { locator: key, staleAt: null },
    verbatim: JSON.stringify({ key }),
  };
}
