import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { metricsText } from '../../../electron/cli/daemon/metrics.ts';
import { scaledClock } from '../../../electron/cli/daemon/scaled-clock.ts';
import { createProgram } from '../../../electron/cli/program.ts';
import { notForDaemon } from '../../../electron/cli/service/daemon-command.ts';
import { launchdPlist, scheduledTask, systemdUnit } from '../../../electron/cli/service/service-definition.ts';
import { servicePlan } from '../../../electron/cli/service/service-manager.ts';
import { isOutOfReach, refusal } from '../../../electron/cli/service/system-program.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { whyWithout } from '../../support/extras.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const command = [process.execPath, '/opt/After image/50% "cli".js', 'daemon', '--data-dir', '/home/someone/$HOME'];

test('systemd accepts the units', { tags: ['systemd'], skip: whyWithout('systemd') !== null }, async () => {
  const folder = await temporaryFolder();
  for (const [name, request] of [
    ['own', { command, profile: null, user: null, variables: { HTTPS_PROXY: 'http://a:50%25"$b@proxy:1', TZ: 'UTC' } }],
    ['of-the-system', { command, profile: 'fam 100%', user: 'root' }],
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

test('variables reach the program as they are', () => {
  const variables = { HTTPS_PROXY: 'http://a:50%25"$b@proxy:1' };
  const request = { command: ['/bin/a'], profile: null, user: null, variables };
  // No dollar begins a variable there.
  expect(systemdUnit(request)).toContain('\nEnvironment="HTTPS_PROXY=http://a:50%%25\\"$b@proxy:1"\nExecStart=');
  expect(launchdPlist(request)).toMatch(
    /<key>EnvironmentVariables<\/key>\n {2}<dict>\n {4}<key>HTTPS_PROXY<\/key>\n {4}<string>http:\/\/a:50%25&quot;\$b@proxy:1<\/string>\n {2}<\/dict>/,
  );
  expect(launchdPlist({ ...request, variables: {} })).not.toContain('EnvironmentVariables');
  expect(scheduledTask({ ...request, command: ['a.exe', 'C:\\my data\\', 'say "hi"', 'b\\"c'] })).toContain(
    '<Arguments>&quot;C:\\my data\\\\&quot; &quot;say \\&quot;hi\\&quot;&quot; &quot;b\\\\\\&quot;c&quot;</Arguments>',
  );
});

const program = createProgram(
  {
    streams: { out: process.stdout, err: process.stderr },
    ...{ environment: {}, platform: 'linux', developmentBuild: true, version: '0' },
  },
  { run: async () => undefined },
);
const daemon = program.commands.find((one) => one.name() === 'daemon');

const oddName = 'a 50% "$value"';

/** Every option of the program, with a value where it takes one. */
function everyOption(folder: string): readonly (readonly [name: string, value: string | null])[] {
  const values: Readonly<Record<string, string>> = {
    '--token-store': 'file:my tokens.json',
    '--wait-lock': '2h',
    '--google': 'http://127.0.0.1:9',
    '--time-scale': '0.5',
    '--data-dir': join(folder, 'data'),
    // It is written.
    '--log-file': join(folder, oddName),
  };
  return program.options
    .filter((option) => !notForDaemon.some((one) => one === option.attributeName()))
    .map(({ long, required }) => [long ?? '', required ? (values[long ?? ''] ?? oddName) : null] as const);
}

test('a service is told all that its installation was told', async () => {
  const folder = await temporaryFolder();
  const options = everyOption(folder).filter(([name]) => name !== '--version');
  const given = options.flatMap(([name, value]) => (value === null ? [name] : [name, value]));
  const env = {
    ...{ XDG_CONFIG_HOME: folder, HTTPS_PROXY: 'http://proxy:3128', TZ: 'Europe/Berlin' },
    ...{ AFTERIMAGE_BWLIMIT: '4M', AFTERIMAGE_TRANSFERS: '3', AFTERIMAGE_MIN_FREE: '9G' },
  };
  const printed = await afterimageHere(['service', 'install', '--print'], { globals: given, env });
  expect(printed.code, printed.stderr).toBe(0);
  const words = [...printed.stdout.matchAll(/^ExecStart=(.*)$/gm)].flatMap(([, line = '']) =>
    [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) =>
      word.replaceAll(/\\(.)/g, '$1').replaceAll('%%', '%').replaceAll('$$', '$'),
    ),
  );
  const told = words.slice(words.indexOf('daemon') + 1);
  expect(told.filter((word) => options.some(([name]) => name === word)).toSorted()).toEqual(
    options.map(([name]) => name).toSorted(),
  );
  const valueAfter = (name: string): string | undefined => told[told.indexOf(name) + 1];
  expect(valueAfter('--destination')).toBe(resolve(oddName));
  expect(valueAfter('--log-file')).toBe(join(folder, oddName));
  expect(valueAfter('--token-store')).toBe(`file:${resolve('my tokens.json')}`);
  expect(valueAfter('--profile')).toBe(oddName);
  // What stands in variables is an option of the daemon, whose own environment has none.
  expect(told.join(' ')).toContain('--bwlimit 4M --transfers 3 --min-free 9G');
  expect(printed.stdout).toContain('Environment="HTTPS_PROXY=http://proxy:3128"\nEnvironment="TZ=Europe/Berlin"\n');
  // The daemon understands each of these words.
  const known = [...program.options, ...(daemon?.options ?? [])].map(({ long }) => long);
  expect(told.filter((word) => word.startsWith('--') && !known.includes(word))).toEqual([]);
});

test('with --json an uninstallation says what it removed', async () => {
  const folder = await temporaryFolder();
  const env = { HOME: folder, XDG_CONFIG_HOME: folder };
  const ended = await afterimageHere(['service', 'uninstall', '--json'], { globals: ['--data-dir', folder], env });
  expect(ended).toMatchObject({ code: 0, records: [{ event: 'service-uninstalled', wasInstalled: false }] });
});

test('who cannot be asked to start a service has a way out', async () => {
  const noBus = { status: 1, output: 'Failed to connect to bus: No medium found\nmore' };
  const { username, uid } = userInfo();
  expect(refusal(['systemctl', '--user', 'daemon-reload'], noBus, true)).toMatchObject({
    code: 'service-refused',
    detail: 'systemctl --user daemon-reload: Failed to connect to bus: No medium found',
    wayOut: expect.stringContaining(
      `loginctl enable-linger ${username}; then: export XDG_RUNTIME_DIR=/run/user/${uid};`,
    ),
  });
  expect(refusal(['systemctl', 'enable'], noBus, false).wayOut).toContain('systemd does not run here');
  expect(refusal(['launchctl', 'load'], { status: 5, output: 'Load failed: 5: Input/output error' })).toMatchObject({
    detail: 'launchctl load: Load failed: 5: Input/output error',
    wayOut: expect.stringContaining('afterimage daemon'),
  });
  // Stopped, but known: that is an answer.
  expect(isOutOfReach({ status: 3, output: '○ afterimage.service - Afterimage\n   Active: inactive (dead)' })).toBe(
    false,
  );
});

test.runIf(process.platform === 'linux')('a system that starts no services is told of in one line', async () => {
  const folder = await temporaryFolder();
  const [backup, programs] = [join(folder, 'backup'), join(folder, 'bin')];
  await mkdir(programs);
  await writeFile(
    join(programs, 'systemctl'),
    '#!/bin/sh\necho "Failed to connect to bus: No medium found" >&2\nexit 1\n',
    {
      mode: 0o755,
    },
  );
  const env = { XDG_CONFIG_HOME: join(folder, 'config'), PATH: `${programs}:/usr/bin:/bin` };
  const call = (...args: readonly string[]) =>
    afterimageHere(args, { globals: ['--data-dir', join(folder, 'data')], env });
  expect((await call('destination', 'set', backup)).code).toBe(0);
  for (const member of ['install', 'status']) {
    const refused = await call('service', member);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/^✗ The system does not manage the service\n/);
    expect(refused.stderr).toContain('(systemctl --user ');
  }
  const enabled = join(folder, 'config', 'systemd', 'user', 'default.target.wants');
  await mkdir(enabled);
  await symlink('../afterimage.service', join(enabled, 'afterimage.service'));
  expect((await call('service', 'uninstall')).code).toBe(0);
  expect(await readdir(enabled)).toEqual([]);
  for (const [args, first] of [
    [['--user', 'root'], '✗ --user: It goes with --system.'],
    [['--system', '--user', 'root\nExecStartPre=/bin/a'], '✗ --user: "root'],
  ] as const) {
    const refused = await call('service', 'install', '--print', ...args);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(first) });
  }
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
  expect(plan('darwin')?.file).toBe('/home/someone/Library/LaunchAgents/app.afterimage.plist');
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
