import type { Problem } from '../../../contract/problem.ts';
import { type ItemHandle, noHandle, type SourceItem, type TakeoutHints } from '../../../contract/source-items.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';
import { isFaulty, isHealable } from '../findings/findings.ts';
import { isDamaged } from '../runs/problem-log.ts';
import { kindOfRun } from '../runs/runs.ts';
import { failItem, type ItemSetback, skipItem } from './item-state.ts';

/** An item that is to be fetched: what its source tells, and its row. */
export interface WantedItem extends SourceItem {
  readonly id: number;
  /** {@link noHandle} when none is known. */
  readonly handle: ItemHandle;
  /** For the clip of a motion photo: where its photo is stored, relative to the destination; else null. */
  readonly beside: string | null;
  /** For the clip of a motion photo that may yet be stored: the key of that photo; else null. */
  readonly waitsFor: string | null;
  /** What an export says that its date depends on; null for items of other sources. */
  readonly said: TakeoutDate | null;
}

/** What an export says about an item that tells when, and in which zone, it was taken. */
export interface TakeoutDate extends TakeoutHints {
  /** The sidecar's moment, seconds since 1970; null without a sidecar, or when it does not tell. */
  readonly takenAt: number | null;
}

/**
 * Which of a source's items a run may fetch. `all`: everything that is wanted. `seen`: only what the source has shown
 * in this run; that is all that a person's choice opens.
 */
export type ClaimScope = 'all' | 'seen';

/**
 * `after photos`: the clip of a motion photo waits while its photo may yet be stored. `in order`: it is handed out as any
 * other item, and says which photo it waits for. `alone`: it waits no longer.
 */
export type ClipOrder = 'after photos' | 'in order' | 'alone';

/** Why an item was not stored. */
export interface ItemOutcome {
  readonly itemId: number;
  readonly runId: number;
  readonly problem: Problem;
  /** ISO 8601. */
  readonly at: string;
}

/** Gives out the items that are to be fetched, and takes back those that could not be. */
export class Transfers {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /**
   * Hands out up to `limit` items, each at most once a run: what is wanted, what failed in an earlier run and may be
   * tried again, and in full runs also items whose file is missing. What was never tried comes first, then what was
   * tried longest ago. Last of all, in full runs, come those that were stored although they are damaged, and those whose
   * files were found damaged since.
   * Discovery may continue meanwhile; an empty list only says that nothing is wanted now.
   */
  claim(
    sourceId: number,
    runId: number,
    limit: number,
    { scope = 'all', clips = 'after photos' }: { readonly scope?: ClaimScope; readonly clips?: ClipOrder } = {},
  ): readonly WantedItem[] {
    return this.#database.transaction(() => {
      const items: WantedItem[] = [];
      for (const claimable of this.#claimableIn(runId, scope))
        items.push(...this.#claimOf(claimable, { sourceId, runId, limit: limit - items.length, scope, clips }));
      items.push(...this.#claimDamaged({ sourceId, runId, limit: limit - items.length, scope, clips }));
      return items;
    });
  }

  /** May an item yet be fetched, or will it be once its video is ready? False for what is stored or given up. */
  isOpen(sourceId: number, key: string): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM item WHERE source_id = ? AND key = ?
         AND (state = 'wanted' OR (state = 'failed' AND (claimable > 0 OR readiness = 'processing')))`,
      ...[sourceId, key],
    );
    return row !== undefined;
  }

  /** Where the photo of a clip is stored by now, relative to the destination; null when it is not. */
  besideOf(itemId: number): string | null {
    const row = this.#database.get(
      `SELECT beside.path FROM item JOIN item AS photo ON photo.source_id = item.source_id AND photo.key = item.pair_key
       JOIN asset AS beside ON beside.id = photo.asset_id AND photo.state = 'stored' WHERE item.id = ?`,
      itemId,
    );
    return textOrNull(row ?? { path: null }, 'path');
  }

  /** How many items {@link claim} would still hand out, clips that wait for their photo included. */
  countWanted(sourceId: number, runId: number, scope: ClaimScope = 'all'): number {
    let count = 0;
    for (const claimable of this.#claimableIn(runId, scope)) {
      const row = this.#database.get(
        `SELECT count(*) AS items FROM item
         WHERE claimable > 0 AND source_id = ? AND claimable = ? AND attempted_run < ?${seenCondition(scope)}`,
        ...[sourceId, claimable, runId, ...(scope === 'seen' ? [runId] : [])],
      );
      count += number(row ?? {}, 'items');
    }
    const amiss = [this.#damaged(sourceId, runId, scope, -1), this.#faulty(sourceId, runId, scope, -1)];
    return count + new Set(amiss.flat().map((row) => number(row, 'id'))).size;
  }

  /** Takes items back that were handed out but not tried (the run waits or stops): they are wanted again in any run. */
  release(itemIds: readonly number[]): void {
    this.#database.transaction(() => {
      for (const id of itemIds) this.#database.run('UPDATE item SET attempted_run = 0 WHERE id = ?', id);
    });
  }

  /**
   * Takes back what a killed run had handed out and nothing became of, as that run would have done at its end. Else those
   * items come last, and where bytes can only be read forward all before them are read twice. Where the run before it was
   * broken off as well, one of them may be what ends the program: then they do come last.
   */
  releaseInterrupted(sourceId: number): void {
    this.#database.transaction(() => {
      this.#database.run(
        `UPDATE item SET attempted_run = 0
         WHERE source_id = ?1 AND claimable > 0 AND attempted_run > 0 AND state = 'wanted' AND NOT EXISTS (
           SELECT 1 FROM run WHERE id = (
             SELECT max(id) FROM run WHERE source_id = ?1 AND id < item.attempted_run AND dry_run = 0)
           AND outcome = 'stopped' AND json_extract(problem, '$.code') = 'interrupted')`,
        sourceId,
      );
    });
  }

  /** The item could not be stored; it is tried again in later runs unless its problem says that this cannot help. */
  markFailed(outcome: ItemOutcome): void {
    const claimable = outcome.problem.retry === 'never' ? 'never' : 'any run';
    this.#settle(outcome, (setback) => failItem(this.#database, { ...setback, claimable }));
  }

  /** The item will not be stored, with a reason that lies with the source; it is not tried again. */
  markSkipped(outcome: ItemOutcome): void {
    this.#settle(outcome, (setback) => skipItem(this.#database, setback));
  }

  #settle({ itemId, ...rest }: ItemOutcome, write: (setback: ItemSetback) => void): void {
    this.#database.transaction(() => {
      const row = this.#database.get('SELECT state FROM item WHERE id = ?', itemId);
      if (row === undefined) throw new Error(`There is no item ${itemId}`);
      // Another item may have brought the same bytes back meanwhile: then nothing is wrong with this one.
      if (text(row, 'state') === 'stored') return;
      write({ id: itemId, ...rest });
      this.#database.markChanged();
    });
  }

  /** What a person chose is fetched again when its file is missing, whatever the kind of run. */
  #claimableIn(runId: number, scope: ClaimScope): readonly number[] {
    return scope === 'seen' || kindOfRun(this.#database, runId) === 'full' ? [1, 2] : [1];
  }

  #claimOf(claimable: number, { sourceId, runId, limit, scope, clips }: Claiming): readonly WantedItem[] {
    if (limit <= 0) return [];
    const rows = this.#database.all(
      `SELECT item.id, item.key, item.filename, item.mime_type, item.created_at, item.width, item.height,
         item.description, locator, stale_at, beside.path AS beside,
         CASE WHEN photo.claimable > 0 AND ? THEN photo.key END AS waits_for, ${takeoutDateColumns}
       FROM item LEFT JOIN handle ON handle.item_id = item.id
       LEFT JOIN item AS photo ON photo.source_id = item.source_id AND photo.key = item.pair_key
       LEFT JOIN asset AS beside ON beside.id = photo.asset_id AND photo.state = 'stored'
       WHERE item.claimable > 0 AND item.source_id = ? AND item.claimable = ? AND item.attempted_run < ?
         ${seenCondition(scope)}${clips === 'after photos' ? ' AND (photo.id IS NULL OR photo.claimable = 0)' : ''}
       ORDER BY item.attempted_run, item.id LIMIT ?`,
      ...[clips === 'in order' ? 1 : 0, sourceId, claimable, runId, ...(scope === 'seen' ? [runId] : []), limit],
    );
    return this.#attempting(runId, rows.map(wantedItem));
  }

  /** Clips among them have their photo's place already. */
  #claimDamaged({ sourceId, runId, limit, scope }: Claiming): readonly WantedItem[] {
    if (limit <= 0) return [];
    const damaged = this.#attempting(runId, this.#damaged(sourceId, runId, scope, limit).map(wantedItem));
    if (damaged.length === limit) return damaged;
    const faulty = this.#faulty(sourceId, runId, scope, limit - damaged.length).map(wantedItem);
    return [...damaged, ...this.#attempting(runId, faulty)];
  }

  /** What was stored damaged. `limit` below 0: all. */
  #damaged(sourceId: number, runId: number, scope: ClaimScope, limit: number): readonly Row[] {
    if (!this.#claimableIn(runId, scope).includes(2)) return [];
    return this.#database.all(
      `SELECT item.id, item.key, item.filename, item.mime_type, item.created_at, item.width, item.height,
         item.description, locator, stale_at, NULL AS beside, NULL AS waits_for, ${takeoutDateColumns}
       FROM problem CROSS JOIN item INDEXED BY item_asset ON item.asset_id = problem.asset_id LEFT JOIN handle ON handle.item_id = item.id
       WHERE problem.resolved_at IS NULL AND problem.asset_id IS NOT NULL AND ${isDamaged('problem.asset_id')}
         AND item.source_id = ? AND item.state = 'stored' AND item.attempted_run < ?${seenCondition(scope)}
       ORDER BY problem.asset_id LIMIT ?`,
      ...[sourceId, runId, ...(scope === 'seen' ? [runId] : []), limit],
    );
  }

  /**
   * What was found damaged since it was stored. Backups leave alone what a person may have edited; who shows a photo by
   * hand wants it as it was. `limit` below 0: all.
   */
  #faulty(sourceId: number, runId: number, scope: ClaimScope, limit: number): readonly Row[] {
    if (!this.#claimableIn(runId, scope).includes(2)) return [];
    const isAmiss = scope === 'seen' ? isFaulty : isHealable;
    return this.#database.all(
      `SELECT item.id, item.key, item.filename, item.mime_type, item.created_at, item.width, item.height,
         item.description, locator, stale_at, NULL AS beside, NULL AS waits_for, ${takeoutDateColumns}
       FROM finding CROSS JOIN item INDEXED BY item_asset ON item.asset_id = finding.asset_id LEFT JOIN handle ON handle.item_id = item.id
       WHERE finding.thing = 'photo' AND ${isAmiss('finding.asset_id')}
         AND item.source_id = ? AND item.state = 'stored' AND item.attempted_run < ?${seenCondition(scope)}
       ORDER BY finding.id LIMIT ?`,
      ...[sourceId, runId, ...(scope === 'seen' ? [runId] : []), limit],
    );
  }

  #attempting(runId: number, items: readonly WantedItem[]): readonly WantedItem[] {
    for (const { id } of items) this.#database.run('UPDATE item SET attempted_run = ? WHERE id = ?', runId, id);
    return items;
  }
}

interface Claiming {
  readonly sourceId: number;
  readonly runId: number;
  readonly limit: number;
  readonly scope: ClaimScope;
  readonly clips: ClipOrder;
}

/** The columns of table `item` that {@link takeoutDateOf} reads. */
export const takeoutDateColumns = 'item.people, item.taken_at, item.latitude, item.longitude, item.taken_year';

/** What an export says; null for items of other sources, which name no people, not even none. */
export function takeoutDateOf(row: Row): TakeoutDate | null {
  if (row['people'] === null) return null;
  return {
    takenAt: numberOrNull(row, 'taken_at'),
    latitude: numberOrNull(row, 'latitude'),
    longitude: numberOrNull(row, 'longitude'),
    takenYear: numberOrNull(row, 'taken_year'),
  };
}

/** As SQL: only what the source has shown in this run. */
export function seenCondition(scope: ClaimScope): string {
  return scope === 'seen' ? ' AND item.last_seen_run = ?' : '';
}

function wantedItem(row: Row): WantedItem {
  const locator = textOrNull(row, 'locator');
  return {
    id: number(row, 'id'),
    key: text(row, 'key'),
    filename: text(row, 'filename'),
    mimeType: text(row, 'mime_type'),
    createdAt: textOrNull(row, 'created_at'),
    width: numberOrNull(row, 'width'),
    height: numberOrNull(row, 'height'),
    description: textOrNull(row, 'description'),
    handle: locator === null ? noHandle : { locator, staleAt: numberOrNull(row, 'stale_at') },
    beside: textOrNull(row, 'beside'),
    waitsFor: textOrNull(row, 'waits_for'),
    said: takeoutDateOf(row),
  };
}
