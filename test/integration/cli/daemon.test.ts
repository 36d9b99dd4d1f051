import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { afterimageHere } from '../../support/command-line-here.ts';
import { photoBytes, writeSmallPart } from '../../support/small-parts.ts';
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

/** A daemon under a supervisor, as a unit of systemd with `Restart=on-failure` has it. */
function supervised(args: readonly string[]) {
  let [said, starts] = ['', 0];
  let child: ChildProcess | null = null;
  let ended: Promise<readonly unknown[]> = Promise.resolve([]);
  const start = (): void => {
    starts += 1;
    const one = spawn(process.execPath, [entry, 'daemon', '--json', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: testEnvironment(),
    });
    child = one;
    one.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    ended = once(one, 'close');
    one.on('close', (code) => {
      if (code !== 0 && !isOver) start();
      else said += '\n';
    });
  };
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
    child?.kill('SIGKILL');
  });
  start();
  const records = () =>
    said
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line): Record<string, unknown> => JSON.parse(line));
  return {
    kill: (signal: NodeJS.Signals) => child?.kill(signal),
    ended: () => ended,
    starts: () => starts,
    count: (event: string) => records().filter((record) => record['event'] === event).length,
    jobs: () =>
      records()
        .filter(({ event }) => event === 'job')
        .map(({ job, exitCode }) => `${String(job)} ${String(exitCode)}`),
  };
}

/** An export of one part with six photos that nothing else holds. */
function exportOf(folder: string, stamp: string, first: number): Promise<string> {
  const names = Array.from({ length: 6 }, (_, index) => first + index);
  const photos = names.map((name) => [`Takeout/Google Photos/Photos from 2026/${name}.bmp`, photoBytes(name)] as const);
  return writeSmallPart(folder, `takeout-${stamp}-001.zip`, Object.fromEntries(photos));
}

test('a daemon backs up on schedule, imports what arrives, scrubs, and is none the worse for kills', async () => {
  const folder = await temporaryFolder();
  const [watched, drive] = [join(folder, 'watched'), join(folder, 'drive')];
  await mkdir(watched);
  await mkdir(drive);
  const world = await openWorld({ items: 8, albums: 1, seed: 5, drive: { folder: drive } });
  const { url, heard } = await pings();
  const hook = join(folder, 'hook.txt');
  // A day passes in nine seconds.
  const globals = ['--google', world.google.url, '--data-dir', world.data, '--time-scale', '0.0001'];
  const connected = await afterimageHere(['drive', 'connect', '--unattended', '--no-browser'], {
    globals,
    onLine: (line) => {
      if (line.startsWith('http')) void fetch(line).then((page) => page.text());
    },
  });
  expect(connected.code, connected.stderr).toBe(0);
  for (const [key, value] of [
    ['schedule', 'every 6h'],
    ['watch-folder', watched],
    ['healthcheck', url],
    ['on-success', `echo "$AFTERIMAGE_JOB $AFTERIMAGE_EXIT_CODE" >> "${hook}"`],
  ] as const) {
    expect(await afterimageHere(['config', 'set', key, value], { globals })).toMatchObject({ code: 0 });
  }
  const daemon = supervised([...globals, '--metrics-port', '19464']);
  await expect.poll(() => daemon.jobs().filter((job) => job === 'backup 0').length).toBeGreaterThan(1);
  await expect.poll(() => daemon.jobs()).toContain('scrub 0');
  expect(heard.slice(0, 4)).toEqual(['/ping/start', '/ping', '/ping/start', '/ping']);
  // What is new in Drive is imported from there.
  expect(daemon.jobs()).not.toContain('drive 0');
  const late = await exportOf(folder, '20260801T000000Z', 100);
  await rename(late, join(drive, basename(late)));
  await expect.poll(() => daemon.jobs()).toContain('drive 0');

  // Killed while a run holds the folder, it leaves no lock that would keep its successor from going on.
  for (let kills = 0; kills < 2; kills += 1) {
    const [begun, starts] = [daemon.count('started'), daemon.starts()];
    await expect.poll(() => daemon.count('started'), { interval: 5 }).toBeGreaterThan(begun);
    daemon.kill('SIGKILL');
    await expect.poll(() => daemon.starts()).toBeGreaterThan(starts);
  }
  const arrived = await exportOf(folder, '20260901T000000Z', 200);
  await rename(arrived, join(watched, basename(arrived)));
  await expect.poll(() => daemon.jobs()).toContain('watch-folder 0');
  const before = daemon.jobs().length;
  await expect.poll(() => daemon.jobs().slice(before)).toContain('backup 0');
  expect(daemon.jobs().filter((job) => !job.endsWith(' 0'))).toEqual([]);
  const metrics = await (await fetch('http://127.0.0.1:19464/metrics')).text();
  expect(metrics).toContain('afterimage_up 1\n');
  expect(metrics).toMatch(/^afterimage_runs_total\{job="backup",exit_code="0"\} [1-9]/m);
  expect(metrics).toMatch(/^afterimage_stored_files [1-9]/m);
  expect((await fetch('http://127.0.0.1:19464/healthz')).status).toBe(200);
  daemon.kill('SIGHUP');
  expect(await daemon.ended()).toEqual([0, null]);
  const told = (await readFile(hook, 'utf8')).split('\n');
  for (const line of ['backup 0', 'scrub 0', 'drive 0', 'watch-folder 0']) expect(told).toContain(line);
  const items = await afterimageHere(['status', '--json'], { globals });
  // Eight of the library, and six of each export.
  expect(items.records[0]).toMatchObject({ items: { stored: 20, wanted: 0 }, folder: { missing: 0 } });
  expect(await afterimageHere(['backup'], { globals })).toMatchObject({ code: 0 });
});
