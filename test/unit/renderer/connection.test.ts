import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppEvent, AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import type { AfterimageBridge } from '../../../electron/contract/ipc.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { createApi } from '../../../renderer/api/api.ts';
import { connect } from '../../../renderer/app/connection.ts';
import { createStores } from '../../../renderer/store/app-store.ts';
import { snapshotOf } from './snapshot-of.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A main process whose snapshot answers are given one by one. */
function mainProcess(snapshots: readonly (AppSnapshot | 'refused')[]) {
  const waiting = [...snapshots];
  const listeners = new Set<(event: unknown) => void>();
  const bridge: AfterimageBridge = {
    ask: async () => {
      const next = waiting.shift();
      if (next === undefined) throw new Error('nobody answers');
      return next === 'refused' ? failed(problem('internal')) : (ok(next) as never);
    },
    offerDropped: async () => failed(problem('internal')),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const send = (event: AppEvent | string): void => {
    for (const listener of listeners) listener(event);
  };
  return { api: createApi(bridge), send, listeners, waiting };
}

test('a gap in the events fetches a new snapshot', async () => {
  const { api, send, waiting } = mainProcess([snapshotOf('idle', { seq: 1 }), snapshotOf('idle', { seq: 7 })]);
  const { app } = createStores('');
  connect(api, app);
  await vi.advanceTimersByTimeAsync(0);
  send({ seq: 2, change: { online: false } });
  expect(waiting).toHaveLength(1);
  send({ seq: 5, change: { online: false } });
  await vi.advanceTimersByTimeAsync(0);
  expect(app.getState()).toMatchObject({ phase: 'ready', missed: false, snapshot: { seq: 7, online: true } });
});

test('an event that is not one is not trusted: the snapshot is fetched again', async () => {
  const { api, send, waiting } = mainProcess([snapshotOf('idle', { seq: 1 }), snapshotOf('idle', { seq: 1 })]);
  const { app } = createStores('');
  connect(api, app);
  await vi.advanceTimersByTimeAsync(0);
  send('rubbish');
  await vi.advanceTimersByTimeAsync(0);
  expect(waiting).toHaveLength(0);
  expect(app.getState()).toMatchObject({ phase: 'ready', missed: false });
});

test('a snapshot that cannot be had after a gap is asked for again a second later', async () => {
  const { api, send } = mainProcess([snapshotOf('idle', { seq: 1 }), 'refused', snapshotOf('idle', { seq: 9 })]);
  const { app } = createStores('');
  connect(api, app);
  await vi.advanceTimersByTimeAsync(0);
  send({ seq: 5, change: {} });
  await vi.advanceTimersByTimeAsync(0);
  expect(app.getState()).toMatchObject({ missed: true, snapshot: { seq: 1 } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(app.getState()).toMatchObject({ missed: false, snapshot: { seq: 9 } });
});

test('a bridge that breaks is a problem, and can be tried again', async () => {
  const broken = mainProcess(['refused', snapshotOf('idle', { seq: 1 })]);
  const { app } = createStores('');
  const connection = connect(broken.api, app);
  await vi.advanceTimersByTimeAsync(0);
  expect(app.getState()).toMatchObject({ phase: 'failed', problem: { code: 'internal' } });
  connection.again();
  await vi.advanceTimersByTimeAsync(0);
  expect(app.getState()).toMatchObject({ phase: 'ready' });
  const nobody = mainProcess([]);
  await expect(nobody.api.ask('app.snapshot', null)).resolves.toMatchObject({
    ok: false,
    problem: { code: 'internal', detail: 'nobody answers' },
  });
});

test('after the end nothing listens any more', async () => {
  const { api, listeners } = mainProcess([snapshotOf('idle', { seq: 1 })]);
  const { app } = createStores('');
  connect(api, app).end();
  expect(listeners.size).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(app.getState()).toMatchObject({ phase: 'loading' });
});
