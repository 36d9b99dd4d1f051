import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppEvent, type AppSnapshot, appEventSchema } from '../../../electron/contract/desktop-models.ts';
import { createSnapshotStore, type SnapshotChange } from '../../../electron/main/snapshot/snapshot-store.ts';
import { throttledChanges } from '../../../electron/main/snapshot/throttle.ts';
import { factsWith, liveRun, saying, snapshotWith } from './support/app-state.ts';
import { FakeClock } from './support/fake-clock.ts';

function openStore() {
  const store = createSnapshotStore(factsWith(), (facts) => ({
    status: facts.run === null ? 'idle' : 'running',
    statusText: saying(facts.run === null ? 'Idle.' : `Run ${facts.run.run}.`),
    backup: snapshotWith().backup,
  }));
  const events: AppEvent[] = [];
  store.onEvent((event) => events.push(event));
  return { store, events };
}

describe('createSnapshotStore', () => {
  it('tells a change with what follows from it, and nothing that stayed', () => {
    const { store, events } = openStore();
    store.change({ run: liveRun, online: true });
    expect(events).toEqual([{ seq: 1, change: { run: liveRun, status: 'running', statusText: saying('Run 8.') } }]);
    expect(appEventSchema.parse(events[0])).toEqual(events[0]);
  });

  it('makes no event of what is not new', () => {
    const { store, events } = openStore();
    store.change({ online: true, accounts: [...store.current().accounts] });
    store.refresh();
    expect(events).toEqual([]);
    expect(store.current().seq).toBe(0);
  });

  it('stops telling when asked to', () => {
    const { store } = openStore();
    const heard: number[] = [];
    const end = store.onEvent(({ seq }) => heard.push(seq));
    store.change({ online: false });
    end();
    store.change({ online: true });
    expect(heard).toEqual([1]);
  });

  it('numbers without gaps, and a page that applies every event has the same snapshot', () => {
    const anyChange: fc.Arbitrary<SnapshotChange> = fc.record(
      {
        online: fc.boolean(),
        activeAccount: fc.option(fc.string()),
        run: fc.option(fc.nat().map((run) => ({ ...liveRun, run }))),
        engine: fc.constantFrom('ready', 'crashed', 'restarting'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(anyChange), (changes) => {
        const { store, events } = openStore();
        let page: AppSnapshot = store.current();
        for (const change of changes) store.change(change);
        for (const { seq, change } of events) {
          expect(seq).toBe(page.seq + 1);
          page = { ...page, ...(change as Partial<AppSnapshot>), seq };
        }
        expect(page).toEqual(store.current());
      }),
    );
  });
});

describe('steadyChanges', () => {
  function openSteady() {
    const clock = new FakeClock('2026-03-10T12:00:00.000Z');
    const passed: { readonly at: number; readonly change: SnapshotChange }[] = [];
    const steady = throttledChanges((change) => passed.push({ at: clock.now().getTime(), change }), clock, 250);
    return { clock, passed, steady };
  }

  it('passes the first at once, then at most four a second, and always the last', () => {
    const { clock, passed, steady } = openSteady();
    for (let tick = 1; tick <= 100; tick += 1) {
      steady.quick({ statusText: saying(`${tick}`) });
      clock.advance(10);
    }
    clock.advance(1_000);
    expect(passed.length).toBeLessThanOrEqual(5);
    expect(passed.at(0)?.change).toEqual({ statusText: saying('1') });
    expect(passed.at(-1)?.change).toEqual({ statusText: saying('100') });
    for (const [index, { at }] of passed.slice(1).entries()) {
      expect(at - (passed[index]?.at ?? 0)).toBeGreaterThanOrEqual(250);
    }
  });

  it('passes what must be seen at once, with what still waits, and never what it has overtaken', () => {
    const { clock, passed, steady } = openSteady();
    steady.quick({ statusText: saying('one') });
    steady.quick({ statusText: saying('two'), online: false });
    steady.now({ statusText: saying('end') });
    clock.advance(10_000);
    expect(passed.map(({ change }) => change)).toEqual([
      { statusText: saying('one') },
      { statusText: saying('end'), online: false },
    ]);
  });

  it('keeps different quick changes that wait together', () => {
    const { clock, passed, steady } = openSteady();
    steady.quick({ online: false });
    steady.quick({ statusText: saying('two') });
    steady.quick({ engine: 'ready' });
    clock.advance(250);
    expect(passed.at(-1)?.change).toEqual({ statusText: saying('two'), engine: 'ready' });
  });
});
