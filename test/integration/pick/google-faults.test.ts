import { expect, test } from 'vitest';
import { capabilityScopes } from '../../../electron/contract/scopes.ts';
import type { FaultAnswer } from '../../simulator/server/faults/fault-rules.ts';
import { type Ended, lastRecord } from '../../support/command-line.ts';
import { expectPicked, picked } from '../../support/expect-picked.ts';
import { pick } from '../../support/picking.ts';
import { isLong } from '../../support/test-environment.ts';
import { openWorld, type World } from '../../support/world.ts';

const small = { items: 24, albums: 0, seed: 17, itemBytes: 4_000, picker: { pollSeconds: 1 } } as const;

async function allIds({ google }: World): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  return ids;
}

/** Calls `act` once, when a line with this text comes. */
function once(text: string, act: () => void): (line: string) => void {
  let isDone = false;
  return (line) => {
    if (isDone || !line.includes(text)) return;
    isDone = true;
    act();
  };
}

function problemsOf({ records }: Ended): readonly unknown[] {
  return records.flatMap(({ event, problem }) => (event === 'problem' ? [problem] : []));
}

const passing: readonly (readonly [name: string, operation: string, answer: FaultAnswer, times?: number])[] = [
  ['a server error at the creation of a session', 'sessions.create', { kind: 'status', status: 503 }],
  ['429 per minute at the creation of a session', 'sessions.create', { kind: 'quota-minute' }],
  ['502 with a web page while polling', 'sessions.get', { kind: 'html', status: 502 }],
  ['a network that is away while polling', 'sessions.get', { kind: 'reset' }, 9],
  ['a reset in mid-listing', 'pickedItems.list', { kind: 'reset' }],
  ['a token refused by the byte host', 'media.download', { kind: 'unauthorized' }, 1],
  ['a link that has expired', 'media.download', { kind: 'expired-url' }],
  ['a link of a video or clip that has expired', 'media.video', { kind: 'expired-url' }],
  ['a picture instead of a clip', 'media.video', { kind: 'image' }, 1],
  ['a web page instead of a video', 'media.video', { kind: 'html' }],
  ['a server error at the deletion of a session', 'sessions.delete', { kind: 'status', status: 500 }],
  ['a deletion whose answer is lost', 'sessions.delete', { kind: 'truncate' }, 1],
  [
    'a listing that says the person has not finished',
    'pickedItems.list',
    {
      kind: 'status',
      status: 400,
      body: { error: { code: 400, message: 'Not finished.', status: 'FAILED_PRECONDITION' } },
    },
    1,
  ],
];

test.for(passing)('%s passes by itself', async ([, operation, answer, times = 2]) => {
  const world = await openWorld(small);
  world.google.planFaults({ rules: [{ match: { operation }, times, answer }] });
  const ended = await pick(world, [], { visits: ['all'] });
  expect(ended.code, ended.stderr).toBe(0);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0, skipped: 0 });
  expect(world.google.faultReport().rules[0]?.struck).toBeGreaterThan(0);
  await expectPicked(world, await allIds(world));
});

test.runIf(isLong())(
  'a storm of faults at 20 % of all requests ends with everything that was chosen',
  {
    tags: 'long',
  },
  async () => {
    const world = await openWorld({ ...small, items: 300, seed: 31 });
    const ids = await allIds(world);
    world.google.planFaults({ storm: 0.2, seed: 4 });
    let outcome: unknown = null;
    for (let attempt = 0; attempt < 4 && outcome !== 'complete'; attempt += 1) {
      const ended = await pick(world, [], { visits: [{ ids }] });
      outcome = lastRecord(ended)['outcome'];
    }
    expect(outcome).toBe('complete');
    expect(world.google.faultReport().storm.struck).toBeGreaterThan(60);
    // A session whose making was never answered cannot be deleted by anybody: it ends on its own.
    const unheard = world.google.pickerSessions().filter(({ polls, picked: items }) => polls === 0 && items === null);
    expect(world.google.statistics().openSessions).toEqual(unheard.map(({ id }) => id));
    world.google.spoilSessions('expire');
    await expectPicked(world, ids);
  },
);

test('an account without Google Photos is told so', async () => {
  const world = await openWorld({
    ...small,
    accounts: [{ email: 'first@example.com', items: 3, albums: 0, photos: false }],
  });
  const ended = await pick(world, []);
  expect(ended.code).toBe(3);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', problem: { code: 'picker-no-photos' } });
});

test('too many sessions are told apart from too many requests', async () => {
  const world = await openWorld({ ...small, picker: { pollSeconds: 1, sessionsAtOnce: 1 } });
  const { accessToken } = await world.google.grant([capabilityScopes.picker]);
  const elsewhere = await fetch(`${world.google.url}/photospicker/v1/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(elsewhere.status).toBe(200);
  const ended = await pick(world, []);
  expect(ended.code).toBe(5);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', problem: { code: 'picker-sessions-full' } });
  expect(world.google.statistics().requests['sessions.create']).toBe(2);
});

test('a selection that nobody finishes in time ends, and its session with it', async () => {
  const world = await openWorld({ ...small, picker: { pollSeconds: 1, timeoutSeconds: 600 } });
  const ended = await pick(world, [], { onLine: once('"waiting"', () => world.google.advance(600)) });
  expect(ended.code).toBe(3);
  expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', problem: { code: 'picker-timeout' } });
  await expectPicked(world, []);
});

test.for(['expire', 'disown'] as const)(
  'a session that ends while the person chooses (%s) ends the run',
  async (how) => {
    const world = await openWorld(small);
    const ended = await pick(world, [], { onLine: once('"waiting"', () => world.google.spoilSessions(how)) });
    expect(ended.code).toBe(3);
    expect(lastRecord(ended)).toMatchObject({ outcome: 'stopped', problem: { code: 'picker-session-expired' } });
  },
);

test('a session that ends before its bytes are fetched: the rest is failed, listed, and chosen again', async () => {
  const world = await openWorld({ ...small, items: 120, itemBytes: 60_000 });
  const ids = await allIds(world);
  const ended = await pick(world, [], {
    visits: [{ ids }],
    onLine: once('"state":"chosen"', () => world.google.spoilSessions('expire')),
  });
  expect(ended.code).toBe(3);
  const report = lastRecord(ended);
  expect(report).toMatchObject({ outcome: 'problems', skipped: 0 });
  expect(Number(report['failed'])).toBeGreaterThan(50);
  expect(Number(report['stored']) + Number(report['failed'])).toBe((await picked(world)).length);
  expect(problemsOf(ended)).toContainEqual(expect.objectContaining({ code: 'picker-session-expired' }));
  const failedItems = await world.call(['items', 'list', '--stored', '--state', 'failed', '--json', '--limit', '5000']);
  expect(failedItems.records).toHaveLength(Number(report['failed']));

  const again = await pick(world, [], { visits: [{ ids }] });
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', failed: 0, stored: report['failed'] });
  await expectPicked(world, ids);
});

test('a session that ends between two runs: what is left is failed, and does not hold up the next selection', async () => {
  const world = await openWorld({ ...small, items: 100, itemBytes: 20_000 });
  const ids = await allIds(world);
  // However quick the machine is, something is left when the kill comes.
  world.google.planFaults({ rules: [{ match: { operation: 'media.download' }, after: 20, answer: 'stall' }] });
  await pick(world, [], { visits: [{ ids: ids.slice(0, 60) }], killWhen: (stdout) => /"done":[1-9]/.test(stdout) });
  world.google.planFaults({});
  world.google.spoilSessions('expire');
  const next = await pick(world, [], { visits: [{ ids: ids.slice(60) }] });
  expect(lastRecord(next)).toMatchObject({ outcome: 'complete', failed: 0 });
  expect(problemsOf(next)).toContainEqual(expect.objectContaining({ code: 'picker-session-expired' }));
  const listed = await world.call(['items', 'list', '--stored', '--state', 'failed', '--json', '--limit', '5000']);
  expect(listed.records.length).toBeGreaterThan(0);
  for (const { problem } of listed.records) expect(problem).toMatchObject({ code: 'picker-session-expired' });
  const last = await pick(world, [], { visits: [{ ids }] });
  expect(lastRecord(last)).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectPicked(world, ids);
});

test('a video that is not ready is listed, comes back in the next run, and is fetched once it is', async () => {
  const world = await openWorld({ ...small, items: 60 });
  const [video] = (await picked(world)).filter(({ kind, pairOf }) => kind === 'video' && pairOf === null);
  const id = video?.id ?? '';
  world.google.changeLibrary([{ kind: 'set-video-status', id, status: 'PROCESSING' }]);
  const first = await pick(world, [], { visits: [{ ids: [id] }] });
  expect(first.code).toBe(3);
  expect(lastRecord(first)).toMatchObject({ outcome: 'problems', failed: 1 });
  expect(problemsOf(first)).toContainEqual(expect.objectContaining({ code: 'video-processing' }));
  expect(first.records).toContainEqual(expect.objectContaining({ event: 'picker', state: 'kept' }));

  // Still not: the person chooses something else, and it is listed again.
  const other = (await allIds(world)).find((one) => one !== id) ?? '';
  const second = await pick(world, [], { visits: [{ ids: [other] }] });
  expect(lastRecord(second)).toMatchObject({ outcome: 'problems', failed: 1 });
  expect(world.google.statistics().openSessions).toHaveLength(1);

  world.google.changeLibrary([{ kind: 'set-video-status', id, status: 'READY' }]);
  const third = await pick(world, [], { visits: [{ count: 0 }] });
  expect(lastRecord(third)).toMatchObject({ outcome: 'complete', stored: 1, failed: 0 });
  await expectPicked(world, [id, other]);
});

test('a video that never becomes ready is skipped once Google gives it up', async () => {
  const world = await openWorld({ ...small, items: 60 });
  const [video] = (await picked(world)).filter(({ kind, pairOf }) => kind === 'video' && pairOf === null);
  const id = video?.id ?? '';
  world.google.changeLibrary([{ kind: 'set-video-status', id, status: 'FAILED' }]);
  const ended = await pick(world, [], { visits: [{ ids: [id] }] });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', skipped: 1, failed: 0 });
  expect(world.google.statistics().openSessions).toEqual([]);
});

test('access tokens that all expire mid-run are renewed without anybody noticing', async () => {
  const world = await openWorld({ ...small, items: 80, itemBytes: 60_000 });
  const ids = await allIds(world);
  const ended = await pick(world, [], {
    visits: [{ ids }],
    onLine: once('"state":"chosen"', () => world.google.spoilAccessTokens('expire')),
  });
  expect(lastRecord(ended)).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectPicked(world, ids);
});

test('access that is withdrawn while the person chooses: after signing in again the same selection continues', async () => {
  const world = await openWorld(small);
  const ids = await allIds(world);
  const stopped = await pick(world, [], { onLine: once('"waiting"', () => world.google.revoke()) });
  expect(stopped.code).toBe(4);
  expect(lastRecord(stopped)).toMatchObject({ outcome: 'stopped', problem: { code: 'token-revoked' } });
  const [session] = world.google.statistics().openSessions;
  world.google.pick({ sessionId: session, select: { ids } });
  expect((await world.signIn()).code).toBe(0);
  const rest = await pick(world, []);
  expect(rest.code, rest.stderr).toBe(0);
  expect(world.google.statistics().requests['sessions.create']).toBe(1);
  await expectPicked(world, ids);
});

test('an API that is switched off is named, with the page that switches it on', async () => {
  const world = await openWorld(small);
  world.google.changeProject({ apis: { photospicker: false } });
  const stopped = await pick(world, []);
  expect(stopped.code).toBe(3);
  expect(lastRecord(stopped)).toMatchObject({ problem: { code: 'api-disabled' } });
  expect(JSON.stringify(lastRecord(stopped))).toContain('photospicker.googleapis.com');
});

test('access that is withdrawn while fetching keeps the selection for later', async () => {
  const world = await openWorld({ ...small, items: 80 });
  const ids = await allIds(world);
  const stopped = await pick(world, [], {
    visits: [{ ids }],
    onLine: once('"state":"chosen"', () => world.google.revoke()),
  });
  expect(stopped.code).toBe(4);
  expect(stopped.records).toContainEqual(expect.objectContaining({ event: 'picker', state: 'kept' }));
  expect(world.google.statistics().openSessions).toHaveLength(1);
  expect((await world.signIn()).code).toBe(0);
  expect((await pick(world, [])).code).toBe(0);
  await expectPicked(world, ids);
});

test('who does not allow the Picker can still use the rest', async () => {
  const world = await openWorld(small);
  const ended = await world.call(['pick', '--no-browser', '--json'], {
    onLine: (line) => {
      const record: Record<string, unknown> = JSON.parse(line);
      if (record['event'] !== 'authorize') return;
      const url = `${record['url']}&simulate=accept&simulate_untick=${encodeURIComponent(capabilityScopes.picker)}`;
      void fetch(url).then((page) => page.text());
    },
  });
  expect(ended.code).toBe(4);
  expect(lastRecord(ended)).toMatchObject({ event: 'failed', problem: { code: 'scope-not-granted' } });
  expect((await world.call(['backup', '--json'])).code).toBe(0);
});
