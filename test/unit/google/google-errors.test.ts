import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorAnswer, maxErrorBytes, readGoogleError } from '../../../electron/engine/google/google-errors.ts';
import { googleError, quotaSentences } from './google-server.ts';

const host = 'photoslibrary.googleapis.com';

function read(status: number, body: unknown, overrides: Partial<ErrorAnswer> = {}) {
  const contentType = 'application/json; charset=UTF-8';
  return readGoogleError({ status, contentType, body: JSON.stringify(body), host, ...overrides });
}

const enableUrl = `https://console.developers.google.com/apis/api/${host}/overview?project=123`;
const offSentence = `Photos Library API has not been used in project 123 before or it is disabled. Enable it by visiting ${enableUrl} then retry. If you enabled this API recently, wait a few minutes.`;

describe('a missing scope', () => {
  test.each([
    ['the sentence', googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.')],
    [
      'ErrorInfo',
      googleError(403, 'PERMISSION_DENIED', 'No.', [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
      ]),
    ],
    ['the older form', { error: { code: 403, message: 'No.', errors: [{ reason: 'insufficientPermissions' }] } }],
  ])('is recognised by %s', (_form, body) => {
    expect(read(403, body).code).toBe('scope-missing');
  });
});

describe('an API that is off', () => {
  test.each([
    ['the sentence', googleError(403, 'PERMISSION_DENIED', offSentence)],
    [
      'the Help link',
      googleError(403, 'PERMISSION_DENIED', 'No.', [
        { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ description: 'x', url: enableUrl }] },
      ]),
    ],
    [
      'ErrorInfo',
      googleError(403, 'PERMISSION_DENIED', 'No.', [
        { reason: 'SERVICE_DISABLED', metadata: { service: host, activationUrl: enableUrl } },
      ]),
    ],
  ])('is recognised by %s and offers its link', (_form, body) => {
    const found = read(403, body);
    expect(found.code).toBe('api-disabled');
    expect(found.link).toBe(enableUrl);
  });

  test('is recognised by the older form, and the link is made from the host', () => {
    const found = read(403, { error: { code: 403, message: 'Off.', errors: [{ reason: 'accessNotConfigured' }] } });
    expect(found.code).toBe('api-disabled');
    expect(found.link).toBe(`https://console.cloud.google.com/apis/library/${host}`);
  });

  test.each([
    'http://console.developers.google.com/apis/api/x',
    'https://console.developers.google.com.evil.example/apis/api/x',
    'https://evil.example/apis/api/console.developers.google.com',
    'https://user@console.cloud.google.com/apis/api/x',
    'javascript:alert(1)',
  ])('never offers the link %s', (url) => {
    const found = read(
      403,
      googleError(403, 'PERMISSION_DENIED', 'No.', [{ reason: 'SERVICE_DISABLED', links: [{ url }] }]),
    );
    expect(found.code).toBe('api-disabled');
    expect(found.link).toBe(`https://console.cloud.google.com/apis/library/${host}`);
  });

  test('has no link when the host names no API', () => {
    const body = { error: { code: 403, message: 'Off.', errors: [{ reason: 'accessNotConfigured' }] } };
    expect(read(403, body, { host: '127.0.0.1:4000' }).link).toBeUndefined();
  });
});

describe('a quota', () => {
  test.each([
    ['day', 'quota-day'],
    ['minute', 'quota-minute'],
    ['concurrent', 'quota-concurrent'],
  ] as const)('per %s is told apart', (kind, code) => {
    const found = read(429, googleError(429, 'RESOURCE_EXHAUSTED', quotaSentences[kind]));
    expect(found.code).toBe(code);
    expect(found.detail).toContain(quotaSentences[kind]);
  });

  test('per day is also known by the metadata of ErrorInfo', () => {
    const details = [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit: 'AllRequestsPerDayPerProject' } }];
    expect(read(429, googleError(429, 'RESOURCE_EXHAUSTED', 'Exhausted.', details)).code).toBe('quota-day');
  });

  test("in Drive's older form comes with 403", () => {
    const drive = (reason: string) => ({ error: { code: 403, message: 'Limit.', errors: [{ reason }] } });
    expect(read(403, drive('userRateLimitExceeded')).code).toBe('quota-minute');
    expect(read(403, drive('dailyLimitExceeded')).code).toBe('quota-day');
  });

  test('without any explanation is taken for the one per minute', () => {
    expect(read(429, '', { contentType: 'text/html', body: '<html>' }).code).toBe('quota-minute');
  });
});

describe('the client and the sign-in', () => {
  test.each([
    ['deleted_client', 'client-deleted'],
    ['disabled_client', 'client-disabled'],
    ['invalid_client', 'client-refused'],
    ['unauthorized_client', 'client-refused'],
    ['invalid_grant', 'token-revoked'],
  ])('%s is %s', (error, code) => {
    expect(read(401, { error, error_description: 'The OAuth client was refused.' }).code).toBe(code);
  });

  test('any other 401 is about the access token', () => {
    expect(read(401, googleError(401, 'UNAUTHENTICATED', 'Request had invalid credentials.')).code).toBe(
      'access-token-refused',
    );
  });
});

describe('a body that explains nothing', () => {
  test.each([
    [400, 'google-refused'],
    [403, 'google-refused'],
    [404, 'google-refused'],
    [500, 'google-unavailable'],
    [503, 'google-unavailable'],
  ])('is judged by its status %i', (status, code) => {
    const found = read(status, '', { contentType: 'text/html; charset=UTF-8', body: '<html>PERMISSION</html>' });
    expect(found.code).toBe(code);
    expect(found.detail).toBe(`HTTP ${status} from ${host} (text/html; charset=UTF-8)`);
  });

  test('JSON under a foreign content type is not parsed', () => {
    const body = JSON.stringify(
      googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.'),
    );
    expect(read(403, null, { contentType: 'image/png', body }).code).toBe('google-refused');
  });

  test('any text at all becomes a problem with a short detail on one line', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"error":${json}}`),
    );
    const types = fc.constantFrom(null, 'application/json', 'text/html', 'image/jpeg', '');
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), bodies, types, (status, body, contentType) => {
        const found = readGoogleError({ status, body, contentType, host });
        expect(found.detail).toMatch(new RegExp(`^HTTP ${status} from ${host}[^\\n\\r]*$`));
        expect(found.detail?.length).toBeLessThan(600);
      }),
    );
  });

  test('cut off in the middle of its JSON is judged by its status', () => {
    const body = JSON.stringify(googleError(429, 'RESOURCE_EXHAUSTED', 'x'.repeat(maxErrorBytes))).slice(
      0,
      maxErrorBytes,
    );
    expect(read(429, null, { body }).code).toBe('quota-minute');
  });
});

test.each([
  ['without a word', 407, '', 'text/html'],
  ['as JSON', 407, JSON.stringify(googleError(407, 'PERMISSION_DENIED', 'Sign in.')), 'application/json'],
])('a proxy that wants a sign-in (%s) is not Google that refuses', (_how, status, body, contentType) => {
  const found = readGoogleError({ status, contentType, body, host });
  expect(found).toMatchObject({ code: 'network-unreachable', advice: { key: 'way-out.proxy-credentials' } });
  expect(found.detail).toContain('407');
});
