import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configKeys } from '../../../electron/cli/config-keys.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import { type Ended, signIn } from '../../support/command-line.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { pick } from '../../support/picking.ts';

/** One computer, one Google with two accounts; every call in this process. */
let google: Simulator;
let folder: string;
/** Variables in the place of options: the commands below name nothing but what they are about. */
let env: Record<string, string>;

beforeAll(async () => {
  google = await startSimulator({ consent: 'accept', items: 4, albums: 1, seed: 3 });
  folder = await mkdtemp(join(tmpdir(), 'afterimage-settings-'));
  env = { AFTERIMAGE_DATA_DIR: join(folder, 'data') };
  for (const name of ['backup', 'second', 'other']) await mkdir(join(folder, name));
});

afterAll(async () => {
  await google.close();
  await rm(folder, { recursive: true, force: true });
});

function call(line: string, more: Record<string, string> = {}): Promise<Ended> {
  const args = line.split(' ').map((word) => word.replaceAll('FOLDER', folder));
  return afterimageHere(args, { globals: ['--google', google.url, '--time-scale', '0.01'], env: { ...env, ...more } });
}

async function signInAs(email: string): Promise<void> {
  const globals = ['--google', google.url, '--login-hint', email];
  const ended = await signIn({ globals, env }, afterimageHere);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout).toContain(email);
}

test('a token store is named once, by a variable, and remembered', async () => {
  const set = await call(`client set ${google.clientFile}`, { AFTERIMAGE_TOKEN_STORE: `file:${folder}/tokens.json` });
  expect(set.code, set.stderr).toBe(0);
  expect(set.stdout).toContain('Next: afterimage sign-in');
  await signInAs('first@example.com');
  expect((await call('config get token-store')).stdout).toBe(`file:${folder}/tokens.json\n`);
  const settings = JSON.parse(await readFile(join(folder, 'data', 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({ commandLine: { tokenStore: `file:${folder}/tokens.json` } });
  // Memory is nothing to come back to.
  expect((await call('accounts', { AFTERIMAGE_TOKEN_STORE: 'memory' })).code).toBe(0);
  expect((await call('doctor')).stdout).toContain('✓ sign-in: first@example.com');
});

test('an option goes before its variable', async () => {
  const ended = await call('accounts --data-dir FOLDER/another');
  expect(ended.stdout).toMatch(/Nobody is signed in. Next: AFTERIMAGE_DATA_DIR=\S+\/another afterimage sign-in/);
});

test('a home folder that no shell has written out makes no folder called ~', async () => {
  for (const [option, variable, value] of [
    ['--token-store', 'AFTERIMAGE_TOKEN_STORE', 'file:~/tokens.json'],
    ['--data-dir', 'AFTERIMAGE_DATA_DIR', '~/data'],
    ['--destination', 'AFTERIMAGE_DESTINATION', '~/backup'],
    ['--log-file', 'AFTERIMAGE_LOG', '~/a.log'],
  ] as const) {
    for (const [named, ended] of [
      [option, await call(`accounts ${option} ${value}`)],
      [variable, await call('accounts', { [variable]: value })],
    ] as const) {
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toMatch(new RegExp(`^✗ ${named}: ~/[a-z.]+: "~" was not replaced by your shell\\.\n`, 'u'));
    }
  }
});

test('a folder named by a variable becomes the backup folder once, and an empty mount point never does', async () => {
  const first = await call('backup', { AFTERIMAGE_DESTINATION: join(folder, 'backup') });
  expect(first.code, first.stderr).toBe(0);
  expect((await call('destination show')).stdout).toContain(join(folder, 'backup'));
  const empty = await call('backup --destination FOLDER/other');
  expect(empty.code).toBe(6);
  expect(empty.stderr).toContain('This is not the backup folder it used to be');
  expect((await call('items list --stored --destination FOLDER/backup')).stdout).toContain('Photos/');
});

test('settings are listed, read and changed, and what is wrong is said', async () => {
  for (const [key, given, kept] of [
    ['bandwidth-limit', '4M', '4000000'],
    ['bandwidth-limit', 'none', 'none'],
    ['schedule', 'daily 03:00', 'daily 03:00'],
    ['schedule', 'every 6h', 'every 6 hours'],
    ['scrub-days', '30', '30'],
    ['album-view', 'copy', 'copy'],
    ['healthcheck', 'https://hc.example/ping', 'https://hc.example/ping'],
    ['on-failure', 'none', 'none'],
    ['metrics-port', '9464', '9464'],
    ['account', 'none', 'none'],
    ['watch-folder', folder, folder],
    ['watch-folder', 'none', 'none'],
    ['include', '*.jpg, Rome/*.{heic,png}', '*.jpg, Rome/*.{heic,png}'],
    ['include', 'none', 'none'],
    ['since', '2024-05-01', '2024-05-01T00:00:00'],
    ['since', 'none', 'none'],
    ['albums-only', 'yes', 'yes'],
    ['albums-only', 'no', 'no'],
  ] as const) {
    const globals = ['--google', google.url];
    expect(await afterimageHere(['config', 'set', key, given], { globals, env })).toMatchObject({ code: 0 });
    expect((await call(`config get ${key}`)).stdout).toBe(`${kept}\n`);
  }
  const listed = await call('config list');
  expect(listed.stdout).toMatch(/^SETTING +VALUE\n/);
  expect(listed.stdout).toMatch(/\nscrub-days +30\n/);
  expect(listed.stderr).toContain(join(folder, 'data', 'settings.json'));
  for (const [line, words] of [
    ['config get colour', 'colour: There is no such setting.'],
    ['config set scrub-days often', 'scrub-days: "often" is not a value of it.'],
    ['config set schedule sometimes', 'schedule: "sometimes" is not a value of it.'],
    ['config set token-store cloud', 'token-store: "cloud" is not a value of it.'],
    ['config set bandwith-limit 4M', 'bandwith-limit: There is no such setting. Did you mean bandwidth-limit?'],
    ['config get scrubDays', 'scrubDays: There is no such setting. Did you mean scrub-days?'],
    ['config set watch-folder FOLDER/nope', `watch-folder: There is no folder ${folder}/nope.`],
    ['config set watch-folder FOLDER/tokens.json', `watch-folder: ${folder}/tokens.json is a file. Name a folder.`],
  ] as const) {
    const ended = await call(line);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(`✗ ${words}`);
  }
  for (const [key, value] of [
    ['metrics-port', '99999'],
    ['scrub-days', '4000'],
    ['healthcheck', 'http:x'],
    ['watch-folder', ''],
    ['watch-folder', '~/Downloads'],
    ['token-store', 'file:~/tokens.json'],
    ...configKeys
      .filter(({ name }) => !['on-success', 'on-failure', 'watch-folder', 'include', 'exclude'].includes(name))
      .map(({ name }) => [name, 'no such thing'] as const),
    ...configKeys.filter(({ name }) => name !== 'watch-folder').map(({ name }) => [name, ' '] as const),
    ['include', '*.jpg,,*.png'],
    ['account', 'you@example'],
  ] as const) {
    const ended = await afterimageHere(['config', 'set', key, value], { globals: ['--google', google.url], env });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(`✗ ${key}: "${value}" is not a value of it.`);
  }
});

test('with two accounts a command is for all of them, and one can be named', async () => {
  await signInAs('second@example.com');
  const all = await call('backup');
  expect(all.code, all.stderr).toBe(0);
  expect(all.stderr).toMatch(/Account first@example\.com[\s\S]*Account second@example\.com/);
  const one = await call('backup --account first@example.com');
  expect(one.stderr).not.toContain('second@example.com');
  // Each end says whose it is, where there are several.
  expect(all.stdout.match(/^(first|second)@example\.com: Backup complete\.$/gm)).toHaveLength(2);
  expect(one.stdout).toMatch(/^Backup complete\.$/m);
  const [owner] = google.accounts;
  for (const whose of [owner?.email.toUpperCase() ?? '', owner?.id ?? '']) {
    const stored = await call(`items list --stored --json --account ${whose}`);
    expect(stored.records.length).toBeGreaterThan(0);
    expect(new Set(stored.records.map(({ account }) => account))).toEqual(new Set([owner?.id]));
  }
  expect((await call('complete accounts')).stdout).toBe('first@example.com\nsecond@example.com\n');
  expect((await call('albums list')).code).toBe(0);
  // What is wrong for all of them is said once.
  for (const line of ['albums list --limit 0', 'items list --limit 0']) {
    const wrong = await call(line);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr, line).toMatch(/^✗ --limit takes a whole number above 0\.\n.*\n$/);
  }
  expect((await call('doctor')).stdout).toMatch(/✓ sign-in: first[\s\S]*✓ sign-in: second/);
  const status = await call('status');
  expect(status.stdout).toMatch(/first@example\.com[\s\S]*used today/);
  // What is for one is said again, with the place for its name.
  const pick = await call('pick --max 1');
  expect(pick.code).toBe(2);
  expect(pick.stderr).toContain(
    `→ Name one: afterimage pick --max 1 --google ${google.url} --time-scale 0.01 --account EMAIL`,
  );
  const missing = await call('items get zzz');
  expect(missing.stderr).toContain('✗ zzz: There is no such item');
});

test('a repair asks every account, and what only one account may do is done by that one', async () => {
  const listed = await call('items list --stored --json');
  for (const whose of google.accounts) {
    const item = listed.records.find(({ account }) => account === whose.id);
    await rm(join(folder, 'backup', String(item?.['path'])));
  }
  const repaired = await call('verify --repair');
  expect(repaired.code, repaired.stderr).toBe(0);
  expect(repaired.stdout).toMatch(/([1-9]\d*) findings of \1 repaired\./);
  // States are the backup's: that it is meant goes without saying.
  expect((await call('items list --state stored')).stdout).toMatch(/^ID +STATE +FILE\n1 /);

  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  const globals = ['--google', google.url, '--time-scale', '0.01'];
  const computer: Parameters<typeof pick>[0] = {
    google,
    call: (args, options) => afterimageHere(args, { ...options, globals, env }),
  };
  const choosing = { visits: [{ ids: ids.slice(0, 1) }] };
  const first = await pick(computer, ['--account', 'first@example.com'], choosing);
  expect(first.code, first.stderr).toBe(0);
  const again = await pick(computer, [], choosing);
  expect(again.code, again.stderr).toBe(0);
  expect(again.records.some(({ event }) => event === 'picker')).toBe(true);

  const out = await call('sign-out');
  expect(out).toMatchObject({ code: 2 });
  expect(out.stderr).toContain(`→ Name one: afterimage sign-out --google ${google.url} --time-scale 0.01 EMAIL`);
});

test('an account may have a folder of its own', async () => {
  expect((await call('destination set FOLDER/second --account second@example.com')).code).toBe(0);
  expect((await call('config list')).stdout).toContain(
    `\nfolder of account second@example.com: ${join(folder, 'second')}\n`,
  );
  expect((await call('destination show')).stdout).toContain(join(folder, 'backup'));
  expect((await call('backup')).code).toBe(0);
  const own = await call('status --destination FOLDER/second');
  expect(own.stdout).toContain('second@example.com');
  expect(own.stdout).not.toContain('first@example.com:');
  expect((await call('destination show')).stdout).toMatch(
    new RegExp(`${folder}/second \\(second@example\\.com\\)\nfolder +${folder}/second\n`, 'u'),
  );
  const shown = await call('destination show --account second@example.com');
  expect(shown.stdout).toContain(join(folder, 'second'));
  expect(shown.stdout).not.toContain(join(folder, 'backup'));
});

test('what an account has in a folder of its own is verified, told and mended as what all share', async () => {
  const [shared, own] = [join(folder, 'backup'), join(folder, 'second')];
  const verified = (ended: Ended) => ended.records.filter(({ event }) => event === 'verified' || event === 'scrubbed');
  const folders = [
    { destination: shared, accounts: [], findings: [] },
    { destination: own, accounts: ['second@example.com'], findings: [] },
  ];
  const sound = await call('verify --json');
  expect([sound.code, verified(sound)]).toMatchObject([0, folders]);

  const [line = ''] = (await readFile(join(own, 'SHA256SUMS'), 'utf8')).split('\n');
  const lost = line.slice(66);
  await rm(join(own, lost));
  const found = await call('verify --json');
  expect([found.code, verified(found)]).toMatchObject([
    3,
    [folders[0], { destination: own, findings: [{ path: lost }] }],
  ]);
  // It is known until it is mended, and told as that folder's.
  expect(await call('verify --account first@example.com')).toMatchObject({ code: 0 });
  const scrubbed = await call('verify --scrub --json');
  expect([scrubbed.code, verified(scrubbed)]).toMatchObject([3, [{ known: 0 }, { destination: own, known: 1 }]]);
  expect((await call('verify --scrub')).stdout).toContain('1 finding of earlier checks not looked at this time.');
  const status = await call('status');
  expect(status.stdout).toMatch(
    new RegExp(`^Damaged: .*${own} \\(second@example\\.com\\); the worst of 2 folders`, 'u'),
  );
  expect(status.stdout).toMatch(new RegExp(`folder +${shared}\nhealth +nothing`, 'u'));
  expect(status.stdout).toMatch(new RegExp(`folder +${own} \\(second@example\\.com\\)\nhealth +1 missing`, 'u'));
  const told = await call('status --check --json');
  expect([told.code, told.records.at(-1)]).toMatchObject([
    3,
    {
      event: 'status',
      destination: own,
      verdict: { level: 'red' },
      folders: [{ destination: shared }, { level: 'red' }],
    },
  ]);
  expect((await call('doctor')).stdout).toMatch(
    /backup: nothing is known[\s\S]*second \(second@example\.com\)\n✓ folder/u,
  );
  expect(await call('doctor')).toMatchObject({ code: 3, stderr: '' });

  const repaired = await call('verify --repair --account second@example.com --json');
  expect([repaired.code, verified(repaired)]).toMatchObject([0, [{ destination: own, known: 0 }]]);
  expect(repaired.records.at(-1)).toMatchObject({ event: 'repaired', destination: own, counts: { total: 0 } });
  expect(await call('verify --quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('a folder that two accounts share is looked at once, one that is away keeps no other from it, and a file is found in its own', async () => {
  const own = join(folder, 'second');
  expect((await call('destination set FOLDER/second --account first@example.com')).code).toBe(0);
  const once = await call('verify --json');
  expect(once.records.filter(({ destination }) => destination === own)).toMatchObject([
    { event: 'verified', accounts: ['second@example.com', 'first@example.com'] },
  ]);
  const [line = ''] = (await readFile(join(own, 'SHA256SUMS'), 'utf8')).split('\n');
  const accepted = await call(`verify --accept ${join(own, line.slice(66))}`);
  expect([accepted.code, accepted.stdout]).toEqual([0, expect.stringContaining('exactly as it was stored')]);
  expect((await call(`verify --path ${join(own, 'Photos')} --json`)).records).toMatchObject([{ destination: own }]);
  expect((await call('verify --path Nowhere')).code).toBe(2);

  await rename(own, join(folder, 'away'));
  const verified = await call('verify');
  expect(verified.code).toBe(6);
  expect(verified.stdout).toContain('all of them are exactly as they were stored.');
  expect(verified.stderr).toMatch(/^.*second \(second@example\.com, first@example\.com\)\n✗ /u);
  expect((await call('status --check')).stdout).toContain(`; the worst of 2 folders`);
  await rename(join(folder, 'away'), own);
  expect((await call('destination set FOLDER/backup --account first@example.com')).code).toBe(0);
});

test('a profile has an account, a folder and a schedule of its own', async () => {
  const unknown = await call('backup --profile family');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('✗ --profile family: There is no such profile. There is none yet.');
  expect(unknown.stderr).toContain('afterimage --profile family destination set PATH');
  expect((await call('destination set FOLDER/other --profile family')).code).toBe(0);
  const globals = ['--google', google.url, '--profile', 'family'];
  for (const [key, value] of [
    ['account', 'second@example.com'],
    ['schedule', 'daily 04:00'],
  ] as const) {
    expect(await afterimageHere(['config', 'set', key, value], { globals, env })).toMatchObject({ code: 0 });
  }
  const ended = await call('backup --profile family');
  expect(ended.code, ended.stderr).toBe(0);
  expect((await call('status --profile family')).stdout).toContain(join(folder, 'other'));
  // The shared settings are as they were.
  expect((await call('config get account')).stdout).toBe('none\n');
  expect((await call('config get schedule')).stdout).toBe('every 6 hours\n');
  expect((await call('config list')).stdout).toContain('profiles: family');
  // Whatever else is set for it is its own, too, until it is given back.
  const set = (...args: readonly string[]) => afterimageHere(['config', 'set', ...args], { globals, env });
  for (const [key, value] of [
    ['healthcheck', 'https://hc.example/family'],
    ['bandwidth-limit', 'none'],
    ['include', '*.jpg'],
  ] as const) {
    expect(await set(key, value)).toMatchObject({ code: 0 });
  }
  expect((await call('config set bandwidth-limit 9M')).code).toBe(0);
  expect((await call('config get healthcheck')).stdout).toBe('https://hc.example/ping\n');
  expect((await call('config get bandwidth-limit')).stdout).toBe('9000000\n');
  expect((await call('config get include')).stdout).toBe('none\n');
  const own = await call('config list --profile family');
  for (const line of [
    /^healthcheck +https:\/\/hc\.example\/family +profile$/m,
    /^bandwidth-limit +none +profile$/m,
    /^scrub-days +30 +all$/m,
  ]) {
    expect(own.stdout).toMatch(line);
  }
  expect(await set('healthcheck', 'shared')).toMatchObject({
    code: 0,
    stdout: 'healthcheck  https://hc.example/ping\n',
  });
  for (const [key, value] of [
    ['token-store', 'keychain'],
    ['daily-request-limit', '500'],
  ] as const) {
    const refused = await set(key, value);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`✗ ${key}: It is the same for all profiles. Set it without --profile.`);
  }
  expect((await call('config set bandwidth-limit none')).code).toBe(0);
  expect((await call('accounts', { AFTERIMAGE_PROFILE: 'family' })).code).toBe(0);
  // Without a folder that everybody shares, that of its account is enough.
  const solo = ['--google', google.url, '--profile', 'solo', '--time-scale', '0.01'];
  const here = (args: string) => afterimageHere(args.split(' '), { globals: solo, env });
  expect(await here('config set account second@example.com')).toMatchObject({ code: 0 });
  expect(await here('backup --json')).toMatchObject({ code: 0 });
  const verified = await here('verify --json');
  expect([verified.code, verified.records]).toMatchObject([0, [{ destination: join(folder, 'second') }]]);
  expect(verified.records).toHaveLength(1);
});
