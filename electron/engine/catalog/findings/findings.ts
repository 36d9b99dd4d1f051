import {
  type Finding,
  type FindingCounts,
  type FindingFault,
  type FindingThing,
  findingFaults,
  findingThings,
  noFindings,
} from '../../../contract/findings.ts';
import { type ProblemCode, problem } from '../../../contract/problem.ts';
import { type SourceKind, sourceTable } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { flag, number, numberOrNull, oneOf, text, textOrNull } from '../database/row.ts';
import { openPlaceProblem, resolvePlace } from '../runs/problem-log.ts';

/** What a finding is about: a photo and its sidecar by the asset, so that it stays known when the file moves. */
export type FindingSubject =
  | { readonly thing: 'photo' | 'sidecar'; readonly assetId: number }
  | { readonly thing: 'album' | 'sums'; readonly path: string };

/** Something that was found missing or damaged. */
export interface FoundFault {
  readonly subject: FindingSubject;
  readonly fault: FindingFault;
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
  readonly detail?: string | undefined;
  /** It looks as if another program had saved it. */
  readonly mayBeEdit?: boolean;
  /** ISO 8601. */
  readonly at: string;
}

/** Something that holds photos with findings. */
export interface PhotoOrigin {
  readonly source: SourceKind;
  /** Whose library or selection, for people; null for an export. */
  readonly account: string | null;
  /** Of an export: the name of the file that holds them, its number, and the stamp of the export. */
  readonly archive: string | null;
  readonly number: number | null;
  readonly stamp: string | null;
  readonly photos: number;
}

/** A photo with a finding that folders of albums show. */
export interface ShownPhoto {
  readonly assetId: number;
  /** The entries that may be files of their own, relative to the destination. */
  readonly copies: readonly string[];
  /** Those of them that were made as further names of the photo's file. */
  readonly hardLinks: readonly string[];
}

/** Where a photo lies by now, and its sidecar beside it. */
const presentPath = `iif(finding.asset_id IS NULL, finding.path, asset.path || iif(finding.thing = 'sidecar', '.xmp', ''))`;
const findings = `
  SELECT finding.id, thing, fault, ${presentPath} AS path, detail, may_be_edit, since, seen_at
  FROM finding LEFT JOIN asset ON asset.id = finding.asset_id`;

/** What is missing or damaged in the folder, from the moment when it is found until it is mended. */
export class Findings {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** Records something that is no photo; photos are recorded with their state (`Assets`). */
  record(found: FoundFault & { readonly subject: Exclude<FindingSubject, { readonly thing: 'photo' }> }): void {
    this.#database.transaction(() => openFinding(this.#database, found));
  }

  /** It is what it should be. `at`: ISO 8601. */
  resolve(subject: FindingSubject, at: string): void {
    if (this.#database.get(`SELECT 1 FROM finding WHERE ${keyOf(subject)}`, ...keyValues(subject)) === undefined)
      return;
    this.#database.transaction(() => mendFinding(this.#database, subject, at));
  }

  /** Findings in the order in which they were made, at most `limit` after the one with the id `after` (0: the first). */
  list({
    limit,
    after,
  }: {
    readonly limit: number;
    readonly after: number;
  }): readonly (Finding & { readonly id: number })[] {
    return this.#database
      .all(`${findings} WHERE finding.id > ? ORDER BY finding.id LIMIT ?`, after, limit)
      .map((row) => ({ id: number(row, 'id'), ...findingOf(row) }));
  }

  /** How many there are, by thing and by fault, and since when. */
  counts(): FindingCounts {
    const things = { ...noFindings.things };
    const faults = { ...noFindings.faults };
    let total = 0;
    let since: string | null = null;
    const rows = this.#database.all(
      'SELECT thing, fault, count(*) AS findings, min(since) AS since FROM finding GROUP BY thing, fault',
    );
    for (const row of rows) {
      const many = number(row, 'findings');
      things[oneOf(row, 'thing', findingThings)] += many;
      faults[oneOf(row, 'fault', findingFaults)] += many;
      total += many;
      if (since === null || text(row, 'since') < since) since = text(row, 'since');
    }
    return { total, since, things, faults };
  }

  /**
   * What is derived from the photos and known to be damaged is due: the end of the next run makes it again. Folders of
   * albums in which another program may have edited something only where `edits` are to be replaced, too.
   */
  markDue({ edits }: { readonly edits: boolean }): void {
    this.#database.transaction(() => {
      this.#database.run(
        `UPDATE item SET sidecar_due = sidecar_due + 1
         WHERE state = 'stored' AND asset_id IN (SELECT asset_id FROM finding WHERE thing = 'sidecar')`,
      );
      this.#database.run(
        `UPDATE album SET revision = revision + 1 WHERE folder IN (SELECT path FROM finding
           WHERE thing = 'album' AND (may_be_edit = 0 OR ?))`,
        edits ? 1 : 0,
      );
    });
  }

  /** The items of a source that show photos with findings: what to ask it for. */
  keysToFetch(sourceId: number): readonly string[] {
    const keys = this.#database.map(
      (row) => text(row, 'key'),
      `SELECT DISTINCT item.key FROM finding CROSS JOIN item ON item.asset_id = finding.asset_id
       WHERE finding.thing = 'photo' AND item.source_id = ? ORDER BY item.key`,
      sourceId,
    );
    return keys;
  }

  /** Photos with findings, and where albums show them: links may have become files on the way through a cloud. */
  shownInAlbums(): readonly ShownPhoto[] {
    const rows = this.#database.all(
      `SELECT asset.id, album.folder || '/' || album_entry.name AS entry, album_entry.kind = 'hardlink' AS is_hard_link
       FROM finding CROSS JOIN asset ON asset.id = finding.asset_id
       JOIN album_entry ON album_entry.target = asset.path JOIN album ON album.id = album_entry.album_id
       WHERE finding.thing = 'photo' AND asset.state IN ('stored', 'missing') AND album.folder IS NOT NULL
       ORDER BY asset.id, entry`,
    );
    const entries = rows.map((row) => ({
      assetId: number(row, 'id'),
      entry: text(row, 'entry'),
      isHardLink: flag(row, 'is_hard_link'),
    }));
    return [...Map.groupBy(entries, ({ assetId }) => assetId)].map(([assetId, shown]) => ({
      assetId,
      copies: shown.map(({ entry }) => entry),
      hardLinks: shown.filter(({ isHardLink }) => isHardLink).map(({ entry }) => entry),
    }));
  }

  /** From where the photos with findings came: what could bring them back. */
  origins(): readonly PhotoOrigin[] {
    return this.#database
      .all(
        `SELECT source.kind AS source, source.label, part.name AS archive, part.number, export.stamp, count(DISTINCT finding.id) AS photos
         FROM finding CROSS JOIN item ON item.asset_id = finding.asset_id JOIN source ON source.id = item.source_id
         LEFT JOIN takeout_entry ON takeout_entry.item_id = item.id AND takeout_entry.claims = 1
         LEFT JOIN part ON part.id = takeout_entry.part_id LEFT JOIN export ON export.id = part.export_id
         WHERE finding.thing = 'photo' GROUP BY source.id, part.id
         ORDER BY source.kind, source.label, export.stamp, part.run_index, part.number, part.name`,
      )
      .map((row) => ({ row, source: oneOf(row, 'source', this.#database.sourceKinds) }))
      .map(({ row, source }) => ({
        source,
        account: sourceTable[source].hasAccount ? text(row, 'label') : null,
        archive: textOrNull(row, 'archive'),
        number: numberOrNull(row, 'number'),
        stamp: textOrNull(row, 'stamp'),
        photos: number(row, 'photos'),
      }));
  }

  /** The subjects of one kind of thing: to look at those again that nothing else leads to any more. */
  paths(thing: 'album' | 'sums'): readonly string[] {
    return this.#database
      .all('SELECT path FROM finding WHERE thing = ? AND asset_id IS NULL ORDER BY path', thing)
      .map((row) => text(row, 'path'));
  }

  /** What is wrong with something; null when nothing is known to be. */
  of(subject: FindingSubject): Finding | null {
    const row = this.#database.get(`${findings} WHERE ${keyOf(subject, 'finding.')}`, ...keyValues(subject));
    return row === undefined ? null : findingOf(row);
  }
}

const problemOfThing: Readonly<Record<Exclude<FindingThing, 'photo'>, ProblemCode>> = {
  sidecar: 'sidecar-damaged',
  album: 'album-view-damaged',
  sums: 'sums-damaged',
};

/** Inside a transaction: records a fault, or renews what is known of it. A photo's problem is opened with its state. */
export function openFinding(
  database: CatalogDatabase,
  { subject, fault, path, detail, mayBeEdit = false, at }: FoundFault,
): void {
  const known = database.run(
    `UPDATE finding SET fault = ?, path = ?, detail = ?, may_be_edit = ?, seen_at = ? WHERE ${keyOf(subject)}`,
    ...[fault, path, detail ?? null, mayBeEdit ? 1 : 0, at, ...keyValues(subject)],
  );
  if (known === 0) {
    database.run(
      `INSERT INTO finding (thing, fault, path, asset_id, detail, may_be_edit, since, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[subject.thing, fault, path, 'assetId' in subject ? subject.assetId : null, detail ?? null],
      ...[mayBeEdit ? 1 : 0, at, at],
    );
    database.markChanged();
  }
  if (subject.thing === 'photo') return;
  const told = detail ?? fault;
  openPlaceProblem(database, problem(problemOfThing[subject.thing], { subject: path, detail: told }), path, at);
}

/** Inside a transaction: nothing is wrong with it any more. `at`: ISO 8601; null when nobody looked. */
export function mendFinding(database: CatalogDatabase, subject: FindingSubject, at: string | null): void {
  const known = database.get(`SELECT path, seen_at FROM finding WHERE ${keyOf(subject)}`, ...keyValues(subject));
  if (known === undefined) return;
  database.run(`DELETE FROM finding WHERE ${keyOf(subject)}`, ...keyValues(subject));
  if (subject.thing !== 'photo') resolvePlace(database, text(known, 'path'), at ?? text(known, 'seen_at'));
  database.markChanged();
}

/** Inside a transaction: nobody needs this content any more. */
export function forgetFindings(database: CatalogDatabase, assetId: number): void {
  for (const thing of ['photo', 'sidecar'] as const) mendFinding(database, { thing, assetId }, null);
}

/** SQL: whether a photo is known to be damaged, and no person is likely to have changed it on purpose. */
export function isHealable(assetId: string): string {
  return `EXISTS (SELECT 1 FROM finding AS found WHERE found.asset_id = ${assetId} AND found.thing = 'photo'
    AND found.fault IN ('cut', 'changed') AND found.may_be_edit = 0)`;
}

/** SQL: whether the file of a photo is known to be other than it was stored, or cannot be read. */
export function isFaulty(assetId: string): string {
  return `EXISTS (SELECT 1 FROM finding AS found WHERE found.asset_id = ${assetId} AND found.thing = 'photo'
    AND found.fault <> 'missing')`;
}

function keyOf(subject: FindingSubject, table: 'finding.' | '' = ''): string {
  return 'assetId' in subject
    ? `${table}asset_id = ? AND ${table}thing = ?`
    : `${table}path = ? AND ${table}thing = ? AND ${table}asset_id IS NULL`;
}

function keyValues(subject: FindingSubject): readonly [number | string, string] {
  return ['assetId' in subject ? subject.assetId : subject.path, subject.thing];
}

function findingOf(row: Row): Finding {
  const detail = textOrNull(row, 'detail');
  return {
    thing: oneOf(row, 'thing', findingThings),
    fault: oneOf(row, 'fault', findingFaults),
    path: text(row, 'path'),
    ...(detail === null ? {} : { detail }),
    ...(flag(row, 'may_be_edit') ? { mayBeEdit: true } : {}),
    since: text(row, 'since'),
    seenAt: text(row, 'seen_at'),
  };
}
