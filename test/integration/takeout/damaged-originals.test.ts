import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenParts } from '../../simulator/takeout/broken-parts.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';

test('a photo whose bytes do not match their checksum is stored, and told each time', async () => {
  const { folder, backup, call } = await openImportWorld();
  const [part] = await brokenParts(join(folder, 'parts'), ['wrong-checksum']);
  if (part === undefined) throw new Error('No such part');
  const known = [...part.survivors.map(({ sha256 }) => sha256), ...(part.kept ?? [])].toSorted();
  for (const stored of [1, 0]) {
    const ended = await call(['import', '--json', ...part.files]);
    // The damaged one counts as failed, though its bytes are kept: it is asked for again.
    expect([ended.code, lastRecord(ended)]).toMatchObject([3, { discovered: 2, stored, failed: 1 }]);
    const codes = ended.records.filter(({ event }) => event === 'problem').map(({ problem }) => Object(problem).code);
    expect(codes).toEqual(['entry-kept-damaged']);
    expect([...(await readBackupFolder(backup)).photos.keys()].toSorted()).toEqual(known);
  }
  expect((await call(['verify', '--json'])).code).toBe(0);
});
