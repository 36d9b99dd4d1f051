import { describe, expect, test } from 'vitest';
import type { PickerState } from '../../../electron/contract/models.ts';
import { ProblemError } from '../../../electron/contract/problem.ts';
import type { RememberedSession } from '../../../electron/engine/catalog/runs/picker-sessions.ts';
import type { SessionMemory } from '../../../electron/engine/sources/picker/session-memory.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import type { PickInput } from '../../simulator/server/photos-picker/picks.ts';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { memorySink } from '../google/pipeline.ts';
import { discovered, itemsOf, type PickerLine, pickerLine, pickerSource, sessionMemory } from './served-picker.ts';

const never = new AbortController().signal;

async function allIds({ google }: PickerLine): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  return ids;
}

/** A person who picks this in every session that opens. */
function picking({ google }: PickerLine, select: PickInput['select']): (state: PickerState) => void {
  return ({ state, sessionId }) => {
    if (state === 'waiting') google.pick({ sessionId, select });
  };
}

/** The person presses Done once Google has been asked twice. */
function pickAtSecondPoll(google: Simulator): void {
  const [session] = google.pickerSessions();
  if ((session?.polls ?? 0) >= 2) google.pick({ select: { count: 2 } });
  else setImmediate(() => pickAtSecondPoll(google));
}

/** A session that an earlier run has left: its id. With `ids` the person has pressed Done. */
async function begun(
  { google, picker, timing }: PickerLine,
  memory: SessionMemory,
  { ids, ...changes }: Partial<RememberedSession> & { readonly ids?: readonly string[] } = {},
): Promise<string> {
  const created = await picker.createSession(changes.ceiling ?? 2_000, never);
  if (!created.ok) throw new ProblemError(created.problem);
  const { id } = created.value;
  const expiresAt = new Date(timing.now() + 3_600_000).toISOString();
  memory.remember({
    ...{ id, album: null, most: null, number: 1, chosenBefore: 0, ceiling: 2_000, expiresAt },
    state: ids === undefined ? 'waiting' : 'chosen',
    ...changes,
  });
  if (ids !== undefined) google.pick({ sessionId: id, select: { ids } });
  return id;
}

/** The code of the problem that ends a discovery. */
async function endOf(source: Source, signal = never): Promise<string> {
  try {
    await discovered(source, signal);
    return 'no problem';
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    return thrown.problem.code;
  }
}

describe('waiting for a person', () => {
  test('asks exactly as often as it is told', async () => {
    const line = await pickerLine({ picker: { pollSeconds: 3.5 } });
    const { source } = pickerSource(line, {
      onTell: ({ state }) => {
        if (state === 'waiting') pickAtSecondPoll(line.google);
      },
    });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(2);
    const [session] = line.google.pickerSessions();
    expect(session?.polls).toBeGreaterThan(1);
    expect(session?.shortestPollGap).toBe(3.5);
    expect(new Set(line.timing.waits)).toEqual(new Set([3_500]));
  });

  test('ends when Google says so, and deletes the session', async () => {
    const line = await pickerLine({ picker: { pollSeconds: 7, timeoutSeconds: 60 } });
    const memory = sessionMemory();
    const { source } = pickerSource(line, { memory });
    const start = line.timing.now();
    expect(await endOf(source)).toBe('picker-timeout');
    expect(line.timing.now() - start).toBe(60_000);
    expect(line.google.statistics().openSessions).toEqual([]);
    expect(memory.rows).toEqual([]);
  });

  /** Plays a session that is never done and whose answers say these times, the last one forever; returns the wait. */
  async function waitedFor(timeouts: readonly string[]): Promise<number> {
    const line = await pickerLine();
    const rules = timeouts.map((timeoutIn, place) => ({
      match: { operation: place === 0 ? 'sessions.create' : 'sessions.get' },
      times: place === timeouts.length - 1 ? 1_000 : 1,
      answer: {
        kind: 'status' as const,
        status: 200,
        body: {
          id: 'a',
          pickerUri: 'https://photos.google.com/picker/a',
          expireTime: '2030-01-01T00:00:00Z',
          pollingConfig: { pollInterval: '10s', timeoutIn },
        },
      },
    }));
    line.google.planFaults({ rules });
    const start = line.timing.now();
    expect(await endOf(pickerSource(line).source)).toBe('picker-timeout');
    return line.timing.now() - start;
  }

  test('with a time-out that stays the same counts it from the answer that brought it first', async () => {
    expect(await waitedFor(['60s', '60s'])).toBe(60_000);
  });

  test('with a time-out that changes counts it again', async () => {
    expect(await waitedFor(['60s', '90s'])).toBe(100_000);
    expect(await waitedFor(['60s', '50s', '40s', '0s'])).toBe(30_000);
    expect(await waitedFor(['0s'])).toBe(0);
  });

  test('ends with the time of the session', async () => {
    const line = await pickerLine({ picker: { pollSeconds: 10, sessionSeconds: 45 } });
    expect(await endOf(pickerSource(line).source)).toBe('picker-session-expired');
  });

  test('outlasts a session that has long expired by a clock that is ahead', async () => {
    const line = await pickerLine({ items: 3 });
    const memory = sessionMemory();
    await begun(line, memory, { expiresAt: '2001-01-01T00:00:00.000Z' });
    const { source } = pickerSource(line, { memory, onTell: picking(line, { count: 2 }) });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(2);
  });

  test('outlasts a clock that jumps ahead meanwhile, and deletes nothing', async () => {
    const line = await pickerLine({ items: 3, picker: { pollSeconds: 10, timeoutSeconds: 600 } });
    let aheadMs = 0;
    const jumping = { ...line, timing: { ...line.timing, now: () => line.timing.now() + aheadMs } };
    const { source } = pickerSource(jumping, {
      onTell: ({ state }) => {
        if (state !== 'waiting') return;
        aheadMs = 365 * 86_400_000;
        pickAtSecondPoll(line.google);
      },
    });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(2);
  });

  test('outlasts a network that is away', async () => {
    const line = await pickerLine({ items: 3 });
    line.google.planFaults({ rules: [{ match: { operation: 'sessions.get' }, times: 14, answer: 'reset' }] });
    const { source } = pickerSource(line, {
      onTell: picking(line, { all: true }),
    });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(3);
  });

  test('hands out an address that closes its tab', async () => {
    const line = await pickerLine();
    const { source, told } = pickerSource(line, {
      onTell: picking(line, { count: 0 }),
    });
    await discovered(source);
    const [waiting] = told;
    expect(waiting?.state === 'waiting' ? waiting.pickerUri : '').toBe(
      `${line.google.url}/picker/${waiting?.sessionId}/autoclose`,
    );
  });
});

describe('an item', () => {
  test('comes with all that the Picker says, and no more', async () => {
    const line = await pickerLine({ items: 150, seed: 6, itemBytes: 2_560 });
    const ids = await allIds(line);
    const { source } = pickerSource(line, {
      onTell: picking(line, { ids }),
    });
    const items = itemsOf(await discovered(source));
    const byKey = new Map(items.map((item) => [item.key, item]));
    for await (const truth of line.google.pickedTruth()) {
      const item = byKey.get(truth.id);
      expect(item).toMatchObject({
        filename: truth.filename,
        mimeType: truth.mimeType,
        createdAt: new Date(truth.creationTime).toISOString(),
        description: null,
        readiness: 'ready',
      });
      expect(item?.pairOf ?? null).toBe(truth.pairOf);
      expect(item?.verbatim).not.toContain('baseUrl');
    }
    expect(items.some(({ pairOf }) => pairOf !== undefined)).toBe(true);
  });

  test('that is known is not asked about again, and its clip comes along', async () => {
    const line = await pickerLine({ items: 60 });
    const ids = await allIds(line);
    const { source } = pickerSource(line, {
      known: [...ids, `${ids[0]}#clip`],
      onTell: picking(line, { ids }),
    });
    const items = itemsOf(await discovered(source));
    expect(line.google.statistics().mediaRequests).toBe(0);
    expect(items.flatMap(({ pairOf }) => pairOf ?? [])).toEqual([ids[0]]);
  });

  test('that nobody can read costs itself, and the session is not kept for it', async () => {
    const line = await pickerLine({ items: 60 });
    const listItems: typeof line.picker.listItems = async (...asked) => {
      const page = await line.picker.listItems(...asked);
      return page.ok ? { ok: true, value: { ...page.value, unreadable: 1 } } : page;
    };
    const { source } = pickerSource(
      { ...line, picker: { ...line.picker, listItems } },
      { onTell: picking(line, { count: 3 }) },
    );
    const all = await discovered(source);
    expect(all.flatMap((one) => (one.kind === 'problem' ? [one.problem.code] : []))).toEqual([
      'google-answer-unreadable',
    ]);
    expect(itemsOf(all).length).toBeGreaterThanOrEqual(3);
  });

  test('is shown once although it was picked in two sessions', async () => {
    const line = await pickerLine({ items: 30 });
    const ids = await allIds(line);
    const memory = sessionMemory();
    await begun(line, memory, { album: 'Old', ids: ids.slice(0, 10) });
    const { source } = pickerSource(line, { memory, onTell: picking(line, { ids: ids.slice(8, 14) }) });
    const keys = itemsOf(await discovered(source)).map(({ key }) => key);
    expect(keys.filter((key) => !key.includes('#'))).toEqual(ids.slice(0, 14));
  });
});

describe('a selection of several sessions', () => {
  test('ends with one that is not full', async () => {
    const line = await pickerLine({ items: 40 });
    const { source, told } = pickerSource(line, {
      choice: { most: 2_010 },
      onTell: picking(line, { count: 30 }),
    });
    await discovered(source);
    expect(line.google.pickerSessions().map(({ maxItemCount }) => maxItemCount)).toEqual([2_000]);
    expect(told.map(({ state, chosen }) => [state, chosen])).toEqual([
      ['waiting', 0],
      ['listing', 0],
      ['chosen', 30],
    ]);
  });

  test('continues after one that is full, with the count kept, and never asks for more than is left', async () => {
    const line = await pickerLine({ items: 40 });
    const ids = await allIds(line);
    const memory = sessionMemory();
    await begun(line, memory, { most: 12, ceiling: 5, ids: ids.slice(0, 5) });
    const { source, told } = pickerSource(line, {
      memory,
      choice: { most: 12 },
      onTell: picking(line, { count: 7 }),
    });
    await discovered(source);
    expect(line.google.pickerSessions().map(({ maxItemCount }) => maxItemCount)).toEqual([5, 7]);
    expect(told.map(({ state, session, chosen }) => [state, session, chosen])).toEqual([
      ['listing', 1, 0],
      ['chosen', 1, 5],
      ['waiting', 2, 5],
      ['listing', 2, 5],
      ['chosen', 2, 12],
    ]);
  });

  test.for(['timeout', 'gone'] as const)('ends well when nobody finishes a further session (%s)', async (how) => {
    const line = await pickerLine({ items: 10, picker: { timeoutSeconds: 60 } });
    const memory = sessionMemory();
    await begun(line, memory, { ceiling: 5, ids: (await allIds(line)).slice(0, 5) });
    const { source, told } = pickerSource(line, {
      memory,
      onTell: ({ state, sessionId }) => {
        if (state === 'waiting' && how === 'gone') line.google.spoilSessions('disown', sessionId);
      },
    });
    expect(itemsOf(await discovered(source)).filter(({ pairOf }) => pairOf === undefined)).toHaveLength(5);
    expect(told.map(({ state, session }) => [state, session])).toEqual([
      ['listing', 1],
      ['chosen', 1],
      ['waiting', 2],
    ]);
    await source.release('finished', never);
    expect(memory.rows).toEqual([]);
  });
});

describe('what an earlier run left', () => {
  test.for(['disown', 'expire'] as const)('is forgotten when Google does not show it any more (%s)', async (how) => {
    const line = await pickerLine({ items: 5 });
    const memory = sessionMemory();
    const id = await begun(line, memory, { ids: await allIds(line) });
    line.google.spoilSessions(how, id);
    const { source } = pickerSource(line, { memory, onTell: picking(line, { count: 1 }) });
    await discovered(source);
    expect(memory.rows.map((row) => row.id)).not.toContain(id);
  });

  test('and waits for another choice is deleted', async () => {
    const line = await pickerLine({ items: 5 });
    const memory = sessionMemory();
    const id = await begun(line, memory, { album: 'Old' });
    const { source } = pickerSource(line, { memory, onTell: picking(line, { count: 1 }) });
    await discovered(source);
    expect(line.google.statistics().openSessions).not.toContain(id);
  });

  test('and waits for the same choice is waited for, without another session', async () => {
    const line = await pickerLine({ items: 5 });
    const memory = sessionMemory();
    const id = await begun(line, memory);
    const { source, told } = pickerSource(line, { memory, onTell: picking(line, { count: 2 }) });
    await discovered(source);
    expect(told.map(({ sessionId }) => sessionId)).toEqual([id, id, id]);
    expect(line.google.statistics().requests['sessions.create']).toBe(1);
  });

  test('of the same choice is completed, and nothing new is begun', async () => {
    const line = await pickerLine({ items: 5 });
    const memory = sessionMemory();
    await begun(line, memory, { ids: await allIds(line) });
    const { source, told } = pickerSource(line, { memory });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(5);
    expect(told.map(({ state }) => state)).toEqual(['listing', 'chosen']);
  });
});

describe('links', () => {
  async function chosen(count: number) {
    const line = await pickerLine({ items: 260, itemBytes: 2_560 });
    const memory = sessionMemory();
    const { source } = pickerSource(line, {
      memory,
      known: await allIds(line),
      onTell: picking(line, { count }),
    });
    const items = itemsOf(await discovered(source));
    return { line, memory, source, items };
  }

  test('are renewed by listing the same pages again', async () => {
    const { line, source, items } = await chosen(250);
    line.google.resetStatistics();
    const keys = [items[0], items[99], items[120], items[249]].map((item) => item?.key ?? '');
    const renewed = await source.renew(keys, never);
    expect(line.google.statistics().requests).toEqual({ 'pickedItems.list': 3 });
    for (const key of keys) {
      const fresh = renewed.ok ? renewed.value.get(key) : renewed;
      expect(fresh?.ok ? fresh.value.handle.locator : '').toContain(key);
    }
  });

  test('of what a person removed meanwhile are gone', async () => {
    const { line, source, items } = await chosen(5);
    const key = items[2]?.key ?? '';
    line.google.changeLibrary([{ kind: 'remove-items', ids: [key] }]);
    const renewed = await source.renew([key], never);
    expect(renewed.ok ? renewed.value.get(key) : null).toMatchObject({ ok: false, problem: { code: 'item-gone' } });
  });

  test('of a session that is over are asked for once, and never again', async () => {
    const { line, source, items } = await chosen(50);
    line.google.spoilSessions('expire');
    line.google.resetStatistics();
    for (const { key } of items.slice(0, 10)) {
      const renewed = await source.renew([key], never);
      expect(renewed.ok ? renewed.value.get(key) : null).toMatchObject({ problem: { code: 'picker-session-expired' } });
    }
    expect(line.google.statistics().pickerRequests).toBe(1);
  });

  test('bring bytes only with a token, and those of the truth', async () => {
    const { line, source, items } = await chosen(5);
    const [item] = items;
    if (item === undefined) throw new Error('Nothing was chosen');
    const sink = memorySink();
    expect(await source.fetch(item, sink, never)).toEqual({ ok: true, value: undefined });
    for await (const truth of line.google.pickedTruth()) {
      if (truth.id === item.key) expect(sink.bytes().byteLength).toBe(truth.bytes);
    }
    expect((await fetch(`${item.handle.locator}=d`)).status).toBe(403);
  });
});

describe('at its end a run', () => {
  async function ended(options: { open: 'one' | 'none'; ending: 'finished' | 'cancelled' | 'broken-off' }) {
    const line = await pickerLine({ items: 5 });
    const memory = sessionMemory();
    const [first = ''] = await allIds(line);
    const { source, told } = pickerSource(line, {
      memory,
      open: options.open === 'one' ? [first] : [],
      onTell: picking(line, { all: true }),
    });
    await discovered(source);
    await source.release(options.ending, never);
    return { states: memory.rows.map(({ state }) => state), told, open: line.google.statistics().openSessions };
  }

  test.for(['finished', 'cancelled', 'broken-off'] as const)('deletes what is wholly fetched (%s)', async (ending) => {
    expect(await ended({ open: 'none', ending })).toMatchObject({ states: [], open: [] });
  });

  test.for([
    ['finished', 'kept'],
    ['cancelled', 'chosen'],
    ['broken-off', 'chosen'],
  ] as const)('keeps what is not (%s)', async ([ending, state]) => {
    const { states, told, open } = await ended({ open: 'one', ending });
    expect(states).toEqual([state]);
    expect(open).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ state: 'kept', chosen: 5 });
  });

  test.for([
    ['cancelled', 0],
    ['broken-off', 1],
  ] as const)('that is %s while the person chooses leaves %i sessions', async ([ending, left]) => {
    const line = await pickerLine({ picker: { pollSeconds: 5 } });
    const memory = sessionMemory();
    const stop = new AbortController();
    const { source } = pickerSource(line, { memory, onTell: () => stop.abort() });
    expect(await endOf(source, stop.signal)).toBe('interrupted');
    await source.release(ending, never);
    expect(line.google.statistics().openSessions).toHaveLength(left);
    expect(memory.rows).toHaveLength(left);
  });

  test('whose session cannot be deleted remembers it', async () => {
    const line = await pickerLine({ items: 3 });
    const memory = sessionMemory();
    const { source } = pickerSource(line, {
      memory,
      onTell: picking(line, { all: true }),
    });
    await discovered(source);
    line.google.planFaults({
      rules: [{ match: { operation: 'sessions.delete' }, answer: { kind: 'status', status: 400 } }],
    });
    await source.release('finished', never);
    expect(memory.rows).toHaveLength(1);
  });
});

describe('continuing with what is left', () => {
  test('waits for the selection that an earlier run began, whatever its album, and begins nothing of its own', async () => {
    const line = await pickerLine();
    const memory = sessionMemory();
    const id = await begun(line, memory, { album: 'Summer' });
    const ids = (await allIds(line)).slice(0, 3);
    const { source, told } = pickerSource(line, {
      memory,
      choice: 'left',
      onTell: ({ state }) => {
        if (state === 'waiting') line.google.pick({ sessionId: id, select: { ids } });
      },
    });
    const all = await discovered(source);
    expect(itemsOf(all).map(({ key }) => key)).toEqual(expect.arrayContaining([...ids]));
    expect(all).toContainEqual(
      expect.objectContaining({ kind: 'album-additions', album: expect.objectContaining({ title: 'Summer' }) }),
    );
    expect(told.map(({ state }) => state)).toEqual(['waiting', 'listing', 'chosen']);
    expect(line.google.statistics().requests['sessions.create']).toBe(1);
  });

  test('opens the next session of a full one, with its album', async () => {
    const line = await pickerLine({ items: 30 });
    const memory = sessionMemory();
    const ids = await allIds(line);
    await begun(line, memory, { album: 'Summer', ceiling: 5, ids: ids.slice(0, 5) });
    const { source, told } = pickerSource(line, {
      memory,
      choice: 'left',
      onTell: ({ state, sessionId }) => {
        if (state === 'waiting') line.google.pick({ sessionId, select: { count: 0 } });
      },
    });
    await discovered(source);
    expect(told).toMatchObject([
      { state: 'listing', chosen: 0 },
      { state: 'chosen', chosen: 5 },
      { state: 'waiting', session: 2, chosen: 5 },
      { state: 'listing', chosen: 5 },
      { state: 'chosen', chosen: 5 },
    ]);
    expect(memory.rows.map(({ album, number }) => [album, number])).toEqual([
      ['Summer', 1],
      ['Summer', 2],
    ]);
  });

  test('shows nothing when there is nothing, and says so when what was begun has ended', async () => {
    const line = await pickerLine();
    const memory = sessionMemory();
    const { source, told } = pickerSource(line, { memory, choice: 'left' });
    expect(await discovered(source)).toEqual([]);
    expect(told).toEqual([]);
    await begun(line, memory);
    line.google.spoilSessions('disown');
    expect(await endOf(pickerSource(line, { memory, choice: 'left' }).source)).toBe('picker-session-expired');
    expect(memory.rows).toEqual([]);
  });
});

describe('a person who wants no further session', () => {
  const full = { ceiling: 5, album: null } as const;

  test('ends the selection with what was chosen, and the session that waits is deleted', async () => {
    const line = await pickerLine({ items: 30 });
    const memory = sessionMemory();
    await begun(line, memory, { ...full, ids: (await allIds(line)).slice(0, 5) });
    const noMore = new AbortController();
    const { source, told } = pickerSource(line, {
      memory,
      noMore: noMore.signal,
      onTell: ({ state }) => {
        if (state === 'waiting') noMore.abort();
      },
    });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(5);
    expect(told.map(({ state, session }) => [state, session])).toEqual([
      ['listing', 1],
      ['chosen', 1],
      ['waiting', 2],
    ]);
    expect(memory.rows.map(({ number }) => number)).toEqual([1]);
  });

  test('changes nothing about the first session', async () => {
    const line = await pickerLine();
    const { source, told } = pickerSource(line, {
      noMore: AbortSignal.abort(),
      onTell: picking(line, { count: 2 }),
    });
    expect(itemsOf(await discovered(source)).length).toBeGreaterThanOrEqual(2);
    expect(told.map(({ state }) => state)).toEqual(['waiting', 'listing', 'chosen']);
  });
});

test('it says until when the person is waited for: what Google says of polling, or the end of the session', async () => {
  const line = await pickerLine({ picker: { timeoutSeconds: 60 } });
  const { source, told } = pickerSource(line, { onTell: picking(line, { count: 1 }) });
  const start = line.timing.now();
  await discovered(source);
  expect(told[0]).toMatchObject({ state: 'waiting', waitsUntil: new Date(start + 60_000).toISOString() });
});
