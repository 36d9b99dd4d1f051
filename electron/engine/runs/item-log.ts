import { hash } from 'node:crypto';
import type { Log, LogFields } from '../../base/log.ts';
import type { Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Source } from '../sources/source.ts';
import { observe } from './observe.ts';

/** What is known of an item while a run has it in hand. */
interface Followed {
  /** See {@link itemHash}. */
  readonly item: string;
  readonly name: string;
}

/**
 * How the log calls an item: equal in every run and line, and of no use at Google. It is the beginning of the SHA-256 of
 * the item's key.
 */
function itemHash(key: string): string {
  return hash('sha256', key).slice(0, 12);
}

/** The catalog and the source of a run, which tell what becomes of every item. */
export interface LoggedRun {
  readonly catalog: Catalog;
  readonly source: (source: Source) => Source;
}

/**
 * Has the log tell each item's fate: at `debug` discovered, wanted, fetching, fetched, placing, stored or present; at
 * `warn` failed and skipped. All fates pass through the catalog and the source, so they are told there and nowhere else;
 * when nobody reads `debug`, the run's own objects do the work and only failures are looked at.
 */
export function logItems(catalog: Catalog, log: Log): LoggedRun {
  const inHand = new Map<number, Followed>();
  const fateOf = (id: number): LogFields => ({ row: id, ...inHand.get(id) });
  const setbacks = observe(catalog.transfers, {
    markFailed: ([{ itemId, problem }]) => {
      log.warn('item.failed', {
        ...fateOf(itemId),
        name: problem.subject,
        problem: problem.code,
        detail: problem.detail,
      });
      inHand.delete(itemId);
    },
    markSkipped: ([{ itemId, problem }]) => {
      log.warn('item.skipped', { ...fateOf(itemId), name: problem.subject, problem: problem.code });
      inHand.delete(itemId);
    },
    ...(log.isEnabled('debug')
      ? {
          claim: (_args, items) => {
            for (const { id, key, filename } of items) {
              const followed = { item: itemHash(key), name: filename };
              inHand.set(id, followed);
              log.debug('item.wanted', () => fateOf(id));
            }
          },
          release: ([ids]) => {
            for (const id of ids) log.debug('item.released', () => fateOf(id));
          },
        }
      : {}),
  });
  if (!log.isEnabled('debug')) return { catalog: { ...catalog, transfers: setbacks }, source: (source) => source };
  return {
    catalog: {
      ...catalog,
      transfers: setbacks,
      ...loggedStorage(catalog, log, inHand, fateOf),
      ...loggedDiscovery(catalog, log),
    },
    source: (source) => loggedSource(source, log),
  };
}

function loggedDiscovery(catalog: Catalog, log: Log): Pick<Catalog, 'items' | 'albumViews' | 'assets'> {
  return {
    items: observe(catalog.items, {
      record: ([, sourceId, items]) => {
        for (const { key, filename, readiness } of items) {
          log.debug('item.discovered', () => ({
            ...{ item: itemHash(key), name: filename, readiness },
            open: catalog.transfers.isOpen(sourceId, key),
          }));
        }
      },
    }),
    albumViews: observe(catalog.albumViews, {
      record: ([album, { folder, made, settled }]) => {
        const whole = settled !== null;
        log.debug('album.finalized', () => ({ album, folder: folder.path, entries: made.length, whole }));
      },
    }),
    assets: observe(catalog.assets, {
      adopt: ([{ place }], { kind }) => log.debug('file.adopted', () => ({ path: place.path, kind })),
      recordVerification: ([asset, outcome]) => log.debug('file.verified', () => ({ asset, outcome })),
    }),
  };
}

function loggedStorage(
  catalog: Catalog,
  log: Log,
  inHand: Map<number, Followed>,
  fateOf: (id: number) => LogFields,
): Pick<Catalog, 'storage' | 'relocations'> {
  return {
    storage: observe(catalog.storage, {
      reserve: ([, requests], reservations) => {
        for (const [index, { itemId }] of requests.entries()) {
          const reservation = reservations[index];
          if (reservation === undefined) continue;
          const path = reservation.kind === 'present' ? reservation.asset.path : undefined;
          if (reservation.kind === 'present') log.debug('item.present', () => ({ ...fateOf(itemId), path }));
          else if (reservation.kind === 'reserved') {
            log.debug('item.placing', () => ({ ...fateOf(itemId), path: reservation.path }));
          }
          if (reservation.kind === 'present') inHand.delete(itemId);
        }
      },
      commit: ([, commits]) => {
        for (const { itemId, assetId } of commits) {
          log.debug('item.stored', () => ({ ...fateOf(itemId), asset: assetId }));
          inHand.delete(itemId);
        }
      },
      drop: ([asset]) => log.debug('place.dropped', () => ({ asset })),
    }),
    relocations: observe(catalog.relocations, {
      plan: (_args, planned) => log.debug('files.relocating', () => ({ files: planned.length })),
      commit: ([done]) => log.debug('files.relocated', () => ({ files: done.length })),
    }),
  };
}

function loggedSource(source: Source, log: Log): Source {
  return {
    ...source,
    renew: async (keys, signal) => {
      const renewed = await source.renew(keys, signal);
      log.debug('handles.renewed', () => ({ items: keys.map(itemHash), problem: codeOf(renewed) }));
      return renewed;
    },
    fetch: async (item, sink, signal) => {
      const mark = itemHash(item.key);
      log.debug('item.fetching', () => ({ item: mark }));
      const fetched = await source.fetch(item, sink, signal);
      log.debug('item.fetched', () => ({ item: mark, problem: codeOf(fetched) }));
      return fetched;
    },
    release: async (ending, signal) => {
      await source.release(ending, signal);
      log.debug('source.released', () => ({ ending }));
    },
  };
}

function codeOf(result: Result<unknown>): string | undefined {
  return result.ok ? undefined : result.problem.code;
}
