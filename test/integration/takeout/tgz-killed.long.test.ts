import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { openImportWorld } from '../../support/import-world.ts';

const photos = 120;

/** Ids of the items that a run fetched, in the order in which it stored them. Ids go by the order in the archive. */
function storedBy(data: string, run: number): readonly number[] {
  const folder = join(data, 'catalogs');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.sqlite'));
  const catalog = new DatabaseSync(join(folder, name), { readOnly: true });
  try {
    const rows = catalog.prepare('SELECT id FROM item WHERE stored_run = ? ORDER BY asset_id').all(run);
    return rows.map(({ id }) => Number(id));
  } finally {
    catalog.close();
  }
}

test('after a kill in the midst of a .tgz, the next import stores what was under way first', {
  tags: 'long',
}, async () => {
  const { folder, backup, call } = await openImportWorld();
  const files: Record<string, Uint8Array | string> = {};
  for (let i = 0; i < photos; i += 1) {
    const title = `IMG_${1_000 + i}.jpg`;
    files[`${year}/${title}`] = Buffer.concat([await picture(i), randomBytes(300_000)]);
    files[`${year}/${title}${details}`] = sidecar(title, '2019-03-01');
  }
  const path = await archived(join(folder, 'takeout-20260301T120000Z-001.tgz'), files);
  const shown = join(backup, 'Photos');
  const isAnyStored = (): boolean =>
    existsSync(shown) && readdirSync(shown, { recursive: true }).some((file) => String(file).endsWith('.jpg'));
  const killed = await call(['import', '--json', path], { killWhen: isAnyStored });
  expect(killed.signal, killed.stderr).toBe('SIGKILL');

  const last = await call(['import', '--json', path]);
  expect(last.code, last.stderr).toBe(0);
  const stored = storedBy(join(folder, 'data'), 2);
  expect(stored.length).toBeGreaterThan(photos / 4);
  const first = Math.min(...stored);
  // Eight are fetched side by side.
  for (const [index, id] of stored.entries()) expect(Math.abs(id - first - index)).toBeLessThan(16);
  const { photos: found } = await readBackupFolder(backup);
  expect(found.size).toBe(photos);
  for (const places of found.values()) expect(places).toHaveLength(1);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
});
