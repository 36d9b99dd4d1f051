import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('no number makes a table unreadable: whole ones beyond 2^53 are kept as the largest that can be read', async () => {
  const database = new CatalogDatabase(join(await temporaryFolder(), 'numbers.sqlite'));
  database.execute('CREATE TABLE numbers (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT');
  const values = [2 ** 53 - 1, 2 ** 53, 2 ** 60, -(2 ** 60), 42];
  for (const value of values) database.insert('INSERT INTO numbers (value) VALUES (?)', value);
  expect(database.all('SELECT value FROM numbers ORDER BY id').map(({ value }) => value)).toEqual([
    2 ** 53 - 1,
    2 ** 53 - 1,
    2 ** 53 - 1,
    1 - 2 ** 53,
    42,
  ]);
  database.run('UPDATE numbers SET value = ? WHERE id = 5', 2 ** 62);
  expect(database.get('SELECT value FROM numbers WHERE id = 5')).toEqual({ value: 2 ** 53 - 1 });
  database.close();
});
