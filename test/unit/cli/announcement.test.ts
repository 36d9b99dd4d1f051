import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { type Announcements, announced } from '../../../electron/cli/announcement.ts';
import { type ExitCode, exitCodes } from '../../../electron/cli/exit-codes.ts';
import { Terminal } from '../../../electron/cli/terminal.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** A server that writes down what it is asked for; a proxy is asked for whole addresses. */
async function listener(status = 200) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(status).end('OK');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return { heard, url: `http://127.0.0.1:${address.port}` };
}

function session(variables: Readonly<Record<string, string>> = {}) {
  const err = new PassThrough();
  const terminal = new Terminal({ out: new PassThrough(), err }, { json: false, quiet: false });
  const environment = testEnvironment({ ...variables });
  return { terminal, environment, said: () => String(err.read() ?? '') };
}

const silent: Announcements = { healthcheck: null, pings: 'all', onSuccess: null, onFailure: null };

function ending(code: ExitCode | null) {
  return async () => code;
}

test.for<[ExitCode | null, Announcements['pings'], readonly string[]]>([
  [exitCodes.complete, 'all', ['POST /a/start?rid=1', 'POST /a?rid=1']],
  [exitCodes.problems, 'all', ['POST /a/start?rid=1', 'POST /a/fail?rid=1']],
  [exitCodes.interrupted, 'all', ['POST /a/start?rid=1']],
  [exitCodes.complete, 'failures', []],
  [exitCodes.problems, 'failures', ['POST /a/fail?rid=1']],
  [null, 'failures', []],
])('exit code %s is told (%s): %j', async ([code, pings, expected]) => {
  const { url, heard } = await listener();
  expect(await announced(session(), { ...silent, healthcheck: `${url}/a?rid=1`, pings }, 'backup', ending(code))).toBe(
    code,
  );
  expect(heard).toEqual(expected);
});

test('pings go by the proxy of the environment, as everything else does', async () => {
  const proxy = await listener();
  const caller = session({ HTTP_PROXY: proxy.url });
  await announced(caller, { ...silent, healthcheck: 'http://health.example/id' }, 'backup', ending(0));
  expect(proxy.heard.join()).toContain('health.example');
  const broken = session({ HTTP_PROXY: 'no address' });
  await announced(broken, { ...silent, healthcheck: 'http://health.example/id' }, 'backup', ending(0));
  expect(broken.said()).toContain('The healthcheck cannot be reached');
});

test('a listener that refuses, or is not there, is told and changes nothing', async () => {
  const { url } = await listener(500);
  const caller = session();
  expect(await announced(caller, { ...silent, healthcheck: url }, 'backup', ending(0))).toBe(0);
  expect(caller.said()).toContain('The healthcheck answered 500.');
  expect(await announced(caller, { ...silent, healthcheck: 'http://127.0.0.1:9' }, 'backup', ending(0))).toBe(0);
  expect(caller.said()).toContain('The healthcheck cannot be reached');
});

test('a hook knows what ended and how, and its own end is told', async () => {
  const file = join(await temporaryFolder(), 'hook.txt');
  const hook = `echo "$AFTERIMAGE_JOB $AFTERIMAGE_EXIT_CODE $MARK" >> "${file}"`;
  const hooks = { ...silent, onSuccess: hook, onFailure: `${hook}; exit 9` };
  const caller = session({ MARK: 'mine' });
  for (const code of [exitCodes.complete, exitCodes.destination, exitCodes.interrupted, null])
    await announced(caller, hooks, 'drive', ending(code));
  expect(await readFile(file, 'utf8')).toBe('drive 0 mine\ndrive 6 mine\n');
  expect(caller.said()).toContain('The command after drive ended with 9');
});
