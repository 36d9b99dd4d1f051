import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppEvent, AppSnapshot } from '../../../electron/contract/desktop-models.ts';
import { type Message, message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';
import {
  type AppState,
  nothingKnown,
  withEvent,
  withFailure,
  withSnapshot,
} from '../../../renderer/store/app-state.ts';
import { snapshotOf } from './snapshot-of.ts';

function numbered(seq = -1): Message {
  return message('status.listing', { listed: seq });
}

function sentenceEvent(seq: number): AppEvent {
  return { seq, change: { statusText: numbered(seq) } };
}

function snapshotAt(seq: number): AppSnapshot {
  return snapshotOf('idle', { seq, statusText: numbered(seq) });
}

function shown(state: AppState): AppSnapshot | null {
  return state.phase === 'ready' ? state.snapshot : null;
}

describe('the snapshot and its events', () => {
  test('an event replaces the keys it names and leaves the others', () => {
    const state = withEvent(withSnapshot(nothingKnown, snapshotAt(4)), { seq: 5, change: { online: false } });
    expect(shown(state)).toEqual({ ...snapshotAt(4), seq: 5, online: false });
  });

  test('a key that is named without a value changes nothing', () => {
    const state = withEvent(withSnapshot(nothingKnown, snapshotAt(4)), { seq: 5, change: { statusText: undefined } });
    expect(shown(state)?.statusText).toEqual(numbered(4));
  });

  test('events that overtake the first snapshot are applied on top of it', () => {
    const early = [3, 4, 5].map(sentenceEvent).reduce(withEvent, nothingKnown);
    const state = withSnapshot(early, snapshotAt(4));
    expect(shown(state)?.statusText).toEqual(numbered(5));
    expect(state).toMatchObject({ missed: false });
  });

  test('a gap asks for a new snapshot and shows the old one until it comes', () => {
    const gap = withEvent(withSnapshot(nothingKnown, snapshotAt(1)), sentenceEvent(3));
    expect(gap).toMatchObject({ phase: 'ready', missed: true });
    expect(shown(gap)?.statusText).toEqual(numbered(1));
    const later = withEvent(gap, sentenceEvent(4));
    expect(shown(withSnapshot(later, snapshotAt(3)))?.statusText).toEqual(numbered(4));
  });

  test('an event that cannot be read counts as missed', () => {
    expect(withEvent(withSnapshot(nothingKnown, snapshotAt(1)), null)).toMatchObject({ missed: true });
    expect(withEvent(nothingKnown, null)).toEqual(nothingKnown);
  });

  test('a snapshot older than what is shown is ignored', () => {
    const state = withEvent(withSnapshot(nothingKnown, snapshotAt(1)), sentenceEvent(2));
    expect(withSnapshot(state, snapshotAt(1))).toBe(state);
  });

  test('a failure is shown at the start, and later never hides what is known', () => {
    const trouble = problem('internal');
    expect(withFailure(nothingKnown, trouble)).toEqual({ phase: 'failed', problem: trouble });
    const known = withSnapshot(nothingKnown, snapshotAt(1));
    expect(withFailure(known, trouble)).toBe(known);
    expect(shown(withSnapshot(withFailure(nothingKnown, trouble), snapshotAt(2)))?.seq).toBe(2);
  });

  test('whatever is lost, doubled or late: what is shown is a state that was, and after a snapshot the newest', () => {
    const lastSeq = 12;
    const arrivals = fc.array(fc.integer({ min: 1, max: lastSeq }), { maxLength: 30 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: lastSeq }), (seqs, firstSeq) => {
        const start = withSnapshot(nothingKnown, snapshotAt(firstSeq));
        const state = seqs.map(sentenceEvent).reduce(withEvent, start);
        const snapshot = shown(state);
        expect(snapshot?.statusText).toEqual(numbered(snapshot?.seq));
        if (Math.max(firstSeq, ...seqs) > (snapshot?.seq ?? 0)) expect(state).toMatchObject({ missed: true });
        const caughtUp = shown(withSnapshot(state, snapshotAt(lastSeq)));
        expect(caughtUp?.statusText).toEqual(numbered(lastSeq));
      }),
    );
  });
});
