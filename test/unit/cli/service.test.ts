import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metricsText } from '../../../electron/cli/daemon/metrics.ts';
import { scaledClock } from '../../../electron/cli/daemon/scaled-clock.ts';
import { launchdPlist, scheduledTask, systemdUnit } from '../../../electron/cli/service/service-definition.ts';
import { servicePlan } from '../../../electron/cli/service/service-manager.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { whyWithout } from '../../support/extras.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const command = [process.execPath, '/opt/After image/50% "cli".js', 'daemon', '--data-dir', '/home/someone/$HOME'];

test('systemd accepts the units', { tags: ['systemd'], skip: whyWithout('systemd') !== null }, async () => {
  const folder = await temporaryFolder();
  for (const [name, request] of [
    ['own', { command, profile: null, user: null }],
    ['of-the-system', { command, profile: 'family', user: 'root' }],
  ] as const) {
    const unit = join(folder, `${name}.service`);
    await writeFile(unit, systemdUnit(request));
    const said = execFileSync('systemd-analyze', ['verify', unit], {
      env: testEnvironment(),
      encoding: 'utf8',
      stdio: 'pipe',
    });
    expect(said).toBe('');
  }
});

test('words of the command reach the program as they are', () => {
  expect(systemdUnit({ command, profile: null, user: null })).toContain(
    '"/opt/After image/50%% \\"cli\\".js" "daemon" "--data-dir" "/home/someone/$$HOME"\n',
  );
  expect(launchdPlist({ command: ['/bin/a & b', '<x>'], profile: 'family', user: null })).toMatch(
    /<string>app\.afterimage-family<\/string>[\s\S]*<string>\/bin\/a &amp; b<\/string>\n {4}<string>&lt;x&gt;<\/string>/,
  );
  expect(scheduledTask({ command: ['C:\\a.exe', 'b c', 'd'], profile: null, user: null })).toMatch(
    /<Command>C:\\a\.exe<\/Command>\n {6}<Arguments>&quot;b c&quot; d<\/Arguments>/,
  );
});

test('each system has its place for the service, and commands around it', () => {
  const request = { command, profile: null, user: null };
  const environment = { HOME: '/home/someone' };
  const plan = (platform: NodeJS.Platform) => servicePlan(request, { platform, environment, dataFolder: '/data' });
  expect(plan('linux')).toMatchObject({
    file: '/home/someone/.config/systemd/user/afterimage.service',
    install: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', '--now', 'afterimage.service'],
    ],
  });
  expect(plan('darwin').file).toBe('/home/someone/Library/LaunchAgents/app.afterimage.plist');
  expect(plan('win32')).toMatchObject({ encoding: 'utf16le', uninstall: [expect.anything(), expect.anything()] });
});

test.runIf(process.platform === 'linux')('a service is written, and removed again', async () => {
  const folder = await temporaryFolder();
  const backup = join(folder, 'backup');
  await mkdir(backup);
  const globals = ['--data-dir', join(folder, 'data')];
  const env = { XDG_CONFIG_HOME: join(folder, 'config') };
  const call = (...args: readonly string[]) => afterimageHere(args, { globals, env });
  expect(await call('service', 'status')).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('service install'),
  });
  expect(await call('service', 'install')).toMatchObject({ code: 6 });
  expect((await call('destination', 'set', backup)).code).toBe(0);
  const unit = join(folder, 'config', 'systemd', 'user', 'afterimage.service');
  expect(await call('service', 'install', '--no-start')).toMatchObject({ code: 0, stdout: `Written: ${unit}\n` });
  const printed = await call('service', 'install', '--print', '--json');
  expect(JSON.parse(printed.stdout)).toMatchObject({ event: 'service', file: unit });
  // There is no systemd of a person in tests, and what cannot be stopped is removed all the same.
  expect(await call('service', 'uninstall')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Removed: ${unit}`),
  });
  expect(await call('service', 'uninstall')).toMatchObject({ code: 0, stdout: 'No service is installed.\n' });
});

test('numbers before the first run are few', () => {
  expect(metricsText({ runs: new Map(), nextRun: 1_000_000, library: null })).toBe(
    '# TYPE afterimage_up gauge\nafterimage_up 1\n# TYPE afterimage_runs_total counter\n# TYPE afterimage_next_run_timestamp_seconds gauge\nafterimage_next_run_timestamp_seconds 1000\n',
  );
});

test('shortened waits make a faster clock', () => {
  let now = 1_000;
  let waited = 0;
  const system = {
    now: () => new Date(now),
    after: (milliseconds: number) => {
      waited = milliseconds;
      return () => undefined;
    },
  };
  const clock = scaledClock(system, 0.5);
  now += 100;
  expect(clock.now().getTime()).toBe(1_200);
  clock.after(60, () => undefined);
  expect(waited).toBe(30);
  expect(scaledClock(system, 1)).toBe(system);
});
