import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Changes the only catalog of a data folder behind Afterimage's back. */
export function inCatalog(data: string, statement: string): void {
  const folder = join(data, 'catalogs');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.sqlite'));
  const database = new DatabaseSync(join(folder, name));
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
}
