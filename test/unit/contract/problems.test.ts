import { expect, test } from 'vitest';
import { googleEndpoints, simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import { ProblemError, problem, problemOf, problemSchema, wayOutOf } from '../../../electron/contract/problem.ts';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';

test.for([...problemCodes])('%s has a title, a cause and a way out in whole sentences', (code) => {
  const { title, explanation, wayOut } = problemSchema.parse(problem(code));
  expect(title).not.toMatch(/\.$/);
  expect(title.length).toBeLessThan(70);
  for (const text of [explanation, wayOut]) expect(text).toMatch(/^[A-Z].*[.!]$/s);
});

test('what is particular to an occurrence is kept, what is not given is absent', () => {
  expect(problem('api-disabled', { link: 'https://console.cloud.google.com/', detail: undefined })).toMatchObject({
    code: 'api-disabled',
    link: 'https://console.cloud.google.com/',
  });
  expect(problem('api-disabled')).not.toHaveProperty('detail');
});

test('a better way out crosses as a message, with its English words beside it', () => {
  const advice = message('way-out.token-file-open', { path: '/home/me/tokens' });
  const met = problem('token-store-unreadable', { wayOut: advice });
  expect(met.wayOut).toMatch(/^Make it yours alone \(chmod 600 \/home\/me\/tokens\)\./);
  expect(problemSchema.parse(structuredClone(met))).toEqual(met);
  expect(wayOutOf(met)).toEqual(advice);
});

test('the way out of any other problem follows from its code, and that of an earlier version from its words', () => {
  expect(wayOutOf(problem('quota-day'))).toEqual(message('way-out.of-code', { problem: 'quota-day' }));
  const stored = { ...problem('quota-day'), wayOut: 'Wait a day.' };
  expect(wayOutOf(stored)).toEqual(message('way-out.as-stored', { words: 'Wait a day.' }));
});

test('a link that is not https does not cross a process border', () => {
  expect(problemSchema.safeParse({ ...problem('usage'), link: 'javascript:alert(1)' }).success).toBe(false);
});

test('a carried problem comes out of what was thrown; anything else is a fault of the program', () => {
  const carried = problem('destination-full', { subject: '/disk' });
  expect(problemOf(new ProblemError(carried))).toEqual(carried);
  expect(problemOf(new TypeError('x is not a function'))).toMatchObject({
    code: 'internal',
    detail: 'x is not a function',
  });
  expect(problemOf('odd')).toMatchObject({ code: 'internal', detail: 'odd' });
});

test("the endpoints are Google's own, over https", () => {
  expect(googleEndpoints).toEqual({
    authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    revoke: 'https://oauth2.googleapis.com/revoke',
    photosLibrary: 'https://photoslibrary.googleapis.com/v1',
    photosPicker: 'https://photospicker.googleapis.com/v1',
    drive: 'https://www.googleapis.com/drive/v3',
  });
});

test.for([
  'https://example.com',
  'http://127.0.0.1.example.com',
  'http://10.0.0.1:80',
  'ftp://127.0.0.1',
  'http://127.0.0.1:1/path',
  '',
])('nothing but loopback may stand in for Google: %s', (origin) => {
  expect(() => simulatedEndpoints(origin)).toThrow(TypeError);
});

test('a simulator on loopback serves every endpoint under its prefix', () => {
  expect(simulatedEndpoints('http://127.0.0.1:8080/').photosLibrary).toBe('http://127.0.0.1:8080/photoslibrary/v1');
});
