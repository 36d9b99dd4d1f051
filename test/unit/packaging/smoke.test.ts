import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { faultsIn, hasReached, secretsKept } from '../../smoke/log-verdict.ts';
import type { PreparedProfile } from '../../smoke/prepared-profile.ts';
import { whyNoSandbox } from '../../smoke/sandbox.ts';
import { type SmokeOptions, smokeTest } from '../../smoke/smoke-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const at = '2026-03-10T12:00:00.000Z';
const good = [
  `${at} Secrets are kept in: keychain`,
  `${at} Started 1.2.3 on linux`,
  `${at} The engine is ready`,
  `${at} Engine: (node:12) ExperimentalWarning: SQLite is an experimental feature`,
  `${at} The page has shown its first snapshot`,
];

describe('what the log says', () => {
  test('is told from what continues a line before', () => {
    const log = [...good, `${at} Engine: a stack`, '  The first thumbnail has been served'].join('\n');
    expect(hasReached(log, 'The engine is ready')).toBe(true);
    expect(hasReached(log, 'The first thumbnail has been served')).toBe(false);
    expect(secretsKept(log)).toBe('keychain');
    expect(secretsKept(`${log}\n${at} Secrets are kept in: memory`)).toBe('memory');
    expect(secretsKept('')).toBeNull();
  });

  test.each([
    'The engine ended with exit code 139; restart',
    'The engine has not spoken for a minute and is ended',
    'The engine sent something unreadable: …',
    "The page's process is gone: crashed, exit code 5",
    'A process is gone: Afterimage engine, crashed, exit code 139',
    'The page reports: Uncaught RangeError: Invalid language tag',
    'uncaughtException: Error: no',
    'unhandledRejection: Error: no',
    'IPC app.snapshot would have answered malformed: …',
    'IPC photos.page failed: Error: no',
    'The import ended early: destination-full',
    'What lies in the watch folder could not be imported: part-damaged',
    'Engine: (process:12): GLib-GObject-CRITICAL **: cannot register existing type',
  ])('is a fault: %s', (line) => {
    expect(faultsIn([...good, `${at} ${line}`].join('\n'), '')).toEqual([line]);
  });

  test('is none: a good start, a lost GPU, and the end of the engine together with the app', () => {
    const lines = [
      ...good,
      `${at} A process is gone: GPU, crashed, exit code 133`,
      `${at} Ended`,
      `${at} A process is gone: Afterimage engine, killed, exit code 15`,
    ];
    expect(faultsIn(lines.join('\n'), 'libva error: no driver')).toEqual([]);
  });

  test('counts together with what two copies of GLib say on the terminal', () => {
    expect(faultsIn(good.join('\n'), '(app:1): GLib-GObject-CRITICAL **: 12:00')).toHaveLength(1);
  });
});

describe('a packaged app', () => {
  /** Tries out a program that does what the script says, on a profile whose export is imported at once or never. */
  async function tryOut(script: string, more: Partial<SmokeOptions & PreparedProfile> = {}) {
    const file = join(await temporaryFolder(), 'app.mjs');
    await writeFile(
      file,
      `import { appendFileSync, mkdirSync } from 'node:fs';
       const profile = process.argv.find((arg) => arg.startsWith('--user-data-dir=')).slice(16);
       mkdirSync(profile + '/logs', { recursive: true });
       const log = (line) => appendFileSync(profile + '/logs/afterimage.log', '${at} ' + line + '\\n');
       const engine = (event, heap) => appendFileSync(profile + '/logs/engine.log', JSON.stringify({ event, heap }) + '\\n');
       const heap = { limit: 4345298944, size: 41943040, used: 26214400, young: 1048576 };
       const live = () => setInterval(() => {}, 1000);
       const secondStart = process.argv.includes('--screen=photos');
       ${script}`,
    );
    const program = { file: process.execPath, args: [file], environment: {} };
    const rest = { limitMs: 60_000, secrets: null, sandboxed: false, platform: process.platform };
    const options = { program, ...rest, onStep: () => undefined, ...more };
    const prepared = { isImported: async () => true, verify: async () => undefined, ...more };
    return smokeTest(options, async (profile) => ({ profile, ...prepared }));
  }
  const wordless = `log('Started 1.2.3 on linux'); log('The engine is ready'); log('Secrets are kept in: memory');`;
  const start = `${wordless} engine('engine.started', heap); engine('run.finished', { ...heap, young: 33554432 });`;
  const show = `log('The page has shown its first snapshot'); log('The first thumbnail has been served');`;
  const end = `process.on('SIGTERM', () => { log('Ended'); process.exit(0); }); live();`;

  test('passes when it imports hidden, shows itself at a second start, and ends', async () => {
    const steps: string[] = [];
    const script = `if (secondStart) { ${show} process.exit(0); } ${start} ${end}`;
    const { faults } = await tryOut(script, { onStep: (step) => steps.push(step) });
    expect(faults).toEqual([]);
    expect(steps.slice(-2)).toEqual([
      'engine.started: heap of the engine, MiB: limit 4144.0, size 40.0, used 25.0, young 1.0',
      'run.finished: heap of the engine, MiB: limit 4144.0, size 40.0, used 25.0, young 32.0',
    ]);
  });

  test.each([
    [
      'its engine ends',
      `${start} log('The engine ended with exit code 9; restart'); live();`,
      /^The engine ended with/,
    ],
    ['its engine does not tell its heap', `${wordless} engine('engine.started', heap); ${end}`, /told its heap/],
    ['it shows a page although it was started hidden', `${start} ${show} ${end}`, 'The hidden start showed a page'],
    ['a second start fails', `if (secondStart) process.exit(1); ${start} ${end}`, 'The second start ended with 1'],
    ['it shows nothing', `if (secondStart) process.exit(0); ${start} ${end}`, /first snapshot/],
    [
      'it ends badly',
      `if (secondStart) { ${show} process.exit(0); } ${start} live();`,
      'It ended with SIGTERM, not with 0',
    ],
  ])('does not pass when %s', async (_what, script, fault) => {
    const { faults } = await tryOut(script, { limitMs: 4_000 });
    expect(
      faults.some((one) => one === fault || (fault instanceof RegExp && fault.test(one))),
      faults.join(),
    ).toBe(true);
  });

  test('does not pass when it ends, with what it said', async () => {
    const { faults, log } = await tryOut(`console.error('No display'); process.exit(3);`);
    expect(faults).toEqual(['The app has ended with 3 before: Started']);
    expect(log).toBe('No display\n');
  });

  test('does not pass when nothing happens', async () => {
    expect((await tryOut('live();', { limitMs: 1 })).faults).toEqual(['Not within 0.001 s: Started']);
  });

  test('does not pass when it imports nothing', async () => {
    const { faults } = await tryOut(`${start} ${end}`, { limitMs: 4_000, isImported: async () => false });
    expect(faults).toEqual(['Not within 4 s: What lay in the watch folder is imported']);
  });

  test('does not pass when what it imported is not what it should be', async () => {
    const verify = () => Promise.reject(new Error('IMG_1.JPG has changed.'));
    const { faults } = await tryOut(`if (secondStart) { ${show} process.exit(0); } ${start} ${end}`, { verify });
    expect(faults).toEqual(['IMG_1.JPG has changed.']);
  });

  test('does not pass when it keeps secrets elsewhere than it should', async () => {
    const script = `if (secondStart) { ${show} process.exit(0); } ${start} ${end}`;
    const { faults } = await tryOut(script, { secrets: 'keychain' });
    expect(faults).toEqual(['Secrets are kept in memory, not in keychain']);
  });

  test('does not pass when there is no such program', async () => {
    const program = { file: join(await temporaryFolder(), 'nothing'), args: [], environment: {} };
    const { faults, log } = await tryOut('', { program });
    expect(faults).toEqual(['The app has ended with 127 before: Started']);
    expect(log).toContain('ENOENT');
  });
});

describe.runIf(process.platform === 'linux')('the sandbox of a page', () => {
  test('is seen in a page that more filters hold than the app itself, whichever process made it', () => {
    const facts = (pid: number, parent: number, filters: number, ...command: readonly string[]) => ({
      ...{ pid, parent, filters, command },
    });
    const all = [
      facts(30, 20, 2, 'app', '--type=renderer'),
      facts(20, 10, 1, 'app', '--type=zygote'),
      facts(10, 1, 1, 'app'),
      facts(40, 1, 0, 'another', '--type=renderer', '--no-sandbox'),
    ];
    expect(whyNoSandbox(10, all)).toBeNull();
  });

  test('is missed in a family of processes without one, and where the flag forbids it', async () => {
    const live = ['-e', 'setInterval(() => {}, 1000)', '--'];
    const plain = spawn(process.execPath, live, { stdio: 'ignore' });
    const titled = ["process.title = 'page --type=renderer --lang=en'; setInterval(() => {}, 1000)"];
    const open = spawn(process.execPath, ['-e', ...titled, '--', 'room for the title'.repeat(9)], { stdio: 'ignore' });
    const told = spawn(process.execPath, [...live, '--no-sandbox'], { stdio: 'ignore' });
    try {
      await vi.waitFor(() => expect(whyNoSandbox(plain.pid ?? 0)).toBe('no process of a page was found'));
      await vi.waitFor(() => expect(whyNoSandbox(open.pid ?? 0)).toMatch(/has no seccomp filter$/));
      await vi.waitFor(() => expect(whyNoSandbox(told.pid ?? 0)).toMatch(/runs with --no-sandbox$/));
    } finally {
      for (const child of [plain, open, told]) child.kill();
    }
  });
});
