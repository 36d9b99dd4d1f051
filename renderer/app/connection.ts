import type { Api } from '../api/api.ts';
import { withEvent, withFailure, withSnapshot } from '../store/app-state.ts';
import type { AppStore } from '../store/app-store.ts';

/** After a snapshot that could not be had or was already overtaken. */
const retryMilliseconds = 1_000;

/** The running connection. */
export interface Connection {
  /** Asks for the snapshot at once: for the button under a failed start. */
  readonly again: () => void;
  readonly end: () => void;
}

/**
 * Keeps the store in step with the main process: listens first, then fetches the snapshot, and fetches it again when an
 * event was missed.
 */
export function connect(api: Api, store: AppStore): Connection {
  let fetching = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function fetchSnapshot(): Promise<void> {
    if (fetching || ended) return;
    fetching = true;
    clearTimeout(retry);
    const answer = await api.ask('app.snapshot', null);
    fetching = false;
    if (ended) return;
    store.setState(
      (state) => (answer.ok ? withSnapshot(state, answer.value) : withFailure(state, answer.problem)),
      true,
    );
    const state = store.getState();
    if (state.phase === 'ready' && state.missed) retry = setTimeout(fetchSnapshot, retryMilliseconds);
  }

  const endEvents = api.onEvent((event) => {
    store.setState((state) => withEvent(state, event), true);
    const state = store.getState();
    if (state.phase === 'ready' && state.missed) void fetchSnapshot();
  });
  void fetchSnapshot();
  return {
    again: () => void fetchSnapshot(),
    end: () => {
      ended = true;
      clearTimeout(retry);
      endEvents();
    },
  };
}
