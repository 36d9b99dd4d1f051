import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openQuotaStore } from '../../../electron/engine/catalog/runs/quota-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { at, goodValue } from './catalog-fixture.ts';

const module = fileURLToPath(new URL('../../../electron/engine/catalog/runs/quota-store.ts', import.meta.url));

async function quotaFile(): Promise<string> {
  return join(await temporaryFolder(), 'quota.sqlite');
}

function openedStore(file: string) {
  const store = goodValue(openQuotaStore(file, at(0)));
  onTestFinished(() => store.close());
  return store;
}

test('counts add up by project and day, and outlive the process', async () => {
  const file = await quotaFile();
  const store = openedStore(file);
  expect(store.load('123', '2026-01-01')).toEqual({ api: 0, media: 0 });
  store.add('123', '2026-01-01', 3, 5);
  store.add('123', '2026-01-01', 0, 2);
  store.add('123', '2026-01-02', 1, 0);
  store.add('456', '2026-01-01', 9, 9);
  store.close();
  const again = openedStore(file);
  expect(again.load('123', '2026-01-01')).toEqual({ api: 3, media: 7 });
  expect(again.load('123', '2026-01-02')).toEqual({ api: 1, media: 0 });
  expect(again.load('456', '2026-01-01')).toEqual({ api: 9, media: 9 });
});

test('processes that count at the same time lose nothing', async () => {
  const file = await quotaFile();
  const script = `
    import { openQuotaStore } from ${JSON.stringify(module)};
    const opened = openQuotaStore(${JSON.stringify(file)}, '');
    if (!opened.ok) throw new Error(opened.problem.code);
    for (let count = 0; count < 100; count += 1) opened.value.add('123', 'day', 1, 2);
    opened.value.close();`;
  const codes = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: testEnvironment(),
      });
      const [code] = await once(child, 'exit');
      return code;
    }),
  );
  expect(codes).toEqual([0, 0, 0]);
  expect(openedStore(file).load('123', 'day')).toEqual({ api: 300, media: 600 });
});

test('a damaged ledger is set aside and begun again', async () => {
  const file = await quotaFile();
  writeFileSync(file, 'no database, '.repeat(100));
  const store = openedStore(file);
  store.add('123', 'day', 1, 1);
  expect(store.load('123', 'day')).toEqual({ api: 1, media: 1 });
  store.close();
  expect(readdirSync(join(file, '..')).toSorted()).toEqual([
    'quota.sqlite',
    'quota.sqlite.damaged-20260101T000000000Z',
  ]);
});

test('a folder that is not there is a problem', async () => {
  expect(openQuotaStore(join(await temporaryFolder(), 'gone', 'quota.sqlite'), at(0))).toMatchObject({
    ...{ ok: false, problem: { code: 'data-folder-unusable' } },
  });
});
