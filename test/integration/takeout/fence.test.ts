import { execFileSync } from 'node:child_process';
import { cp, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed } from '../../../electron/contract/result.ts';
import { createEngine, type Engine, type EngineDestination } from '../../../electron/engine/engine.ts';
import { type Bystander, bystander } from '../../support/bystander.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

/*
 * Whatever lies in the place of something of the backup's: nothing outside is touched, nothing hangs, nothing is a bug of
 * ours, and what cannot be done is told by name.
 */

const photos = 'Takeout/Google Photos/Photos from 2023';
const trip = 'Takeout/Google Photos/Trip';
const how = { tags: 'long', timeout: 20_000 };

function engineOn(dataFolder: string): Engine {
  return createEngine({
    ...{ dataFolder, endpoints: googleEndpoints, decoder: noDecoder, environment: {}, timeScale: 1, log: silentLog },
    ...{ now: () => new Date(), clock: () => performance.now() },
    tokens: { accessToken: async () => failed(problem('account-missing')) },
  });
}

async function writeExport(folder: string, names: readonly string[], description: string): Promise<void> {
  for (const name of names) {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(name.repeat(30))]);
    const sidecar = { title: name, description, photoTakenTime: { timestamp: '1690891200' } };
    for (const place of [photos, trip]) {
      await mkdir(join(folder, place), { recursive: true });
      await writeFile(join(folder, place, name), png);
      await writeFile(join(folder, place, `${name}.json`), JSON.stringify(sidecar));
    }
  }
  await writeFile(join(folder, trip, 'metadata.json'), JSON.stringify({ title: 'Trip', access: 'protected' }));
}

async function importTold(engine: Engine, destination: EngineDestination, path: string): Promise<readonly string[]> {
  const codes: string[] = [];
  const request = { paths: [path], destination, dryRun: false, includeTrash: false, albumView: 'auto' } as const;
  const { ended } = engine.startImport(request, (event) => {
    if (event.event === 'problem') codes.push(event.problem.code);
  });
  const report = await ended;
  const last = report.ok ? report.value.problem : report.problem;
  return last === null ? codes : [...codes, last.code];
}

let template: string;
let identity: string;

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'afterimage-test-'));
  await writeExport(join(template, 'takeout-20260301T120000Z-001'), ['a.png'], 'first');
  await writeExport(join(template, 'takeout-20260401T120000Z-001'), ['a.png', 'b.png'], 'second');
  const engine = engineOn(join(template, 'data'));
  const chosen = await engine.chooseDestination(join(template, 'backup'));
  if (!chosen.ok) throw new Error(chosen.problem.title);
  ({ identity } = chosen.value.destination);
  const first = join(template, 'takeout-20260301T120000Z-001');
  expect(await importTold(engine, chosen.value.destination, first)).toEqual([]);
  return () => rm(template, { recursive: true });
});

const aFolder = async (outside: Bystander, place: string): Promise<void> => symlink(outside.folder, place);
const aFile = async (outside: Bystander, place: string): Promise<void> => symlink(outside.file, place);
const kinds: readonly (readonly [string, (outside: Bystander, place: string) => Promise<void>])[] = [
  ['a link to a folder', aFolder],
  ['a link to a file', aFile],
  ['a link to nothing', async (outside, place) => symlink(join(outside.folder, 'nothing'), place)],
  ['a named pipe', async (_outside, place) => void execFileSync('mkfifo', [place])],
  ['a device', async (_outside, place) => void execFileSync('mknod', [place, 'c', '1', '5'])],
  ['a folder', async (_outside, place) => void (await mkdir(place))],
];

const folders = [
  ...['.afterimage', '.afterimage/staging', '.afterimage/quarantine', '.afterimage/reports'],
  ...['Photos', 'Photos/2023', 'Photos/2023/08', 'Albums', 'Albums/Trip'],
];
const files = [
  ...['.afterimage/destination.json', '.afterimage/lock.sqlite', '.afterimage/lock-holder.json'],
  ...['.afterimage/catalog.sqlite', 'SHA256SUMS'],
];
/** Where something of another's is left alone, or removed as a leftover of ours, and the run is whole. */
const quiet = [
  ...['.afterimage/catalog.sqlite.partial', '.afterimage/staging/0123456789abcdef0123456789abcdef.part'],
  ...['Photos/2023/08/a.png.xmp', 'Photos/2023/08/b.png', 'Photos/2023/08/b.png.xmp', 'Albums/Trip/b.png'],
];
/** A folder is more than a leftover of ours: it stays, and costs the copy of the catalog, or the sidecar that was there. */
const toldOfFolders: ReadonlyMap<string, string> = new Map([
  ['.afterimage/catalog.sqlite.partial', 'destination-unsuitable'],
  ['Photos/2023/08/a.png.xmp', 'backup-damaged'],
]);

function numbered(places: readonly string[]): readonly (readonly [place: string, nth: number])[] {
  return places.map((place, nth) => [place, nth]);
}

/** Two kinds at each place, others at the next one, so that every kind is tried at some; in the long run all at each. */
function someOf<T>(all: readonly T[], nth: number): readonly T[] {
  return isLong() ? all : all.filter((_, kind) => (kind + 2 * nth) % all.length < 2);
}

async function replaced(place: string, what: (outside: Bystander, place: string) => Promise<void>) {
  const world = await temporaryFolder();
  await cp(template, world, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  const outside = await bystander({ 'a.png': 'mine', 'Trip/a.png': 'mine' });
  const before = await outside.state();
  const backup = join(world, 'backup');
  await rm(join(backup, place), { recursive: true, force: true });
  await mkdir(dirname(join(backup, place)), { recursive: true });
  const made = await what(outside, join(backup, place)).then(
    () => true,
    () => false,
  );
  const codes = made
    ? await importTold(
        engineOn(join(world, 'data')),
        { path: backup, identity },
        join(world, 'takeout-20260401T120000Z-001'),
      )
    : null;
  expect(await outside.state()).toEqual(before);
  expect(codes).not.toContain('internal');
  return { backup, codes };
}

describe.each(numbered(folders))('in the place of the folder %s', (place, nth) => {
  test.each(someOf(kinds.slice(0, -1), nth))('%s is told', how, async (_kind, what) => {
    const { backup, codes } = await replaced(place, what);
    if (codes === null) return;
    expect(codes.join()).toMatch(/destination-(?:link|unsuitable|foreign|missing)|album-view-incomplete/);
    expect((await lstat(join(backup, place))).isDirectory()).toBe(false);
  });
});

describe.each(numbered(files))('in the place of the file %s', (place, nth) => {
  test.each(someOf(kinds, nth))('%s is told, and stays', how, async (kind, what) => {
    const { backup, codes } = await replaced(place, what);
    if (codes === null) return;
    expect(codes.join()).toMatch(/destination-(?:link|unsuitable|foreign|missing|not-writable)|sums-damaged/);
    const found = await lstat(join(backup, place));
    expect(found.isFile()).toBe(false);
    expect(found.isDirectory()).toBe(kind === 'a folder');
  });
});

describe.each(numbered(quiet))('under the name %s', (place, nth) => {
  test.each(someOf(kinds, nth))('%s hinders nothing', how, async (kind, what) => {
    const { backup, codes } = await replaced(place, what);
    if (codes === null) return;
    const told = kind === 'a folder' ? toldOfFolders.get(place) : undefined;
    expect(codes.filter((code) => code !== 'sidecar-edited')).toEqual(told === undefined ? [] : [told]);
    const names = await readdir(join(backup, 'Photos/2023/08'));
    expect(names.filter((name) => /^b.*png$/.test(name))).not.toEqual([]);
    const stored = await Promise.all(names.map((name) => lstat(join(backup, 'Photos/2023/08', name))));
    expect(stored.filter((found) => found.isFile()).length).toBeGreaterThan(1);
  });
});
