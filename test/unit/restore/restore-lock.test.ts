import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CatalogDatabase } from '../../../electron/engine/catalog/database/catalog-database.ts';
import { isRestoreOn, lockRestores } from '../../../electron/engine/restore/restore-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the right to send', () => {
  test('is one at a time, is seen by whoever looks, and is given back', async () => {
    const file = join(await temporaryFolder(), 'restore-lock.sqlite');
    expect(isRestoreOn(file)).toBe(false);
    const taken = lockRestores(file);
    expect(isRestoreOn(file)).toBe(true);
    expect(lockRestores(file)).toMatchObject({ problem: { code: 'restore-busy' } });
    if (taken.ok) taken.value.release();
    expect(isRestoreOn(file)).toBe(false);
    expect(lockRestores(file)).toMatchObject({ ok: true });
  });

  test('is not taken by a look: another one that looks at the same time sees nobody send', async () => {
    const file = join(await temporaryFolder(), 'restore-lock.sqlite');
    const first = lockRestores(file);
    if (first.ok) first.value.release();
    // As it stands while somebody looks: a transaction that reads.
    const looking = new CatalogDatabase(file);
    looking.execute('BEGIN');
    looking.get('SELECT count(*) FROM sqlite_schema');
    expect(isRestoreOn(file)).toBe(false);
    looking.close();
  });
});
