import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClientStore } from '../../../electron/account/client-store.ts';
import { openFileStore } from '../../../electron/account/file-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { testClient } from './fixtures/google.ts';

test('a client whose secret was emptied in a token file is missing', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'tokens.json');
  const { store } = valueIn(await openFileStore(path));
  const clients = createClientStore(folder, store, () => undefined);
  valueIn(await clients.save(testClient, '2026-11-01T12:00:00.000Z'));
  const kept = await readFile(path, 'utf8');
  expect(kept).toContain(testClient.clientSecret);
  await writeFile(path, kept.replace(testClient.clientSecret, ''));
  problemIn(await clients.load(), 'client-missing');
});
