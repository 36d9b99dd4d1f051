import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import type { RunReport, VerifyReport } from '../../../electron/contract/models.ts';
import type { Result } from '../../../electron/contract/result.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import { type VerificationProgress, verify } from '../../../electron/engine/backup/verification.ts';
import type { VerificationRequest } from '../../../electron/engine/backup/verification-request.ts';
import { openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import type { DiskThreads } from '../../../electron/engine/destination/disk-threads.ts';
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { runLocalSource } from '../../../electron/engine/runs/source-run.ts';
import { verifyDestination } from '../../../electron/engine/runs/verification.ts';
import { createTemplateSource, sourcesWithTemplate } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readOnlyView, smallDisk } from '../destination/disks.ts';
import { identity, now, openedDestination, threadsForTest, valueIn } from '../destination/open-folder.ts';
import { policyOf } from './backup-fixture.ts';

let folder: string;
let progress: VerificationProgress[];
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
  progress = [];
  folder = (await openedDestination()).path;
  dataFolder = await temporaryFolder();
  expect(await backUp(false)).toMatchObject({ stored: names.length });
});

function verified(at: string = now.toISOString(), request: VerificationRequest = {}): Promise<Result<VerifyReport>> {
  const deps = {
    dataFolder,
    now: () => new Date(at),
    clock: () => performance.now(),
    log: silentLog,
    sources: sourcesWithTemplate,
  };
  const { signal } = new AbortController();
  return verifyDestination(deps, { path: folder, identity }, (made) => void progress.push(made), signal, request);
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
        if (path.endsWith(join('08', 'B.JPG')))
          throw Object.assign(new Error(`${code}: ${words}`), { code, syscall: 'read' });
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

test('a disk that is full is verified', async (context) => {
  folder = (await openedDestination(await smallDisk(context, '2m'))).path;
  dataFolder = await temporaryFolder();
  expect(await backUp(false)).toMatchObject({ stored: names.length });
  for (const size of [1e6, 1e5, 1e4, 1e3, 1]) {
    for (let file = 0; file < 3; file += 1) {
      await writeFile(join(folder, `filler-${size}-${file}`), Buffer.alloc(size)).catch(() => undefined);
    }
  }
  await expect(writeFile(join(folder, 'one more'), Buffer.alloc(64 * 1024))).rejects.toMatchObject({ code: 'ENOSPC' });
  await rm(join(folder, 'one more'));
  await writeFile(join(folder, 'the last'), Buffer.alloc(64 * 1024)).catch(() => undefined);
  expect(valueIn(await verified())).toMatchObject({ checked: 5, intact: 5 });
});

test('parts of the folder are verified once each, and each time it is known how much there is', async () => {
  const parts: VerifyReport[] = [];
  for (const index of [1, 2, 3]) parts.push(valueIn(await verified(undefined, { subset: { index, of: 3 } })));
  expect(parts.reduce((sum, { checked }) => sum + checked, 0)).toBe(5);
  expect(parts.every(({ checked }) => checked < 5)).toBe(true);
  const last = progress.at(-1);
  expect(last).toMatchObject({ files: parts.at(-1)?.checked, totalFiles: parts.at(-1)?.checked });
  expect(last?.bytes).toBe(last?.totalBytes);
  expect(valueIn(await verified(undefined, { path: pathOf('B') }))).toMatchObject({ checked: 1, intact: 1 });
  const at = now.getTime();
  const [before, after] = [new Date(at - 1_000).toISOString(), new Date(at + 1_000).toISOString()];
  expect(valueIn(await verified(undefined, { since: before }))).toMatchObject({ checked: 5 });
  expect(valueIn(await verified(undefined, { since: after }))).toMatchObject({ checked: 0 });
});

test('a part says what is known of the rest, until that is looked at again', async () => {
  await rm(join(folder, pathOf('B')));
  expect(valueIn(await verified())).toMatchObject({ missing: [pathOf('B')], known: 0 });
  expect(valueIn(await verified(undefined, { path: pathOf('A') }))).toMatchObject({ findings: [], known: 1 });
  await writeFile(join(folder, pathOf('B')), jpeg('B'));
  expect(valueIn(await verified(undefined, { path: pathOf('A') }))).toMatchObject({ known: 1 });
  expect(valueIn(await verified())).toMatchObject({ intact: 5, findings: [], known: 0 });
});

test('what nobody knows is counted, named when that is asked for, and no finding', async () => {
  await writeFile(join(folder, 'Photos/2023/08/Thumbs.db'), 'x');
  await mkdir(join(folder, '@eaDir'));
  await writeFile(join(folder, '@eaDir/x.jpg'), 'x');
  await writeFile(join(folder, `${pathOf('A')}.xmp`), '<x/>');
  expect(valueIn(await verified())).toMatchObject({ intact: 5, findings: [], unknown: 3 });
  expect(valueIn(await verified(undefined, { listUnknown: true })).unknownFiles).toEqual([
    '@eaDir/x.jpg',
    `${pathOf('A')}.xmp`,
    'Photos/2023/08/Thumbs.db',
  ]);
});
