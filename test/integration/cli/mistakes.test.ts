import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { optionVariables } from '../../../electron/cli/global-options.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import { type Ended, signIn } from '../../support/command-line.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { everyCommand, nameOf, program } from '../../support/every-command.ts';
import { smallPicture, writeTree } from '../../support/small-export.ts';

/** All of this is asked of one computer that is set up, in this process: a call takes milliseconds. */
let google: Simulator;
let folder: string;

beforeAll(async () => {
  google = await startSimulator({ consent: 'accept', items: 6, albums: 2, seed: 3 });
  folder = await mkdtemp(join(tmpdir(), 'afterimage-mistakes-'));
  await mkdir(join(folder, 'backup'));
  await writeFile(join(folder, 'a-file'), 'no folder');
  await writeFile(join(folder, 'cut.json'), '{"installed":{"client_id":"1');
  await writeTree(join(folder, 'export'), { 'Takeout/Google Photos/Photos from 2019/a.jpg': await smallPicture(1) });
  const globals = globalsFor('data');
  for (const ended of [
    await afterimageHere(['client', 'set', google.clientFile], { globals }),
    await signIn({ globals }, afterimageHere),
    await afterimageHere(['destination', 'set', join(folder, 'backup')], { globals }),
    await afterimageHere(['import', join(folder, 'export')], { globals }),
  ]) {
    expect(ended.code, ended.stderr).toBe(0);
  }
});

afterAll(async () => {
  await google.close();
  await rm(folder, { recursive: true, force: true });
});

/** `data`: a name within the test's folder. */
function globalsFor(data: string): readonly string[] {
  const store = ['--token-store', `file:${join(folder, 'tokens.json')}`];
  return ['--google', google.url, '--time-scale', '0.01', '--data-dir', join(folder, data), ...store];
}

/** Another data folder in which one thing is different. */
async function dataWithout(left: string, content?: string): Promise<string> {
  const name = `data-${left}-${content === undefined ? 'away' : 'spoilt'}`;
  await mkdir(join(folder, name), { recursive: true });
  for (const file of ['client.json', 'accounts.json', 'settings.json']) {
    const copy = join(folder, name, file);
    if (file !== left) await copyFile(join(folder, 'data', file), copy);
    else if (content !== undefined) await writeFile(copy, content);
  }
  return name;
}

/** Paths in the rows below are those of the test's folder. */
const inFolder = (text: string): string => text.replaceAll('FOLDER', folder);

async function call(args: readonly string[], data = 'data', signal?: AbortSignal): Promise<Ended> {
  const all = globalsFor(data);
  const globals = args.includes('--token-store') ? all.slice(0, -2) : all;
  return afterimageHere(args.map(inFolder), signal === undefined ? { globals } : { globals, signal });
}

function firstLine({ stderr }: Ended): string {
  // How the secrets are kept is told before everything else, by commands that keep some.
  const lines = stderr.split('\n').filter((line) => line !== '');
  const start = lines[0]?.startsWith('! ') === true ? lines.findIndex((line) => line.startsWith('✗')) : 0;
  return lines[start] ?? '';
}

/** The options of a command that take a value, those of the program among them for one command. */
function valueOptionsOf(args: readonly string[]): readonly string[] {
  let command: Command | undefined = program;
  for (const word of args) command = command?.commands.find((one) => one.name() === word) ?? command;
  // The data folder and the token store of the test are given to every command already, as the last word on them.
  const ofProgram = program.options.filter(
    ({ long }) => !['--data-dir', '--google', '--time-scale'].includes(long ?? ''),
  );
  const options = [...(command?.options ?? []), ...(args[0] === 'version' ? ofProgram : [])];
  return options.filter(({ required }) => required).flatMap(({ long }) => (long === undefined ? [] : [long]));
}

test.for(everyCommand)(
  '%s: an unknown option, values that are none, a data folder that is a file, and help',
  async (args) => {
    const unknown = await call([...args, '--no-such-thing']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(unknown)).toBe("error: unknown option '--no-such-thing'");
    expect(unknown.stderr).toContain(`(afterimage ${nameOf(args)} --help lists its options)`);
    for (const place of ['a-file', 'a-file/below']) {
      const misplaced = await call(args, place);
      expect(misplaced).toMatchObject({ code: 2, stdout: '' });
      expect(firstLine(misplaced)).toBe(
        inFolder(`✗ FOLDER/${place}: The place for Afterimage's own data is not a folder`),
      );
    }
    for (const [options, first] of [
      [['--wait-lock', 'soon'], '✗ --wait-lock: "soon" is no time like 90s, 30m or 2h.'],
      [['--token-store', 'cloud'], '✗ --token-store: "cloud" is none of keychain, memory and file:PATH.'],
      [['--log-file', 'FOLDER/no/log'], inFolder('✗ --log-file: There is no folder FOLDER/no.')],
    ] as const) {
      const ended = await call([...args, ...options]);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(firstLine(ended).startsWith(first), firstLine(ended)).toBe(true);
    }
    for (const option of valueOptionsOf(args)) {
      const empty = await call([...args, option, '']);
      expect(empty).toMatchObject({ code: 2, stdout: '' });
      expect(firstLine(empty)).toMatch(
        new RegExp(`^(✗ ${option}: The value is empty\\.|error: option '.*${option} .*' argument '' is invalid)`),
      );
    }
    const help = await call([...args, '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: afterimage /);
  },
);

/** Of each variable that stands for an option, a value that is none, and what is said of it. */
const mistakenVariables = {
  AFTERIMAGE_DATA_DIR: ['~/x', '~/x: "~" was not replaced by your shell.'],
  AFTERIMAGE_TOKEN_STORE: ['cloud', '"cloud" is none of keychain, memory and file:PATH.'],
  AFTERIMAGE_DESTINATION: ['~/x', '~/x: "~" was not replaced by your shell.'],
  AFTERIMAGE_LOG: ['FOLDER/no/log', 'There is no folder FOLDER/no.'],
  AFTERIMAGE_BWLIMIT: ['100', '"100" is no rate such as 512k or 2M, nor off.'],
  AFTERIMAGE_TRANSFERS: ['0', '"0" is no whole number from 1 to 64.'],
  AFTERIMAGE_MIN_FREE: ['lots', '"lots" is no size such as 500M or 10G.'],
} as const satisfies Omit<
  Record<(typeof optionVariables)[keyof typeof optionVariables], readonly [value: string, said: string]>,
  'AFTERIMAGE_PROFILE'
>;

test.for(everyCommand)('%s: a variable is blamed, not an option that nobody gave', async (args) => {
  for (const [variable, [value, said]] of Object.entries(mistakenVariables)) {
    const ended = await afterimageHere(args.map(inFolder), {
      globals: variable === 'AFTERIMAGE_DATA_DIR' ? [] : ['--data-dir', join(folder, 'data')],
      env: { [variable]: inFolder(value) },
    });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(ended)).toBe(inFolder(`✗ ${variable}: ${said}`));
    expect(ended.stderr).not.toContain(' --');
  }
  for (const [home, said] of [
    ['', 'The variable is empty.'],
    ['relative', '"relative" is no absolute path.'],
  ] as const) {
    const homeless = await afterimageHere(args, { globals: [], env: { HOME: home } });
    expect(homeless).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(homeless)).toBe(`✗ HOME: ${said}`);
  }
});

test('what names a folder or a profile is said, too', async () => {
  for (const [option, variable] of [
    [['--destination', 'FOLDER/away'], {}],
    [[], { AFTERIMAGE_DESTINATION: 'FOLDER/away' }],
  ] as const) {
    const env = Object.fromEntries(Object.entries(variable).map(([name, value]) => [name, inFolder(value)]));
    const globals = globalsFor('data');
    const ended = await afterimageHere(['verify', ...option.map(inFolder)], { globals, env });
    expect(ended.code).toBe(6);
    expect(firstLine(ended)).toBe(inFolder('✗ FOLDER/away: The backup folder is not there'));
    const named = Object.keys(variable)[0] ?? '--destination';
    expect(ended.stderr).toContain(`→ Connect the disk and retry, or correct ${named}.`);
  }
  const env = { AFTERIMAGE_PROFILE: 'nope' };
  const profile = await afterimageHere(['status'], { globals: globalsFor('data'), env });
  expect(profile.code).toBe(2);
  expect(firstLine(profile)).toMatch(/^✗ AFTERIMAGE_PROFILE nope: There is no such profile\./);
  const misplaced = await afterimageHere(['status'], {
    globals: [],
    env: { AFTERIMAGE_DATA_DIR: join(folder, 'a-file') },
  });
  expect(misplaced.stderr).toContain('→ Correct AFTERIMAGE_DATA_DIR, or unset it.');
});

test.for([
  ['client', 'set', '~/client.json'],
  ['import', 'FOLDER/export', '~/export'],
  ['explain', '~/a.jpg'],
  ['items', 'download', 'x', '~'],
  ['restore', '~/a.jpg'],
  ['upload', 'FOLDER/a-file', '~/a.jpg'],
  ['export-to', '~/copy'],
  ['verify', '--path', '~/Photos'],
  ['verify', '--accept', '~/a.jpg'],
] as const)('%s: no folder is called "~" by mistake', async (args) => {
  const ended = await call(args);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(firstLine(ended)).toMatch(/^✗ (--\w+: )?~\S*: "~" was not replaced by your shell\.$/);
  expect(ended.stderr).toMatch(/name it as \.\/~/);
});

test.for(everyCommand.filter((args) => args.includes('given-0')))(
  '%s: an argument is missing, or empty',
  async (args) => {
    const emptied = await call(args.map((arg) => (arg.startsWith('given-') ? '' : arg)));
    expect(emptied).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(emptied)).toMatch(/^✗ (The \w+ is empty\.|: There is no such setting\.)/);
    const missing = await call(args.filter((arg) => !arg.startsWith('given-')));
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(missing)).toMatch(/^error: missing required argument '/);
  },
);

const needFolder = [
  ['destination', 'show'],
  ['backup'],
  ['pick'],
  ['import', 'FOLDER/export'],
  ['drive', 'status'],
  ['drive', 'list'],
  ['drive', 'fetch'],
  ['drive', 'tidy'],
  ['exports'],
  ['explain', 'a.jpg'],
  ['status'],
  ['albums', 'list', '--stored'],
  ['albums', 'get', 'Rome', '--stored'],
  ['items', 'list', '--stored'],
  ['items', 'get', '1', '--stored'],
  ['verify'],
  ['verify', '--scrub'],
] as const;

test.for(needFolder)('%s: no folder is chosen, or the settings are empty', async (args) => {
  const without = await call(args, await dataWithout('settings.json'));
  expect(without).toMatchObject({ code: 6, stdout: '' });
  expect(firstLine(without)).toBe('✗ No backup folder is chosen yet');
  // No settings name the token store: the next command is told of it where it opens sign-ins.
  expect(without.stderr).toContain('afterimage destination set PATH');
  for (const content of ['', '[]', '{"destination": 1}']) {
    const data = await dataWithout('settings.json', content);
    const spoilt = await call(args, data);
    expect(spoilt).toMatchObject({ code: 3, stdout: '' });
    expect(firstLine(spoilt)).toBe(inFolder(`✗ FOLDER/${data}/settings.json: The settings could not be read`));
    // Set aside, and not in the way of the next command.
    const files = await readdir(join(folder, data));
    expect(files.filter((file) => file.startsWith('settings.json'))).toEqual([
      expect.stringMatching(/^settings\.json\.damaged-/),
    ]);
    expect((await call(args, data)).code).toBe(6);
    await rm(join(folder, data), { recursive: true });
  }
});

const needSignIn = [
  ['backup'],
  ['pick'],
  ['albums', 'list'],
  ['albums', 'get', 'Rome'],
  ['items', 'list'],
  ['items', 'get', 'x'],
  ['items', 'download', 'x', 'FOLDER/x.jpg'],
  ['sign-out'],
] as const;

test.for(needSignIn)('%s: nobody is signed in', async (args) => {
  const ended = await call(args, await dataWithout('accounts.json'));
  expect(ended).toMatchObject({ code: 4, stdout: '' });
  expect(firstLine(ended)).toBe('✗ Not signed in');
  expect(ended.stderr).toContain('afterimage sign-in');
});

test.for([
  ['client set FOLDER/nope.json', 2, '✗ FOLDER/nope.json: There is no such file'],
  ['client set FOLDER/a-file/x.json', 2, '✗ FOLDER/a-file/x.json: There is no such file'],
  ['client set FOLDER/backup', 2, '✗ FOLDER/backup: This is a folder, not a file'],
  ['client set FOLDER/cut.json', 2, '✗ This file cannot be read as a client file'],
  ['albums get Nope', 2, '✗ Nope: There is no such album'],
  ['albums get Nope --stored', 2, '✗ Nope: There is no such album'],
  ['items get zzz', 2, '✗ zzz: There is no such item'],
  ['items get zzz --stored', 2, '✗ zzz: There is no such item'],
  ['items get 99999 --stored', 2, '✗ 99999: There is no such item'],
  ['items download zzz FOLDER/new.jpg', 2, '✗ zzz: There is no such item'],
  ['items download zzz -', 2, '✗ zzz: There is no such item'],
  ['items download zzz FOLDER/no/new.jpg', 2, '✗ FOLDER/no/new.jpg: There is no folder FOLDER/no.'],
  ['exports --missing nope', 2, '✗ nope: No such export was given'],
  ['explain FOLDER/nope.jpg', 2, '✗ FOLDER/nope.jpg: This is not in the catalog'],
  ['verify --accept FOLDER/nope.jpg', 2, '✗ FOLDER/nope.jpg: This is not in the catalog'],
  ['verify --accept Photos/nope.jpg', 2, '✗ Photos/nope.jpg: This is not in the catalog'],
  ['import FOLDER/nope.zip', 2, '✗ FOLDER/nope.zip: There is no such file'],
  ['import FOLDER/export --owner me', 2, '✗ --owner takes an e-mail address, not "me".'],
  ['destination set FOLDER/no/such/place', 6, '✗ FOLDER/no/such/place: There is no such folder'],
  ['destination set FOLDER/a-file', 2, '✗ FOLDER/a-file: This folder cannot hold a backup'],
  ['destination set ~', 2, '✗ There is no such folder: ~ ("~" was not replaced by your shell).'],
  ['destination set ~/X', 2, '✗ There is no such folder: ~/X ("~" was not replaced by your shell).'],
  ['sign-in --timeout never', 2, '✗ --timeout takes seconds, 1 to 3600.'],
  ['sign-in --account nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['backup --account nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['sign-out nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['albums list --limit many', 2, '✗ --limit takes a whole number above 0.'],
  ['items list --stored --limit 0', 2, '✗ --limit takes a whole number above 0.'],
  ['drive fetch --every no', 2, '✗ --every takes minutes above 0.'],
  ['drive status', 4, '✗ Google Drive is not connected'],
  ['verify --subset 13/12', 2, '✗ --subset: "13/12" is not like 3/12.'],
  ['backup --healthcheck nonsense', 2, '✗ --healthcheck: "nonsense" is no address such as'],
  ['daemon --healthcheck ftp://x/', 2, '✗ --healthcheck: "ftp://x/" is no address such as'],
  ['backup --bwlimit 100', 2, '✗ --bwlimit: "100" is no rate such as 512k or 2M, nor off.'],
  ['backup --transfers 0', 2, '✗ --transfers: "0" is no whole number from 1 to 64.'],
  ['import FOLDER/export --min-free lots', 2, '✗ --min-free: "lots" is no size such as 500M or 10G.'],
  ['drive fetch --since 2024-02-31', 2, '✗ --since: "2024-02-31" is no date.'],
  ['daemon --metrics-port 0', 2, '✗ --metrics-port takes a port, 1 to 65535.'],
  ['sign-in --port 70000', 2, '✗ --port takes a port, 1 to 65535.'],
  ['export-to FOLDER/a-file', 2, '✗ FOLDER/a-file: This is a file. Name a folder.'],
  ['restore --year then', 2, '✗ --year takes a year such as 2018, or years such as 2015-2018.'],
  ['restore --year 2018 --year 20x9', 2, '✗ --year takes a year such as 2018, or years such as 2015-2018.'],
  ['upload FOLDER/nope.jpg', 2, '✗ FOLDER/nope.jpg: There is no such file'],
  ['config get nothing', 2, '✗ nothing: There is no such setting.'],
  ['config set account garbage', 2, '✗ account: "garbage" is not a value of it.'],
  ['config set watch-folder FOLDER/a-file', 2, '✗ watch-folder: FOLDER/a-file is a file. Name a folder.'],
  ['config set transfers 100', 2, '✗ transfers: "100" is not a value of it.'],
  ['items list --stored --account nobody@example.com', 2, '✗ --account nobody@example.com: Nothing of this account'],
  ['albums list --stored --account nobody@example.com', 2, '✗ --account nobody@example.com: Nothing of this account'],
  ['help bakcup', 2, '✗ bakcup: There is no such command. Did you mean backup?'],
  ['help config sett', 2, '✗ config sett: There is no such command. Did you mean set?'],
  ['completion csh', 2, "error: command-argument value 'csh' is invalid"],
  ['verify --since yesterday', 2, '✗ --since: "yesterday" is no date.'],
  ['status --account nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['verify --account nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['destination show --account nobody@example.com', 2, '✗ nobody@example.com: This account is not signed in here'],
  ['verify --since 2026-02-30', 2, '✗ --since: "2026-02-30" is no date.'],
  ['accounts --token-store cloud', 2, '✗ '],
  ['accounts --token-store file:FOLDER', 4, '✗ FOLDER: The stored sign-in cannot be read'],
] as const)('%s: exit code %i and one first line', async ([line, code, first]) => {
  const ended = await call(line.split(' '));
  expect(ended.stdout).toBe('');
  expect(firstLine(ended).startsWith(inFolder(first)), firstLine(ended)).toBe(true);
  expect(ended.code).toBe(code);
});

/** Commands that can do what they do without a folder, and without anybody who is signed in. */
const needNeither = [
  ...[
    'client set',
    'client show',
    'client remove',
    'sign-in',
    'accounts',
    'destination set',
    'config list',
    'config get',
  ],
  ...['config set', 'reset', 'drive connect', 'drive disconnect', 'doctor', 'api', 'albums create', 'albums add'],
  ...['albums share', 'albums unshare', 'albums shared', 'help', 'completion', 'complete', 'man', 'version'],
  ...['service status', 'service uninstall'],
] as const;

/** What tells of a folder or a sign-in of its own, tried in the tests of these commands. */
const triedElsewhere = ['daemon', 'service install', 'restore', 'upload', 'export-to'] as const;

test('no command is left out of the tables', () => {
  const tabled = [...needFolder, ...needSignIn].map(nameOf);
  expect([...new Set([...tabled, ...needNeither, ...triedElsewhere])].toSorted()).toEqual(
    everyCommand.map(nameOf).toSorted(),
  );
});

test.for([
  [
    ['explain', 'FOLDER/nope.jpg'],
    'Check the path. Files that Afterimage did not make, or that were moved since, cannot be explained.',
  ],
  [
    ['restore', 'Photos/nope.jpg', '--no-browser'],
    'Name a file of the backup folder. Their paths: AFTERIMAGE_DATA_DIR=FOLDER/data afterimage items list --stored',
  ],
] as const)('%s: a file that is not there is said plainly, and nobody is asked to sign in', async ([args, wayOut]) => {
  const ended = await call(args, 'data', AbortSignal.timeout(5_000));
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toBe(
    inFolder(`✗ ${args[1]}: This is not in the catalog
  → ${wayOut}
`),
  );
});

test('a way out takes along what only this command was given', async () => {
  const data = await dataWithout('accounts.json');
  const other = `file:${join(folder, 'other tokens.json')}`;
  const ended = await call(['backup', '--token-store', other, '--destination', 'FOLDER/backup'], data);
  expect(ended.code).toBe(4);
  expect(ended.stderr).toContain(
    inFolder(
      `→ Sign in with Google: AFTERIMAGE_DATA_DIR=FOLDER/${data} afterimage --token-store '${other}' --destination FOLDER/backup sign-in\n`,
    ),
  );
  // The settings name this one.
  const remembered = await call(['backup'], data);
  expect(remembered.stderr).toContain(inFolder(`AFTERIMAGE_DATA_DIR=FOLDER/${data} afterimage sign-in\n`));
});

test.for([
  ['explain', 'FOLDER/nope.jpg'],
  ['exports'],
  ['verify'],
  ['destination', 'show'],
  ['destination', 'set', 'FOLDER/backup'],
  ['items', 'list', '--stored'],
  ['albums', 'list', '--stored'],
] as const)(
  '%s: a way out names it without a token store, because it does the same with one that cannot be read',
  async (args) => {
    const usual = await call(args);
    const unreadable = await call([...args, '--token-store', 'file:FOLDER/backup']);
    // What comes next may need the sign-ins, and is told of the store.
    const done = ({ code, stdout }: Ended) => [code, stdout.replace(/^Next: .*\n| in [\d.]+ s/gm, '')];
    expect(done(unreadable)).toEqual(done(usual));
    expect((await call(['accounts', '--token-store', 'file:FOLDER/backup'])).code).toBe(4);
  },
);

test('doctor names the command that mends what it finds', async () => {
  const ended = await call(['doctor'], await dataWithout('accounts.json'));
  expect(ended.code).toBe(4);
  expect(ended.stdout).toMatch(/→ Sign in with Google: AFTERIMAGE_DATA_DIR=\S+ afterimage sign-in$/m);
});

test.for([
  ['backup', '--dry-run'],
  ['import', 'FOLDER/export'],
  ['verify'],
  ['verify', '--accept', 'Photos/2019/01/a.jpg'],
] as const)('%s: another run is using the folder, now or for a while', async (args) => {
  const other = new DatabaseSync(join(folder, 'backup', '.afterimage', 'lock.sqlite'));
  onTestFinished(() => {
    if (other.isOpen) other.close();
  });
  other.exec('BEGIN EXCLUSIVE');
  const locked = await call(args);
  expect(locked, locked.stderr).toMatchObject({ code: 7, stdout: '' });
  expect(locked.stderr).toContain('Another backup is using this folder');
  const late = await call([...args, '--wait-lock', '1s']);
  expect(late.code).toBe(7);
  expect(late.stderr).toContain('Another run is using this backup folder. Waiting for its end');
  const waiting = call([...args, '--wait-lock', '1h']);
  setTimeout(() => other.close(), 500);
  expect((await waiting).code).not.toBe(7);
});

test('an empty name is no folder', async () => {
  const ended = await call(['destination', 'set', '']);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(firstLine(ended)).toBe('✗ The path is empty.');
});

test.for([
  ['backup', '--full'],
  ['verify', '--subset', '1/2'],
  ['import', 'FOLDER/export'],
  ['pick', '--max', '3'],
] as const)('%s: after Ctrl-C, this command is the way on', async (args) => {
  const ended = await call(args, 'data', AbortSignal.abort());
  expect(ended.code).toBe(130);
  expect(ended.stderr).toContain(`→ Run it again: afterimage ${args.map(inFolder).join(' ')} --google`);
});

test('what cannot be sent is told with its reason, and interrupted commands in words of their own', async () => {
  // Whoever has allowed it is not asked again.
  const granted = await signInToSend();
  expect(granted.code, granted.stderr).toBe(0);
  for (const name of ['Photos/nope.jpg', 'FOLDER/nope.jpg']) {
    const unknown = await call(['restore', name, '--dry-run']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(firstLine(unknown)).toBe(inFolder(`✗ ${name}: This is not in the catalog`));
  }
  const refused = await call(['upload', 'FOLDER/a-file', 'FOLDER/backup']);
  expect(refused.code).toBe(3);
  expect(refused.stdout).toMatch(/^Uploaded with problems\.\n/);
  expect(refused.stderr).toContain('(Its content is no photo or video of a type that Google Photos takes.)');
  expect(refused.stderr).toContain('→ Convert it to a photo or video that Google Photos takes');
  expect(refused.stderr).toContain(inFolder('✗ FOLDER/backup: This is a folder, not a file'));
  for (const [args, title] of [
    [['restore', '--yes'], 'The restore was stopped'],
    [['upload', 'FOLDER/a-file'], 'The upload was stopped'],
    [['export-to', 'FOLDER/copy'], 'The copying was stopped'],
    [['verify'], 'The check was stopped'],
    [['import', 'FOLDER/export'], 'The import was stopped'],
    [['backup'], 'The backup was stopped'],
  ] as const) {
    const ended = await call(args, 'data', AbortSignal.abort());
    expect(ended.code, ended.stderr).toBe(130);
    expect(ended.stderr, args[0]).toContain(`✗ ${title}`);
    expect(`${ended.stdout}${ended.stderr}`.includes('The backup was stopped')).toBe(args[0] === 'backup');
  }
  // Two albums of one title: none is taken without a word.
  for (const _ of [1, 2]) expect((await call(['albums', 'create', 'Twins'])).code).toBe(0);
  const twins = await call(['albums', 'add', 'Twins', 'an-item']);
  expect(twins).toMatchObject({ code: 2, stdout: '' });
  expect(firstLine(twins)).toMatch(/^✗ Twins: Several albums are called that: \S{16}, \S{16}\.$/);
  expect(twins.stderr).toContain('→ Name the one that you mean by its id.');
});

/** Gives the permission to send, which is asked for by the first command that needs it. */
async function signInToSend(): Promise<Ended> {
  let opened: Promise<unknown> = Promise.resolve();
  const ended = await afterimageHere(['albums', 'create', 'First', '--no-browser'], {
    globals: globalsFor('data'),
    onLine: (line) => {
      if (line.startsWith('http')) opened = fetch(line).then((page) => page.text());
    },
  });
  await opened;
  return ended;
}

test.runIf(process.platform === 'linux')('a place that takes no folder is refused, not waited for', async () => {
  const ended = await call(['export-to', '/proc/afterimage/copy']);
  expect(ended.code).toBe(6);
  expect(ended.stderr).toContain('✗ /proc/afterimage/copy: This folder cannot hold a backup');
  for (const args of [
    ['client', 'set', google.clientFile],
    ['config', 'set', 'transfers', '4'],
    ['daemon', '--once'],
    ['destination', 'set', 'FOLDER/backup'],
  ]) {
    const globals = ['--data-dir', '/proc/afterimage/data', '--token-store', 'memory'];
    const refused = await afterimageHere(args.map(inFolder), { globals });
    expect([2, 3, 6], `${args.join(' ')}: ${refused.stderr}`).toContain(refused.code);
  }
});

test('the version is a record with --json, and help is for people', async () => {
  const version = await afterimageHere(['--json', '--version'], { globals: [] });
  expect(version.code).toBe(0);
  expect(JSON.parse(version.stdout)).toEqual(JSON.parse((await call(['version', '--json'])).stdout));
  expect((await afterimageHere(['--version'], { globals: [] })).stdout).toBe('in tests\n');
  const lines: string[] = [];
  const help = { globals: [], onLine: (line: string) => void lines.push(line) };
  // What the test reads of a call with --json are records, of which help has none.
  await expect(afterimageHere(['--json', 'backup', '--help'], help)).rejects.toThrow(SyntaxError);
  expect(lines[0]).toMatch(/^Usage: afterimage backup /);
});

test.for([['--quiet'], ['--quiet', '--json'], []] as const)('a hook that fails is told: %s', async (flags) => {
  const hooks = ['--on-success', 'exit 9', '--healthcheck', 'http://127.0.0.1:9/'];
  const ended = await call(['verify', ...flags, ...hooks]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stderr).toContain('! exit 9: The command afterwards failed');
  expect(ended.stderr).toContain('(The command after verify ended with 9.)');
  expect(ended.stderr).toContain('! http://127.0.0.1:9/: The healthcheck was not told');
  const problems = ended.records.filter(({ event }) => event === 'problem');
  const codes = problems.map(({ problem: met }) => (met as { readonly code: string }).code);
  const told = ['healthcheck-failed', 'healthcheck-failed', 'hook-failed'];
  expect(codes).toEqual(ended.records.length > 0 ? told : []);
  expect(ended.records.length > 0).toBe(flags.join().includes('json'));
});

test('a dry run names what a backup would fetch', async () => {
  const ended = await call(['backup', '--dry-run']);
  expect(ended.code).toBe(0);
  expect(ended.stdout.match(/^would fetch {2}\S/gm)).toHaveLength(6);
  expect(ended.stdout).toContain('Dry run: nothing was fetched. A backup would fetch 6 items.');
  expect(ended.stdout).not.toContain('skipped');
});

test('a second import says what it did, and what is there in total', async () => {
  const ended = await call(['import', 'FOLDER/export']);
  expect(ended.stdout).toContain('this run: discovered 1 = stored 0 + present 1 + skipped 0 + failed 0');
  expect(ended.stdout).toContain('in total, by this run and earlier ones: 1 entries = 1');
});

test('a photo goes to standard output, whole', async () => {
  const listed = await call(['items', 'list', '--limit', '1', '--json']);
  const id = String(JSON.parse(listed.stdout.split('\n')[0] ?? '{}')['id']);
  const piped = await call(['items', 'download', id, '-']);
  expect(piped).toMatchObject({ code: 0, stderr: '' });
  expect(piped.stdout.length).toBeGreaterThan(1_000);
  const mixed = await call(['items', 'download', id, '-', '--json']);
  expect(mixed.code).toBe(2);
});

test('help has the help of every command', async () => {
  for (const words of [[], ['backup'], ['config'], ['config', 'set']]) {
    const asked = await call(['help', ...words]);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toBe((await call([...words, '--help'])).stdout);
  }
});

test('an album is found by its title', async () => {
  const listed = await call(['albums', 'list', '--json']);
  const title = String(JSON.parse(listed.stdout.split('\n')[0] ?? '{}')['title']);
  const found = await call(['albums', 'get', title]);
  expect(found.code).toBe(0);
  expect(found.stdout.startsWith(title)).toBe(true);
});

test('a limit that is used up says when to run the command again, because it has ended', async () => {
  google.planFaults({ rules: [{ match: { operation: 'albums.list' }, answer: { kind: 'quota-day' } }] });
  // The ledger remembers such an answer: in a data folder of its own.
  const data = await dataWithout('nothing');
  for (const name of ['albums list', 'backup']) {
    const ended = await call(name.split(' '), data);
    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(
      new RegExp(`→ This command has ended. Run it again after .* \\(midnight Pacific time\\): afterimage ${name} `),
    );
    expect(ended.stderr).not.toContain('Nothing to do');
  }
  google.planFaults({});
});
