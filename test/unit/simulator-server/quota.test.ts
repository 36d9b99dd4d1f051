import { describe, expect, test } from 'vitest';
import { answerOf, running, signedIn, stoppedClock } from './running-simulator.ts';

function exceeded(subject: string, projectNumber: string) {
  return {
    status: 429,
    body: {
      error: {
        code: 429,
        message: `Quota exceeded for ${subject} of service 'photoslibrary.googleapis.com' for consumer 'project_number:${projectNumber}'.`,
        status: 'RESOURCE_EXHAUSTED',
      },
    },
  };
}

describe('the daily quota', () => {
  test('ends with the 429 of §6 and starts again at midnight in California', async () => {
    // 07:59:59Z is 23:59:59 the day before in California (winter time).
    const clock = stoppedClock('2026-01-15T07:30:00Z');
    const simulator = await running({ dailyRequests: 2, now: clock.now });
    const ask = await signedIn(simulator);
    const number = simulator.client.installed.client_id.split('-')[0] ?? '';
    expect((await ask('albums')).status).toBe(200);
    expect((await ask('albums')).status).toBe(200);
    const daily = exceeded("quota metric 'All requests' and limit 'All requests per day'", number);
    expect(await answerOf(ask('albums'))).toEqual(daily);
    clock.set('2026-01-15T07:59:59Z');
    expect(await answerOf(ask('albums'))).toEqual(daily);
    clock.set('2026-01-15T08:00:00Z');
    expect((await ask('albums')).status).toBe(200);
  });

  test('knows summer time', async () => {
    const clock = stoppedClock('2026-07-15T06:59:00Z');
    const ask = await signedIn(await running({ dailyRequests: 1, now: clock.now }));
    expect((await ask('albums')).status).toBe(200);
    expect((await ask('albums')).status).toBe(429);
    clock.set('2026-07-15T07:00:00Z');
    expect((await ask('albums')).status).toBe(200);
  });

  test('is counted apart for bytes, where the answer is no JSON', async () => {
    const ask = await signedIn(await running({ dailyMediaRequests: 1 }));
    const { mediaItems } = (await (await ask('mediaItems')).json()) as { mediaItems: readonly { baseUrl: string }[] };
    const url = `${mediaItems[0]?.baseUrl}=w32-h32`;
    expect((await fetch(url)).status).toBe(200);
    const refused = await fetch(url);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^(text\/html|image\/png)/);
    expect((await ask('albums')).status).toBe(200);
  });
});

test('the quota a minute starts again with the next minute', async () => {
  const clock = stoppedClock('2026-03-02T12:00:10Z');
  const simulator = await running({ minuteRequests: 1, now: clock.now });
  const ask = await signedIn(simulator);
  const number = simulator.client.installed.client_id.split('-')[0] ?? '';
  expect((await ask('albums')).status).toBe(200);
  expect(await answerOf(ask('albums'))).toEqual(
    exceeded("quota metric 'Write requests' and limit 'Write requests per minute per user'", number),
  );
  clock.set('2026-03-02T12:01:00Z');
  expect((await ask('albums')).status).toBe(200);
});
