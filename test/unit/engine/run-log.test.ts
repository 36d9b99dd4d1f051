import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import type { QuotaState } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { catalogVersion } from '../../../electron/engine/catalog/schema/migrations.ts';
import { schema1 } from '../../../electron/engine/catalog/schema/schema-1.ts';
import { logItems } from '../../../electron/engine/runs/item-log.ts';
import { observe } from '../../../electron/engine/runs/observe.ts';
import { logLock, logQuotaChanges, openLoggedCatalog } from '../../../electron/engine/runs/run-log.ts';
import { createLog } from '../../../electron/logging/create-log.ts';
import { createTemplateSource } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openedDestination } from '../destination/open-folder.ts';

const now = (): Date => new Date('2026-03-10T12:00:00.000Z');

function recording() {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', home: '/home/someone', now, write: (line) => lines.push(line) });
  return { log, records: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)) };
}

it('tells that a catalog was brought to its present form, and from which', async () => {
  const { log, records } = recording();
  const destination = await openedDestination();
  const file = join(await temporaryFolder(), 'catalog.sqlite');
  const old = new DatabaseSync(file);
  old.exec(schema1);
  old.exec(
    "PRAGMA application_id = 0x41667472; PRAGMA user_version = 1; INSERT INTO source (kind, account, label) VALUES ('library', 'a', 'a')",
  );
  old.close();
  const opened = await openLoggedCatalog(destination, file, { now, log });
  if (opened.ok) opened.value.catalog.close();
  expect(records()).toMatchObject([
    { level: 'info', event: 'catalog.migrated', from: 1, to: catalogVersion },
    { event: 'catalog.opened', state: 'as-left' },
  ]);
});

it('tells that a lock was refused, taken and given back', () => {
  const { log, records } = recording();
  logLock(failed(problem('destination-busy', { detail: 'process 7' })), log);
  const taken = logLock(ok({ release: () => undefined }), log);
  if (taken.ok) taken.value.release();
  expect(records()).toMatchObject([
    { level: 'warn', event: 'lock.refused', problem: 'destination-busy', detail: 'process 7' },
    { event: 'lock.taken' },
    { event: 'lock.released' },
  ]);
});

it('leaves everything of a source that runs ask it', async () => {
  const { log } = recording();
  const destination = await openedDestination();
  const opened = await openLoggedCatalog(destination, join(await temporaryFolder(), 'catalog.sqlite'), { now, log });
  if (!opened.ok) throw new Error(opened.problem.title);
  onTestFinished(() => opened.value.catalog.close());
  const source = {
    ...createTemplateSource([]),
    transfersAtOnce: 2,
    isReadForward: true,
    earlyName: () => 'early',
  } as const;
  const logged = logItems(opened.value.catalog, log).source(source);
  expect(new Set(Object.keys(logged))).toEqual(new Set(Object.keys(source)));
  expect(logged.transfersAtOnce).toBe(2);
  expect(logged.earlyName?.({ handle: { locator: 'a', staleAt: null } })).toBe('early');
});

it("tells when Google's limits change the pace, not of every count, and hands all on", () => {
  const { log, records } = recording();
  const heard: QuotaState[] = [];
  const tell = logQuotaChanges(log, (state) => heard.push(state));
  const count = { used: 1, limit: 10 };
  const calm = {
    apiRequests: count,
    mediaRequests: count,
    resetsAt: now().toISOString(),
    waitingUntil: null,
    reason: null,
  };
  tell({ ...calm, state: 'ok' });
  tell({ ...calm, state: 'waiting', reason: problem('quota-minute') });
  tell({ ...calm, state: 'waiting', reason: problem('quota-minute') });
  tell({ ...calm, state: 'ok' });
  expect(heard).toHaveLength(4);
  expect(records()).toMatchObject([{ state: 'waiting', problem: 'quota-minute' }, { state: 'ok' }]);
});

it('watches an object without being in its way', () => {
  class Counter {
    #count = 0;
    add(by: number): number {
      this.#count += by;
      return this.#count;
    }
    twice(by: number): number {
      this.add(by);
      return this.add(by);
    }
  }
  const seen: unknown[] = [];
  const counter = observe(new Counter(), { add: ([by], count) => seen.push([by, count]) });
  expect(counter.add(2)).toBe(2);
  // What the object does by itself is no call of anybody's.
  expect(counter.twice(1)).toBe(4);
  expect(seen).toEqual([[2, 2]]);
  expect(counter.add).toBe(counter.add);
});
