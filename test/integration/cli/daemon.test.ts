import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { openWorld } from '../../support/world.ts';

const entry = process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts';

/** A service that listens to pings, as healthchecks.io does. */
async function pings(): Promise<{ readonly url: string; readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end('OK');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return { url: `http://127.0.0.1:${address.port}/ping`, heard };
}

/** A daemon as a supervisor starts it. */
function started(args: readonly string[]) {
  const child = spawn(process.execPath, [entry, 'daemon', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: testEnvironment(),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, 'close');
  return {
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    jobs: () =>
      said
        .split('\n')
        .slice(0, -1)
        .map((line): Record<string, unknown> => JSON.parse(line))
        .filter(({ event }) => event === 'job')
        .map(({ job, exitCode }) => `${String(job)} ${String(exitCode)}`),
  };
}

test('a daemon backs up on schedule, imports what arrives, scrubs, and is none the worse for a kill', async () => {
  const world = await openWorld({ items: 8, albums: 1, seed: 5 });
  const folder = await temporaryFolder();
  const watched = join(folder, 'watched');
  await mkdir(watched);
  const { url, heard } = await pings();
  const hook = join(folder, 'hook.txt');
  // A day passes in nine seconds.
  const globals = ['--google', world.google.url, '--data-dir', world.data, '--time-scale', '0.0001'];
  for (const [key, value] of [
    ['schedule', 'every 6h'],
    ['watch-folder', watched],
    ['healthcheck', url],
    ['on-success', `echo "$AFTERIMAGE_JOB $AFTERIMAGE_EXIT_CODE" >> "${hook}"`],
  ] as const) {
    expect(await afterimageHere(['config', 'set', key, value], { globals })).toMatchObject({ code: 0 });
  }
  const first = started(globals);
  await expect.poll(() => first.jobs().filter((job) => job === 'backup 0').length).toBeGreaterThan(1);
  await expect.poll(() => first.jobs()).toContain('scrub 0');
  expect(heard.slice(0, 4)).toEqual(['/ping/start', '/ping', '/ping/start', '/ping']);

  // Killed at any moment, it leaves no lock behind, and the next one goes on.
  first.kill('SIGKILL');
  await first.ended;
  const sample = await writeTakeoutSample(
    { out: join(folder, 'sample'), items: 6, albums: 1, seed: 2, itemBytes: 'tiny', parts: 1 },
    createPictureStudio(),
  );
  const [part] = sample.parts;
  if (part === undefined) throw new Error('There is one part');
  await rename(part.path, join(watched, 'takeout-20260901T000000Z-001.zip'));
  const second = started([...globals, '--metrics-port', '19464']);
  await expect.poll(() => second.jobs()).toContain('watch-folder 0');
  await expect.poll(() => second.jobs()).toContain('backup 0');
  const metrics = await (await fetch('http://127.0.0.1:19464/metrics')).text();
  expect(metrics).toContain('afterimage_up 1\n');
  expect(metrics).toMatch(/^afterimage_runs_total\{job="backup",exit_code="0"\} [1-9]/m);
  expect(metrics).toMatch(/^afterimage_stored_files [1-9]/m);
  expect((await fetch('http://127.0.0.1:19464/healthz')).status).toBe(200);
  second.kill('SIGHUP');
  expect(await second.ended).toEqual([0, null]);
  expect(await afterimageHere(['backup'], { globals })).toMatchObject({ code: 0 });
});
