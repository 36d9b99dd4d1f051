import { accountKey } from '../../../contract/account-key.ts';
import type { CatalogDatabase } from '../database/catalog-database.ts';
import { number, numberOrNull, text, textOrNull } from '../database/row.ts';
import type { ExportAuthorities } from './export-authorities.ts';
import { type JudgedKind, judgeKind } from './export-kind.ts';
import { indexOf } from './export-review.ts';
import { momentOfStamp } from './export-stamp.ts';
import { type ComparedExport, type SharedPhotos, sharedPhotos } from './shared-photos.ts';

/** So many moments of an export show well enough when its photos were uploaded. */
const sampleSize = 2_000;
/** A later full export that holds so much of an export holds what matters of it; the rest was deleted at Google. */
const supersededShare = 0.9;

interface KnownExport extends ComparedExport {
  readonly stamp: string;
}

/** Decides whose each export is, until when it covers, and what it holds; again whenever exports were reviewed. */
export class ExportKinds {
  readonly #database: CatalogDatabase;
  readonly #authorities: ExportAuthorities;

  constructor(database: CatalogDatabase, authorities: ExportAuthorities) {
    this.#database = database;
    this.#authorities = authorities;
  }

  /** A person says whose these exports are; what an index page says comes before that. */
  assign(exportIds: readonly number[], email: string): void {
    this.#database.transaction(() => {
      for (const id of exportIds) {
        this.#database.run(
          'UPDATE export SET owner = ?1, albums_due = 1 WHERE id = ?2 AND owner IS NOT ?1',
          ...[email, id],
        );
      }
      this.#database.markChanged();
    });
  }

  /**
   * Whose an export is, in lower case; null when nothing tells. An address that Google knows in several spellings is given
   * as the earliest export has it.
   */
  accountOf(exportId: number): string | null {
    const account = this.#emailOf(exportId);
    if (account === null || accountKey(account) === account) return account;
    const earlier = this.#database.all('SELECT id FROM export WHERE id < ? ORDER BY id', exportId);
    const spelled = earlier.map((row) => this.#emailOf(number(row, 'id')));
    return spelled.find((one) => one !== null && accountKey(one) === accountKey(account)) ?? account;
  }

  #emailOf(exportId: number): string | null {
    const page = this.#database.get('SELECT email FROM export_index WHERE id = ?', indexOf(this.#database, exportId));
    const named = this.#database.get('SELECT owner FROM export WHERE id = ?', exportId);
    const email = textOrNull(page ?? { email: null }, 'email') ?? textOrNull(named ?? { owner: null }, 'owner');
    return email === null ? null : email.toLowerCase();
  }

  /** The first account that is known stays the first, whatever is known later: its albums keep their keys. */
  rememberFirstAccount(): void {
    if (this.#firstAccount() !== null) return;
    const ids = this.#database.all('SELECT id FROM export ORDER BY id').map((row) => number(row, 'id'));
    const [first] = ids.map((id) => this.accountOf(id)).filter((account) => account !== null);
    if (first !== undefined) this.#database.run('UPDATE catalog_state SET first_account = ?', first);
  }

  /** Whose albums an export has where two accounts must be kept apart: null for the first one, and where nothing tells. */
  albumScopeOf(exportId: number): string | null {
    const account = this.accountOf(exportId);
    const first = this.#firstAccount();
    if (first === null || account === null || accountKey(account) === accountKey(first)) return null;
    return account;
  }

  #firstAccount(): string | null {
    return textOrNull(
      this.#database.get('SELECT first_account FROM catalog_state') ?? { first_account: null },
      'first_account',
    );
  }

  /** Judges all exports, because each is judged beside the others. `now`: milliseconds since 1970. */
  judge(now: number): void {
    this.#database.transaction(() => {
      const exports = this.#exports(now);
      const shared = sharedPhotos(this.#database, exports);
      const judged = new Map(exports.map((one) => [one.id, this.#judgeOne(one, exports, shared)]));
      for (const { id, madeAt, account } of exports) {
        const { kind, reason } = judged.get(id) ?? { kind: 'unknown', reason: 'nothing-tells' };
        const isSuperseded =
          account === null &&
          exports.some((later) => {
            const isLater = later.account !== null && (later.madeAt ?? 0) > (madeAt ?? Number.POSITIVE_INFINITY);
            return isLater && judged.get(later.id)?.kind === 'full' && holds(shared, later.id, id);
          });
        this.#database.run(
          'UPDATE export SET covers_until = ?, kind = ?, kind_reason = ?, superseded = ? WHERE id = ?',
          ...[madeAt === null ? null : new Date(madeAt).toISOString(), kind, reason, isSuperseded ? 1 : 0, id],
        );
      }
    });
  }

  #exports(now: number): readonly KnownExport[] {
    const rows = this.#database.all(
      `SELECT id, stamp FROM export WHERE EXISTS (SELECT 1 FROM part WHERE part.export_id = export.id) ORDER BY id`,
    );
    return rows
      .map((row) => {
        const [id, stamp] = [number(row, 'id'), text(row, 'stamp')];
        const madeAt = momentOfStamp(stamp)?.getTime() ?? this.#authorities.newestTime(id, now);
        return { id, stamp, madeAt, account: this.accountOf(id) };
      })
      .toSorted((one, other) => (one.madeAt ?? 0) - (other.madeAt ?? 0));
  }

  #judgeOne(one: KnownExport, exports: readonly KnownExport[], shared: SharedPhotos): JudgedKind {
    const earlier = exports
      .slice(0, exports.indexOf(one))
      .filter(({ account, madeAt }) => account === one.account && madeAt !== null && madeAt < (one.madeAt ?? 0));
    const years = this.#yearsOf([one.id]);
    const before = this.#yearsOf(earlier.map(({ id }) => id));
    const { own, sentAgain, earlierHeld } = shared.of(one.id);
    return judgeKind({
      madeAt: one.madeAt,
      madeBefore: earlier.at(-1)?.madeAt ?? null,
      years: years.size,
      yearsLeftOut: [...before].filter((year) => !years.has(year)).length,
      earlier: shared.of(one.id).earlier,
      ...{ earlierHeld, own, sentAgain },
      uploads: this.#uploads(one.id),
    });
  }

  #yearsOf(exportIds: readonly number[]): ReadonlySet<number> {
    const rows = this.#database.all(
      `SELECT DISTINCT year FROM takeout_folder WHERE meaning = 'year' AND year IS NOT NULL
         AND export_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(exportIds),
    );
    return new Set(rows.map((row) => number(row, 'year')));
  }

  /** When photos of an export were uploaded, or taken where that is not told, milliseconds since 1970. */
  #uploads(exportId: number): readonly number[] {
    const range =
      this.#database.get(
        `SELECT min(entry.id) AS first, count(*) AS entries FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
         WHERE part.export_id = ?`,
        exportId,
      ) ?? {};
    const step = Math.max(1, Math.ceil(number(range, 'entries') / sampleSize));
    const moments = this.#database.map(
      (row) => numberOrNull(row, 'moment'),
      `SELECT 1000 * coalesce(
         CASE WHEN json_valid(json.verbatim) THEN CAST(json_extract(json.verbatim, '$.creationTime.timestamp') AS INTEGER) END,
         json.taken_at) AS moment
       FROM part JOIN takeout_entry AS entry ON entry.part_id = part.id
       JOIN takeout_json AS json ON json.entry_id = entry.id
       WHERE part.export_id = ? AND entry.role = 'sidecar' AND (entry.id % ?) = 0`,
      ...[exportId, step],
    );
    return moments.filter((moment) => moment !== null);
  }
}

function holds(shared: SharedPhotos, later: number, earlier: number): boolean {
  const { own } = shared.of(earlier);
  return own > 0 && shared.both(later, earlier) >= own * supersededShare;
}
