import type { AppEvent, AppSnapshot } from '../../electron/contract/desktop-models.ts';
import type { AfterimageBridge } from '../../electron/contract/ipc.ts';
import { failed, ok } from '../../electron/contract/result.ts';
import { answers } from './answers.ts';
import type { FakeMain, Scenario } from './fake-main.ts';
import { candidatesOf } from './takeout-facts.ts';

/** A bridge that answers from a scenario and keeps its own snapshot in step, like the main process does. */
export function createFakeBridge({
  snapshot: first,
  failing = {},
  failsElsewhere = false,
}: Scenario): AfterimageBridge {
  let snapshot = first;
  const listeners = new Set<(event: unknown) => void>();
  const main: FakeMain = {
    snapshot: () => snapshot,
    change: (change) => {
      const event = { seq: snapshot.seq + 1, change };
      snapshot = { ...snapshot, ...definedOnly(change), seq: event.seq };
      for (const listener of listeners) listener(event);
    },
  };
  return {
    ask: async (verb, input) => {
      const trouble = failing[verb] ?? (verb === 'app.snapshot' ? undefined : failing.all);
      if (trouble === undefined) return answers[verb](input, main);
      if (failsElsewhere) await new Promise(afterTheNextScreen);
      return failed(trouble);
    },
    offerDropped: async () => ok(candidatesOf(new Date())),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function definedOnly(change: AppEvent['change']): Partial<AppSnapshot> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Calls back once another screen is drawn. By name: this file is compiled without a page. */
function afterTheNextScreen(done: (drawn: unknown) => void): void {
  const draw = Reflect.get(globalThis, 'requestAnimationFrame');
  const listen = Reflect.get(globalThis, 'addEventListener');
  listen('hashchange', () => draw(() => draw(done)), { once: true });
}
