import type { SourceKind } from '../../../contract/source-kinds.ts';
import type { CatalogDatabase, Row } from '../database/catalog-database.ts';
import { number, oneOf, text } from '../database/row.ts';

/** One place where items come from: a kind of source of one account. */
export interface CatalogSource {
  readonly id: number;
  readonly kind: SourceKind;
  /** The account's permanent id. */
  readonly account: string;
  /** For people, such as the e-mail address. */
  readonly label: string;
}

/** The sources that items have come from. */
export class Sources {
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
  }

  /** The id of a source; it is created when it is new, and gets the label of today. */
  ensure(kind: SourceKind, account: string, label: string): number {
    const known = this.#database.get('SELECT id, label FROM source WHERE kind = ? AND account = ?', kind, account);
    if (known !== undefined && text(known, 'label') === label) return number(known, 'id');
    return this.#database.transaction(() => {
      this.#database.markChanged();
      const row = this.#database.get(
        `INSERT INTO source (kind, account, label) VALUES (?, ?, ?)
         ON CONFLICT (kind, account) DO UPDATE SET label = excluded.label RETURNING id`,
        ...[kind, account, label],
      );
      return number(row ?? {}, 'id');
    });
  }

  /** All sources: a handful. */
  all(): readonly CatalogSource[] {
    return this.#database
      .all('SELECT id, kind, account, label FROM source ORDER BY id')
      .map((row) => sourceOf(row, this.#database.sourceKinds));
  }
}

function sourceOf(row: Row, kinds: readonly SourceKind[]): CatalogSource {
  return {
    id: number(row, 'id'),
    kind: oneOf(row, 'kind', kinds),
    account: text(row, 'account'),
    label: text(row, 'label'),
  };
}
