import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import type { RunReport, VerifyReport } from '../../../electron/contract/models.ts';
import type { Result } from '../../../electron/contract/result.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import { verify } from '../../../electron/engine/backup/verification.ts';
import { openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import type { DiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { runLocalSource } from '../../../electron/engine/runs/source-run.ts';
import { verifyDestination } from '../../../electron/engine/runs/verification.ts';
import { createTemplateSource, sourcesWithTemplate } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readOnlyView } from '../destination/disks.ts';
import { identity, now, openedDestination, threadsForTest, valueIn } from '../destination/open-folder.ts';
import { policyOf } from './backup-fixture.ts';

let folder: string;
let dataFolder: string;

const names = ['A', 'B', 'C', 'D', 'E'];

function pathOf(name: string): string {
  return `Photos/2023/08/${name}.JPG`;
}

function jpeg(content: string): Uint8Array {
  return Buffer.concat([Buffer.from('ffd8fffe000341', 'hex'), Buffer.from(content), Buffer.from('ffd9', 'hex')]);
}

async function backUp(dryRun: boolean): Promise<RunReport> {
  const photos = names.map((key) => ({
    ...{ key, filename: `${key}.JPG`, createdAt: '2023-08-01T10:00:00.000Z' },
    bytes: jpeg(key),
  }));
  const report = await runLocalSource(
    { dataFolder, now: () => now, clock: () => performance.now(), log: silentLog, sources: sourcesWithTemplate },
    {
      account: { id: 'template', label: 'Template' },
      open: () => createTemplateSource(photos),
      traffic: () => ({ apiRequests: 0, mediaRequests: 0, bytes: 0 }),
      report: (made) => made,
    },
    { destination: { path: folder, identity }, kind: 'auto', dryRun, albumView: 'copy' },
    new RunControl(),
    () => undefined,
  );
  return valueIn(report);
}

beforeEach(async () => {
  folder = (await openedDestination()).path;
  dataFolder = await temporaryFolder();
  expect(await backUp(false)).toMatchObject({ stored: names.length });
});

function verified(at: string = now.toISOString()): Promise<Result<VerifyReport>> {
  const deps = {
    dataFolder,
    now: () => new Date(at),
    clock: () => performance.now(),
    log: silentLog,
    sources: sourcesWithTemplate,
  };
  return verifyDestination(deps, { path: folder, identity }, () => undefined, new AbortController().signal);
}

describe('the clock', () => {
  test.each([
    ['ahead once', ['2035-01-01T00:00:00.000Z', '2026-11-21T10:00:00.000Z']],
    ['set back', ['2026-11-21T10:00:00.000Z', '1970-01-01T00:00:00.000Z']],
    ['standing still', ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z']],
  ])('%s: every file is read each time, and once', async (_, [first = '', second = '']) => {
    expect(valueIn(await verified(first))).toMatchObject({ checked: 5, intact: 5 });
    await writeFile(join(folder, pathOf('B')), 'other bytes');
    await rm(join(folder, pathOf('C')));
    expect(valueIn(await verified(second))).toMatchObject({
      ...{ checked: 5, intact: 3, unreadable: [] },
      ...{ changed: [pathOf('B')], missing: [pathOf('C')] },
    });
  });

  test('going backwards meanwhile neither ends it nor makes it longer', async () => {
    let ticks = 1e12;
    const earlier = (): Date => {
      ticks -= 1;
      return new Date(ticks);
    };
    const deps = { dataFolder, now: earlier, clock: () => 0, log: silentLog, sources: sourcesWithTemplate };
    const place = { path: folder, identity };
    const report = await verifyDestination(deps, place, () => undefined, new AbortController().signal);
    expect(valueIn(report)).toMatchObject({ checked: 5, intact: 5, seconds: 0 });
  });
});

test('it goes past what lies in the place of files, and names it', async () => {
  const outside = await temporaryFolder();
  const places = names.map((name) => join(folder, pathOf(name)));
  for (const place of places.slice(0, 4)) await rm(place);
  await symlink(join(outside, 'x'), places[0] ?? '');
  execFileSync('mkfifo', [places[1] ?? '']);
  await mkdir(places[2] ?? '');
  expect(valueIn(await verified())).toMatchObject({
    ...{ checked: 5, intact: 1, changed: [], unreadable: [] },
    missing: names.slice(0, 4).map(pathOf),
  });
});

test('behind a link in the place of a folder nothing is read, and each file is named', async () => {
  await rename(join(folder, 'Photos/2023'), join(folder, 'away'));
  await symlink(join(folder, 'away'), join(folder, 'Photos/2023'));
  const { unreadable, ...report } = valueIn(await verified());
  expect(report).toMatchObject({ checked: 5, intact: 0, missing: [] });
  expect(unreadable.map(({ code, subject }) => [code, subject])).toEqual(
    names.map((name) => ['destination-link', pathOf(name)]),
  );
});

test.each([
  ['EIO', 'i/o error, read'],
  ['EACCES', 'permission denied, open'],
])(
  'what the system refuses to read (%s) is told by name, kept in the catalog, and over once it can be read',
  async (code, words) => {
    const threads = threadsForTest();
    const failing: DiskThreads = {
      ...threads,
      hash: async (path, signal) => {
        if (path.endsWith('B.JPG')) throw Object.assign(new Error(`${code}: ${words}`), { code, syscall: 'read' });
        return threads.hash(path, signal);
      },
    };
    const catalog = valueIn(openCatalog(join(dataFolder, 'catalogs', `${identity}.sqlite`)));
    const deps = {
      destination: valueIn(await openDestination(folder, identity)),
      ...{ catalog, policyOf, now: () => now, clock: () => 0, onProgress: () => undefined },
      signal: new AbortController().signal,
    };
    const open = () =>
      catalog.problems.open({ limit: 9, after: 0 }).map(({ problem }) => [problem.code, problem.subject]);
    const told = await verify({ ...deps, threads: failing });
    expect(told).toMatchObject({ checked: 5, intact: 4, changed: [], missing: [] });
    expect(told.unreadable).toMatchObject([
      { code: 'file-unreadable', subject: pathOf('B'), detail: `${code}: ${words}` },
    ]);
    expect(open()).toEqual([['file-unreadable', pathOf('B')]]);
    expect(await verify({ ...deps, threads })).toMatchObject({ checked: 5, intact: 5 });
    expect(open()).toEqual([]);
    catalog.close();
  },
);

test('nothing is made or written in the folder', async () => {
  for (const own of ['staging', 'quarantine', 'reports'])
    await rm(join(folder, '.afterimage', own), { recursive: true });
  const before = (await readdir(folder, { recursive: true })).toSorted();
  expect(valueIn(await verified())).toMatchObject({ checked: 5, intact: 5 });
  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(before);
});

test('a disk that is mounted read-only is verified, and looked at by a dry run', async (context) => {
  folder = await readOnlyView(context, folder);
  await writeFile(join(folder, 'x'), 'x').then(
    () => expect.unreachable('The disk can be written to'),
    () => undefined,
  );
  expect(valueIn(await verified())).toMatchObject({ checked: 5, intact: 5 });
  expect(await backUp(true)).toMatchObject({ outcome: 'complete', discovered: 5, present: 5 });
});
