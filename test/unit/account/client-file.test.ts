import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeClientFile } from '../../../electron/account/client-file.ts';
import type { ProblemCode } from '../../../electron/contract/problem.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';
import { clientFileText, testClient } from './fixtures/google.ts';

const apiKey = `AIza${'Sy0_-'.repeat(7)}`;

describe('a Desktop client file', () => {
  test('is accepted with its id, secret and project', () => {
    expect(valueIn(judgeClientFile(clientFileText()))).toEqual(testClient);
  });

  test('may carry a byte order mark, blanks around it, and no project', () => {
    const text = `\uFEFF \n${clientFileText({ project_id: undefined })}\r\n`;
    expect(valueIn(judgeClientFile(text))).toEqual({ ...testClient, projectId: null });
  });
});

describe('anything else is refused with what it is', () => {
  const serviceAccount = JSON.stringify({
    type: 'service_account',
    project_id: 'my-backup',
    private_key: '-----BEGIN PRIVATE KEY-----',
    client_email: 'robot@my-backup.iam.gserviceaccount.com',
  });
  const web = JSON.stringify({ web: { client_id: testClient.clientId, client_secret: 'x' } });
  const cases: readonly (readonly [string, string, ProblemCode])[] = [
    ['a Web client', web, 'client-file-web'],
    ['a service account key', serviceAccount, 'client-file-service-account'],
    ['a missing secret', clientFileText({ client_secret: undefined }), 'client-file-secret-missing'],
    ['an empty secret', clientFileText({ client_secret: '  ' }), 'client-file-secret-missing'],
    ['a bare API key', ` ${apiKey}\n`, 'client-file-api-key'],
    ['an API key in quotes', JSON.stringify(apiKey), 'client-file-api-key'],
    ['an API key in an object', JSON.stringify({ key: apiKey }), 'client-file-api-key'],
    ['truncated JSON', clientFileText().slice(0, 100), 'client-file-unreadable'],
    ['an empty file', '', 'client-file-unreadable'],
    ['a photo', '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF', 'client-file-unreadable'],
    ['a JSON array', '[1, 2]', 'client-file-wrong'],
    ['a JSON null', 'null', 'client-file-wrong'],
    ['other JSON', '{"name": "package"}', 'client-file-wrong'],
    ['an installed part that is no object', '{"installed": 7}', 'client-file-wrong'],
    ['only a client ID', testClient.clientId, 'client-file-wrong'],
    ['a malformed client ID', clientFileText({ client_id: 'afterimage.example.org' }), 'client-id-malformed'],
    [
      'a client ID of another domain',
      clientFileText({ client_id: `${testClient.clientId}.evil` }),
      'client-id-malformed',
    ],
    ['a huge file', `${clientFileText()}${' '.repeat(70_000)}`, 'client-file-wrong'],
  ];

  test.each(cases)('%s', (_, text, code) => {
    const refused = problemIn(judgeClientFile(text), code);
    expect(refused.wayOut).not.toBe('');
    expect(JSON.stringify(refused)).not.toContain(testClient.clientSecret);
    expect(JSON.stringify(refused)).not.toContain(apiKey);
  });

  test('every cut of a good file is refused, never misread', () => {
    const whole = clientFileText();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        problemIn(judgeClientFile(whole.slice(0, length)), 'client-file-unreadable');
      }),
    );
  });

  test('no text whatever makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(judgeClientFile(text).ok).toBe(false);
      }),
    );
  });
});
