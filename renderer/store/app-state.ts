import type { AppEvent, AppSnapshot } from '../../electron/contract/desktop-models.ts';
import type { Problem } from '../../electron/contract/problem.ts';

/** What the page knows of the app. `loading` keeps the events that overtake the first snapshot. */
export type AppState =
  | { readonly phase: 'loading'; readonly early: readonly AppEvent[] }
  | { readonly phase: 'failed'; readonly problem: Problem }
  /** `missed`: an event is missing, so a new snapshot is needed; until it comes, the old one is shown. */
  | {
      readonly phase: 'ready';
      readonly snapshot: AppSnapshot;
      readonly missed: boolean;
      readonly early: readonly AppEvent[];
    };

/** Before anything is known. */
export const nothingKnown: AppState = { phase: 'loading', early: [] };

/** Applies one event; null stands for one that could not be read. Events that are already in the snapshot change nothing. */
export function withEvent(state: AppState, event: AppEvent | null): AppState {
  switch (state.phase) {
    case 'failed':
      return state;
    case 'loading':
      return event === null ? state : { ...state, early: [...state.early, event] };
    case 'ready': {
      if (event === null) return { ...state, missed: true };
      if (event.seq <= state.snapshot.seq) return state;
      if (state.missed || event.seq > state.snapshot.seq + 1) {
        return { ...state, missed: true, early: [...state.early, event] };
      }
      return { ...state, snapshot: changed(state.snapshot, event) };
    }
  }
}

/** Takes a snapshot, and on top of it the events that overtook it. */
export function withSnapshot(state: AppState, snapshot: AppSnapshot): AppState {
  // A snapshot that is older than what is shown was overtaken by events that are already applied.
  if (state.phase === 'ready' && !state.missed && snapshot.seq <= state.snapshot.seq) return state;
  const early = state.phase === 'failed' ? [] : state.early;
  const start: AppState = { phase: 'ready', snapshot, missed: false, early: [] };
  return early.reduce(withEvent, start);
}

/** The snapshot could not be had. What is already shown stays. */
export function withFailure(state: AppState, problem: Problem): AppState {
  return state.phase === 'ready' ? state : { phase: 'failed', problem };
}

function changed(snapshot: AppSnapshot, event: AppEvent): AppSnapshot {
  const named = Object.fromEntries(Object.entries(event.change).filter(([, value]) => value !== undefined));
  return { ...snapshot, ...named, seq: event.seq };
}
