import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { lockProcess } from '../../../electron/cli/process-lock.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import type { Ended } from '../../support/command-line.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { everyCommand, nameOf } from '../../support/every-command.ts';
import { smallPicture, writeTree } from '../../support/small-export.ts';
import { isLong } from '../../support/test-environment.ts';

/* Every command, while somebody else holds a lock, and while its words cannot be written. Each call is made on a copy of one computer. */

let google: Simulator;
let folder: string;
/** What rows name and only the world knows. */
const known = { ALBUM: '', ITEM: '', PHOTO: '' };
let copies = 0;

interface Call {
  readonly signal?: AbortSignal | undefined;
  readonly out?: Writable;
  /** Every address that is printed is opened, as by a person who allows what is asked. */
  readonly isFollowed?: boolean;
}

/** A copy of the computer, on which nothing has happened since it was set up. */
interface Place {
  readonly path: string;
  readonly call: (args: readonly string[], call?: Call) => Promise<Ended>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-every-'));
  const drive = join(folder, 'drive');
  await writeTakeoutSample(
    { out: drive, ...{ items: 3, albums: 1, seed: 3, parts: 1, itemBytes: 2_560 } },
    createPictureStudio(),
  );
  google = await startSimulator({
    ...{ consent: 'accept', items: 4, albums: 1, seed: 5 },
    drive: { folder: drive },
  });
  const first = placeAt(join(folder, 'first'));
  await writeTree(first.path, {
    'export/Takeout/Google Photos/Photos from 2019/a.jpg': await smallPicture(1),
    'new.jpg': await smallPicture(2),
    'backup/.keep': '',
  });
  await rm(join(first.path, 'backup', '.keep'));
  for (const args of [
    ['client', 'set', google.clientFile],
    ['sign-in', '--no-browser', '--login-hint', 'first@example.com'],
    ['sign-in', '--no-browser', '--login-hint', 'second@example.com'],
    ['config', 'set', 'account', 'first@example.com'],
    ['destination', 'set', join(first.path, 'backup')],
    ['albums', 'create', 'First', '--no-browser'],
    ['upload', join(first.path, 'new.jpg'), '--account', 'second@example.com', '--no-browser'],
    ['backup'],
    ['drive', 'connect', '--unattended', '--no-browser'],
  ]) {
    const ended = await first.call(args, { isFollowed: true });
    expect(ended.code, `${args.join(' ')}: ${ended.stderr}`).toBe(0);
  }
  const picking = await first.call(['pick', '--no-browser'], { signal: whileChoosing(), isFollowed: true });
  expect(picking.code, picking.stderr).toBe(130);
  known.ALBUM = (await idsOf(first, ['albums', 'list', '--json'])).at(-1) ?? '';
  known.ITEM = (await idsOf(first, ['items', 'list', '--json'])).at(0) ?? '';
  const sums = await readFile(join(first.path, 'backup', 'SHA256SUMS'), 'utf8');
  known.PHOTO = sums.split('\n')[0]?.slice(66) ?? '';
});

afterAll(async () => {
  for (const look of looks) clearInterval(look);
  await google.close();
  await rm(folder, { recursive: true, force: true });
});

async function idsOf(place: Place, args: readonly string[]): Promise<readonly string[]> {
  return (await place.call(args)).records.map(({ id }) => String(id));
}

function placeAt(path: string): Place {
  const globals = ['--google', google.url, '--time-scale', '0.01', '--data-dir', join(path, 'data')];
  const store = ['--token-store', `file:${join(path, 'tokens.json')}`];
  const env = { HOME: join(path, 'home') };
  return {
    path,
    call: async (args, { signal, out, isFollowed = false } = {}) => {
      const visits: Promise<unknown>[] = [];
      const onLine = (line: string): void => {
        if (isFollowed && line.startsWith('http')) visits.push(fetch(line).then((page) => page.text()));
      };
      const given = Object.entries({ FOLDER: path, ...known }).reduce<readonly string[]>(
        (words, [name, value]) => words.map((word) => word.replaceAll(name, value)),
        args,
      );
      const ended = await afterimageHere(given, {
        ...{ globals: [...globals, ...store], env, onLine },
        ...(signal === undefined ? {} : { signal }),
        ...(out === undefined ? {} : { out }),
      });
      await Promise.all(visits);
      return ended;
    },
  };
}

async function copyOfFirst(): Promise<Place> {
  copies += 1;
  const [first, path] = [join(folder, 'first'), join(folder, `copy-${copies}`)];
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  await cp(first, path, { recursive: true, verbatimSymlinks: true });
  await mkdir(join(path, 'home'));
  const settings = join(path, 'data', 'settings.json');
  await writeFile(settings, (await readFile(settings, 'utf8')).replaceAll(first, path));
  return placeAt(path);
}

/** What another process may hold. */
const locks = {
  folder: {
    title: 'Another backup is using this folder',
    hold: (path: string) => hold(join(path, 'backup', '.afterimage', 'lock.sqlite')),
  },
  sending: {
    title: 'Another restore is running',
    hold: (path: string) => hold(join(path, 'data', 'restore-lock.sqlite')),
  },
  daemon: {
    title: 'Afterimage is already running here',
    hold: async (path: string) => {
      const lock = await lockProcess(join(path, 'data'), 'daemon', () => new Date());
      if (!lock.ok) throw new Error(lock.problem.title);
      return lock.value.release;
    },
  },
} as const;
type Lock = keyof typeof locks;
const lockNames = ['folder', 'sending', 'daemon'] as const satisfies readonly Lock[];

async function hold(file: string): Promise<() => void> {
  const other = new DatabaseSync(file);
  other.exec('BEGIN EXCLUSIVE');
  return () => other.close();
}

interface Row {
  /** Behind the words of the command. */
  readonly args?: readonly string[];
  /** How it ends when nobody holds anything and all is read; 0 unless told. */
  readonly code?: number;
  /** What it must have for itself; nothing unless told. */
  readonly needs?: readonly Lock[];
  /** For a command that waits for a person, or for ever: a signal that interrupts it once it waits. */
  readonly interrupted?: () => AbortSignal;
}

const looks: NodeJS.Timeout[] = [];

/** Aborts once a session that is new has been asked after: its link has been shown by then. */
function whileChoosing(): AbortSignal {
  const before = new Set(google.pickerSessions().map(({ id }) => id));
  const controller = new AbortController();
  const look = setInterval(() => {
    if (google.pickerSessions().some(({ id, polls }) => !before.has(id) && polls > 0)) controller.abort();
    if (controller.signal.aborted) clearInterval(look);
  }, 10);
  looks.push(look);
  return controller.signal;
}

/** How each command is called. One that has no row fails the test below. */
const rows: Readonly<Record<string, Row>> = {
  'client set': { args: ['CLIENT'] },
  'client show': {},
  'client remove': {},
  'sign-in': { args: ['--no-browser', '--timeout', '1'], code: 4 },
  'sign-out': { args: ['second@example.com'] },
  accounts: {},
  'destination set': { args: ['FOLDER/backup'] },
  'destination show': {},
  'config list': {},
  'config get': { args: ['transfers'] },
  'config set': { args: ['transfers', '4'] },
  reset: { args: ['--yes'], needs: ['folder', 'sending', 'daemon'] },
  backup: { needs: ['folder'] },
  pick: { args: ['--no-browser'], needs: ['folder'], code: 130, interrupted: whileChoosing },
  import: { args: ['FOLDER/export'], needs: ['folder'] },
  'drive connect': {
    args: ['--ask-each-time', '--no-browser'],
    code: 130,
    interrupted: () => AbortSignal.timeout(3_000),
  },
  'drive disconnect': {},
  'drive status': {},
  'drive list': {},
  'drive fetch': { needs: ['folder'] },
  'drive tidy': {},
  daemon: { needs: ['daemon'], interrupted: () => AbortSignal.abort() },
  'service install': { args: ['--no-start'] },
  'service status': { code: 3 },
  'service uninstall': {},
  status: {},
  verify: { needs: ['folder'] },
  exports: {},
  explain: { args: ['PHOTO'] },
  doctor: {},
  'albums list': {},
  'albums get': { args: ['ALBUM'] },
  'albums create': { args: ['Second'] },
  'albums add': { args: ['First', 'ITEM'] },
  'albums share': { args: ['ALBUM'], code: 3 },
  'albums unshare': { args: ['ALBUM'], code: 3 },
  'albums shared': { code: 3 },
  'items list': {},
  'items get': { args: ['ITEM'] },
  'items download': { args: ['ITEM', 'FOLDER/fetched.jpg'] },
  api: { args: ['GET', 'albums'] },
  restore: { args: ['--yes', '--account', 'second@example.com'], needs: ['sending'] },
  upload: { args: ['FOLDER/new.jpg'], needs: ['sending'] },
  'export-to': { args: ['FOLDER/copy'] },
  help: {},
  completion: { args: ['bash'] },
  complete: { args: ['accounts'] },
  man: {},
  version: {},
};

function rowOf(name: string): Required<Omit<Row, 'interrupted'>> & { readonly signal: () => AbortSignal | undefined } {
  const row = rows[name];
  if (row === undefined) throw new Error(`There is no row for ${name}.`);
  const { args = [], code = 0, needs = [], interrupted } = row;
  return {
    ...{ code, needs },
    args: [...name.split(' '), ...args.map((arg) => (arg === 'CLIENT' ? google.clientFile : arg))],
    signal: () => interrupted?.(),
  };
}

/** What a command may have begun: photos and own files by name, and every word of settings and sign-ins. */
async function stateOf({ path }: Place): Promise<unknown> {
  const names = await readdir(path, { recursive: true });
  const texts = names.filter((name) => /^(?:tokens|data\/[\w-]+)\.json$/.test(name.replaceAll('\\', '/')));
  return {
    names: names.filter((name) => !/\.sqlite-\w+$/.test(name)).toSorted(),
    texts: await Promise.all(texts.toSorted().map((name) => readFile(join(path, name), 'utf8'))),
  };
}

/**
 * The names of {@link stateOf} of one copy, comparable with those of another: which of two photos of one name comes first, and
 * so keeps it, is a race of their transfers.
 */
async function namesIn(place: Place): Promise<readonly string[]> {
  const { names } = (await stateOf(place)) as { readonly names: readonly string[] };
  const alike = (name: string): string =>
    name
      .replaceAll(/\d{4}-\d\d-\d\d[\dTZ_.:-]*|\d{8}T\d{6}Z?/g, 'AT')
      .replaceAll(/ \(\d+\)(?=\.)/g, '')
      .toLowerCase();
  return names.map(alike).toSorted();
}

/** What one of these takes away at Google, no copy has any more. */
const last = ['sign-out', 'client remove', 'drive disconnect', 'reset'];
const names = everyCommand.map(nameOf).toSorted((one, other) => last.indexOf(one) - last.indexOf(other));

test('every command has a row, and every row is one of a command', () => {
  expect(Object.keys(rows).toSorted()).toEqual(names.toSorted());
});

/** Those that wait for somebody else; that all others do as they always do is gone through in full length. */
const tried = isLong() ? names : names.filter((name) => (rows[name]?.needs ?? []).length > 0);

test.for(tried)(
  '%s: locks of others, words that cannot be written, and words that nobody reads',
  {
    tags: 'long',
  },
  async (name) => {
    // That the other locks are in nobody's way is gone through in full length.
    for (const lock of lockNames) if (isLong() || rowOf(name).needs.includes(lock)) await underLock(name, lock);

    const { args, code, signal } = rowOf(name);
    const usual = await copyOfFirst();
    const said = await usual.call(args, { signal: signal() });
    expect(said.code, said.stderr).toBe(code);
    const done = await namesIn(usual);

    if (existsSync('/dev/full')) {
      const full = await copyOfFirst();
      const lost = await full.call(args, { signal: signal(), out: createWriteStream('/dev/full') });
      expect(lost.code, lost.stderr).toBe(code === 0 && said.stdout !== '' ? 3 : code);
      const complaints = lost.stderr.match(/^The output cannot be written: .*no space left on device.*$/gim) ?? [];
      expect(complaints, lost.stderr).toHaveLength(said.stdout === '' ? 0 : 1);
      expect(await namesIn(full)).toEqual(done);
    }

    const closed = await copyOfFirst();
    const unread = await closed.call([...args, '--json'], { signal: signal(), out: closedPipe() });
    expect(unread.code, unread.stderr).toBe(code);
    expect(unread.stderr).not.toMatch(/EPIPE|cannot be written/);
    expect(await namesIn(closed)).toEqual(done);
  },
);

/** A command that needs what somebody else holds ends at once and has begun nothing; any other ends as usual. */
async function underLock(name: string, lock: Lock): Promise<void> {
  const { args, code, needs, signal } = rowOf(name);
  const { title, hold: take } = locks[lock];
  const place = await copyOfFirst();
  const release = await take(place.path);
  try {
    const before = await stateOf(place);
    const ended = await place.call(args, { signal: signal() });
    if (!needs.includes(lock)) {
      expect(ended.code, `${lock}: ${ended.stderr}`).toBe(code);
      return;
    }
    expect(ended, lock).toMatchObject({ code: 7, stdout: '' });
    expect(ended.stderr, lock).toMatch(/^✗ [^\n]*\n(?: {2}[^\n]*\n)+$/);
    expect(ended.stderr, lock).toContain(title);
    const told = await place.call([...args, '--json'], { signal: signal() });
    expect(told.code, lock).toBe(7);
    expect(told.records, lock).toMatchObject([{ event: 'failed', problem: { title } }]);
    expect(await stateOf(place), lock).toEqual(before);
  } finally {
    release();
  }
}

test('what comes next is a command that can be pasted, in answers as in problems', async () => {
  const place = await copyOfFirst();
  await rm(join(place.path, 'backup', known.PHOTO));
  const prefix = `AFTERIMAGE_DATA_DIR=${join(place.path, 'data')} afterimage`;
  const verified = await place.call(['verify']);
  expect(verified.code).toBe(3);
  expect(verified.stdout).toContain(`→ ${prefix} verify --repair brings back what can be had again.`);
  expect((await place.call(['status'])).stdout).toMatch(new RegExp(`^next +${prefix} verify --repair$`, 'm'));
  expect((await place.call(['exports'])).stdout).toContain(`Next: ${prefix} import PATH…`);
  const unknown = await place.call(['export-to', 'FOLDER/copy', '--album', 'Nope']);
  expect(unknown.stderr).toBe(
    `✗ No album of the backup is called Nope.\n  → See which there are: ${prefix} albums list --stored\n`,
  );
});

/** A pipe whose reader is gone. */
function closedPipe(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });
}
