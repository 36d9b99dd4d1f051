import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type FaultPlanInput, faultPlanSchema } from '../../simulator/server/faults/fault-rules.ts';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import { answerOf, postToken, running, signedIn } from './running-simulator.ts';

type Answer = NonNullable<FaultPlanInput['rules']>[number]['answer'];

async function world(options: SimulatorOptions = {}) {
  const simulator = await running(options);
  const ask = await signedIn(simulator);
  const { mediaItems } = (await (await ask('mediaItems')).json()) as {
    mediaItems: readonly { id: string; baseUrl: string; mimeType: string }[];
  };
  const photo = mediaItems.find((item) => item.mimeType === 'image/jpeg');
  simulator.resetStatistics();
  return { simulator, ask, id: photo?.id ?? '', url: `${photo?.baseUrl}=d` };
}

async function withFault(answer: Answer) {
  const made = await world();
  made.simulator.planFaults({ rules: [{ answer }] });
  return made;
}

describe('what a fault does', () => {
  test('status: any status, with Google’s own body or another one', async () => {
    const { ask, simulator } = await withFault({ kind: 'status', status: 503 });
    expect(await answerOf(ask('albums'))).toEqual({
      status: 503,
      body: { error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' } },
    });
    const headers = { 'Retry-After': '7' };
    simulator.planFaults({ rules: [{ answer: { kind: 'status', status: 418, body: 'tea', headers } }] });
    const tea = await ask('albums');
    expect([tea.status, tea.headers.get('retry-after'), await tea.text()]).toEqual([418, '7', 'tea']);
    simulator.planFaults({ rules: [{ answer: { kind: 'status', status: 400, body: { error: 'x' } } }] });
    expect(await answerOf(ask('albums'))).toEqual({ status: 400, body: { error: 'x' } });
  });

  test('reset: no answer at all', async () => {
    const { ask, simulator } = await withFault('reset');
    await expect(ask('albums')).rejects.toThrow(TypeError);
    expect(simulator.statistics().answers).toEqual({ 0: 1 });
  });

  test('truncate: a part of the body, then a reset', async () => {
    const { url, simulator } = await withFault({ kind: 'truncate', afterBytes: 1500 });
    const response = await fetch(url);
    expect(response.headers.get('content-length')).toBe('4000');
    let received = 0;
    await expect(
      (async () => {
        for await (const chunk of response.body ?? []) received += chunk.length;
      })(),
    ).rejects.toThrow();
    expect(received).toBeLessThanOrEqual(1500);
    expect(simulator.statistics()).toMatchObject({ bytes: 1500, itemsDelivered: 0 });
  });

  test('stall: silence before the head, or after a part of the body, until the client gives up', async () => {
    const { url, simulator } = await withFault('stall');
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
    simulator.planFaults({ rules: [{ answer: { kind: 'stall', afterBytes: 1000 } }] });
    const response = await fetch(url, { signal: AbortSignal.timeout(200) });
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow(/timeout/);
  });

  test('stall: continues when a time is given', async () => {
    const { url, simulator } = await withFault({ kind: 'stall', afterBytes: 1000, seconds: 0.01 });
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(4000);
    simulator.planFaults({ rules: [{ answer: { kind: 'stall', seconds: 0.01 } }] });
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(4000);
  });

  test('wrong-length: announces more than it sends, or sends less than there is', async () => {
    const { url, simulator } = await withFault('wrong-length');
    const long = await fetch(url);
    expect(long.headers.get('content-length')).toBe('4001');
    await expect(long.arrayBuffer()).rejects.toThrow();
    simulator.planFaults({ rules: [{ answer: { kind: 'wrong-length', by: -10 } }] });
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(3990);
    expect(simulator.statistics().itemsDelivered).toBe(0);
  });

  test('html and image: instead of the bytes', async () => {
    const { url, simulator } = await withFault('html');
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    simulator.planFaults({ rules: [{ answer: { kind: 'image', status: 404 } }] });
    const picture = await fetch(url);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([404, 'image/png']);
  });

  test.each([
    ['quota-day', 429, /limit 'All requests per day' of service 'photoslibrary.googleapis.com'/],
    ['quota-minute', 429, /limit 'Write requests per minute per user'/],
    ['quota-concurrent', 429, /Quota exceeded for quota 'concurrent write request' of service/],
    ['unauthorized', 401, /Request had invalid authentication credentials\./],
  ] as const)('%s: as the real thing', async (kind, status, message) => {
    const { ask } = await withFault(kind);
    const answer = await answerOf(ask('albums'));
    expect(answer).toMatchObject({
      status,
      body: { error: { code: status, message: expect.stringMatching(message) } },
    });
  });

  test('expired-url: 403 with a page', async () => {
    const { url } = await withFault('expired-url');
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/html; charset=UTF-8']);
  });
});

describe('which requests a rule strikes', () => {
  const broken = { kind: 'status', status: 500 } as const;

  test('those of its host, method, path or operation', async () => {
    const { simulator, ask, url, id } = await world();
    const statuses = async () => {
      const search = ask('mediaItems:search', { method: 'POST', body: '{}' });
      const responses = await Promise.all([ask('albums?pageSize=7'), search, fetch(url)]);
      return responses.map((response) => response.status);
    };
    for (const [match, expected] of [
      [{ host: 'photoslibrary.googleapis.com' }, [500, 500, 200]],
      [{ host: 'lh3.googleusercontent.com' }, [200, 200, 500]],
      [{ method: 'POST' }, [200, 500, 200]],
      [{ path: '/v1/albums' }, [500, 200, 200]],
      [{ path: 'pageSize=7' }, [500, 200, 200]],
      [{ path: '/=d$/' }, [200, 200, 500]],
      [{ path: id }, [200, 200, 500]],
      [{ operation: 'mediaItems.search' }, [200, 500, 200]],
      [{}, [500, 500, 500]],
    ] as const) {
      simulator.planFaults({ rules: [{ match, answer: broken }] });
      expect(await statuses(), JSON.stringify(match)).toEqual(expected);
    }
  });

  test('after so many, so often, the first rule that still strikes', async () => {
    const { simulator, ask } = await world();
    simulator.planFaults({
      rules: [
        { after: 1, times: 2, answer: broken },
        { after: 2, times: 1, answer: { kind: 'status', status: 502 } },
      ],
    });
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) statuses.push((await ask('albums')).status);
    expect(statuses).toEqual([200, 500, 500, 200, 502, 200, 200]);
    expect(simulator.faultReport().rules.map(({ struck }) => struck)).toEqual([2, 1]);
  });

  test('a share of them, the same ones for the same seed', async () => {
    const { simulator, ask } = await world();
    const run = async (seed: number) => {
      simulator.planFaults({ seed, rules: [{ probability: 0.5, answer: broken }] });
      const statuses: number[] = [];
      for (let count = 0; count < 40; count += 1) statuses.push((await ask('albums')).status);
      return statuses;
    };
    const once = await run(3);
    expect(await run(3)).toEqual(once);
    expect(await run(4)).not.toEqual(once);
    expect(once.filter((status) => status === 500).length).toBeGreaterThan(5);
    expect(once.filter((status) => status === 200).length).toBeGreaterThan(5);
  });

  test('none after the rules were cleared, and never the controls', async () => {
    const { simulator, ask } = await world();
    simulator.planFaults({ rules: [{ answer: broken }] });
    expect((await fetch(`${simulator.url}/simulator/stats`)).status).toBe(200);
    simulator.planFaults({});
    expect((await ask('albums')).status).toBe(200);
  });
});

describe('a storm', () => {
  test('strikes its share of the requests to API and byte host with faults that pass, never with the daily quota', async () => {
    const { simulator, ask, url } = await world();
    simulator.planFaults({ storm: 0.5, stormWithout: ['stall'], seed: 5 });
    const bodies: string[] = [];
    let failed = 0;
    for (let count = 0; count < 60; count += 1) {
      for (const asked of [() => ask('albums'), () => fetch(url)]) {
        try {
          const response = await asked();
          const body = await response.text();
          if (response.ok) continue;
          failed += 1;
          bodies.push(body);
        } catch {
          // A reset or a truncated body: one of the faults looked for.
          failed += 1;
        }
      }
    }
    expect(failed).toBe(simulator.faultReport().storm.struck);
    expect(failed).toBeGreaterThan(40);
    expect(failed).toBeLessThan(80);
    expect(bodies.join()).toContain('concurrent write request');
    expect(bodies.join()).not.toContain('per day');
  });

  test('is gentle with the token endpoint', async () => {
    const { simulator } = await world();
    simulator.planFaults({ storm: 0.4, stormWithout: ['stall', 'reset'], seed: 2 });
    let failed = 0;
    for (let count = 0; count < 100; count += 1) {
      const response = await postToken(simulator, { grant_type: 'refresh_token', refresh_token: 'x' });
      await response.arrayBuffer();
      if (response.status === 503) failed += 1;
    }
    expect(failed).toBeGreaterThan(2);
    expect(failed).toBeLessThan(25);
  });
});

test.each([
  [{ rules: [{ answer: { kind: 'explode' } }] }],
  [{ rules: [{ answer: 'reset', match: { path: '/(/' } }] }],
  [{ storm: 2 }],
  [{ unknown: true }],
])('a plan that is none is refused: %j', async (plan) => {
  const simulator = await running();
  const response = await fetch(`${simulator.url}/simulator/faults`, { method: 'POST', body: JSON.stringify(plan) });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.any(String) });
});

test('the examples in the README are valid and show every kind of answer', async () => {
  const readme = await readFile(new URL('../../simulator/README.md', import.meta.url), 'utf8');
  const example = [...readme.matchAll(/```json\n(\{\s*"rules"[\s\S]*?)```/g)].map((match) => match[1] ?? '').join();
  const { rules = [] } = faultPlanSchema.parse(JSON.parse(example));
  const table = readme.slice(readme.search(/\| answer +\|/));
  const rows = [...table.matchAll(/^\| (`[^|]+`) +\| [^|]+\|$/gm)].map((match) => match[1] ?? '');
  const kinds = rows.flatMap((row) => row.match(/[\w-]+/g) ?? []);
  expect(new Set(rules.map((rule) => rule.answer.kind))).toEqual(new Set(kinds));
});
