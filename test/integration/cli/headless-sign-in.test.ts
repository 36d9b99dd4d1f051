import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return address.port;
}

test('a server is signed in by the address that the browser could not open, on a port that was chosen', async () => {
  const google = await startSimulator({ consent: 'accept', items: 1, albums: 0, seed: 1 });
  onTestFinished(() => google.close());
  const folder = await temporaryFolder();
  const globals = ['--google', google.url, '--data-dir', join(folder, 'data')];
  const store = ['--token-store', `file:${join(folder, 'tokens.json')}`];
  expect((await afterimageHere(['client', 'set', google.clientFile], { globals: [...globals, ...store] })).code).toBe(
    0,
  );
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [entry, 'sign-in', '--no-browser', '--paste', '--port', String(port), ...globals],
    { stdio: ['pipe', 'pipe', 'inherit'], env: testEnvironment() },
  );
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (!line.startsWith('http')) return;
    // The browser of another computer: it gets as far as the last address, and no further.
    void fetch(line, { redirect: 'manual' }).then((page) => {
      child.stdin.write('https://evil.example/?code=1\n');
      child.stdin.write(`${page.headers.get('location') ?? ''}\n`);
    });
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said[0]).toContain(`redirect_uri=${encodeURIComponent(`http://127.0.0.1:${port}`)}`);
  expect(said.at(-1)).toMatch(/^Signed in as first@example\.com\./);
});
