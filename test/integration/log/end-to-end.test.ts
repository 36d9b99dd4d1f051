import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { lastRecord } from '../../support/command-line.ts';
import { openImportWorld } from '../../support/import-world.ts';
import { openWorld } from '../../support/world.ts';

const recordSchema = z.looseObject({ level: z.string(), time: z.iso.datetime(), event: z.string() });
type LogRecord = z.infer<typeof recordSchema>;

/** Every line is an event: one that is no JSON throws. */
function recordsOf(text: string): readonly LogRecord[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => recordSchema.parse(JSON.parse(line)));
}

async function openLoggedWorld(items: number, seed: number) {
  const world = await openWorld({ items, albums: 1, seed });
  const file = join(world.data, '..', 'trace.log');
  return { ...world, file, records: async () => recordsOf(await readFile(file, 'utf8')) };
}

test('one item can be followed from its discovery to its place, and to being there already', async () => {
  const { call, file, records } = await openLoggedWorld(12, 4);
  const ran = await call(['backup', '--json', '--log-file', file]);
  expect(ran.code, ran.stderr).toBe(0);
  expect(lastRecord(ran)).toMatchObject({ event: 'finished', stored: 12 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const all = await records();
  const stored = all.filter(({ event }) => event === 'item.stored');
  expect(stored).toHaveLength(12);
  const [one] = stored;
  const fate = all.filter(({ item }) => item === one?.['item']).map(({ event }) => event);
  const steps = ['item.discovered', 'item.wanted', 'item.fetching', 'item.fetched', 'item.placing', 'item.stored'];
  expect(fate.filter((event, index) => fate.indexOf(event) === index)).toEqual(steps);
  expect(all.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['command.started', 'lock.taken', 'catalog.opened', 'run.started', 'google.request']),
  );
  expect(all.findLast(({ event }) => event === 'run.finished')).toMatchObject({ outcome: 'complete', stored: 12 });
});

test('an item that fails leaves its reason, and what Google refuses leaves a request', async () => {
  const { google, call, file, records } = await openLoggedWorld(4, 9);
  const rules = [
    { match: { operation: 'media.download' }, times: 1_000, answer: { kind: 'html' } as const },
    { match: { operation: 'mediaItems.list' }, times: 1, answer: { kind: 'quota-minute' } as const },
  ];
  google.planFaults({ rules });
  await call(['backup', '--log-file', file]);
  const all = await records();
  const [failed] = all.filter(({ event }) => event === 'item.failed');
  expect(failed).toMatchObject({ level: 'warn', problem: 'bytes-not-media', name: expect.stringContaining('.') });
  const fate = all.filter(({ item }) => item === failed?.['item']).map(({ event }) => event);
  expect(fate).toEqual(expect.arrayContaining(['item.wanted', 'item.fetching', 'item.fetched', 'item.failed']));
  expect(all.find(({ event }) => event === 'google.throttled')).toMatchObject({
    ...{ level: 'warn', method: 'GET', problem: 'quota-minute', status: 429 },
    url: expect.stringContaining('/v1/mediaItems?'),
  });
  expect(all.filter(({ event }) => event === 'google.quota').map(({ state }) => state)).toContain('waiting');
  expect(all.map(({ event }) => event)).toContain('google.retry');
});

test('without being asked for, nothing of the log is said; --verbose says it on stderr alone', async () => {
  const { call } = await openLoggedWorld(3, 6);
  const quiet = await call(['backup', '--json']);
  expect(quiet.stderr).not.toContain('"event"');
  const loud = await call(['backup', '--json', '--quiet', '--verbose']);
  expect(lastRecord(loud)).toMatchObject({ event: 'finished', present: 3 });
  expect(loud.records.every(({ level }) => level === undefined)).toBe(true);
  expect(recordsOf(loud.stderr).map(({ event }) => event)).toContain('run.finished');
});

test('a log file in a folder that is none is refused before anything begins', async () => {
  const { call, backup } = await openLoggedWorld(3, 7);
  const inFile = join(backup, '.afterimage', 'destination.json', 'x.log');
  const ran = await call(['backup', '--json', '--log-file', inFile]);
  expect(ran.code).toBe(2);
  expect(lastRecord(ran)).toMatchObject({ event: 'failed', problem: { code: 'usage' } });
});

test.runIf(platform === 'linux')('a log file that cannot be written is told once, and the backup goes on', async () => {
  const { call } = await openLoggedWorld(3, 7);
  const ran = await call(['backup', '--json', '--log-file', '/dev/full']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(lastRecord(ran)).toMatchObject({ outcome: 'complete', stored: 3 });
  expect(ran.stderr.match(/The log cannot be written/g)).toHaveLength(1);
});

test('verifying tells which files do not agree, and a damaged catalog what became of it', async () => {
  const { call, file, records, backup, data } = await openLoggedWorld(3, 8);
  await call(['backup']);
  const [photo] = (await readdir(join(backup, 'Photos'), { recursive: true })).filter((name) => name.includes('.'));
  await writeFile(join(backup, 'Photos', photo ?? ''), 'something else');
  const [catalog] = await readdir(join(data, 'catalogs'));
  await writeFile(join(data, 'catalogs', catalog ?? ''), 'no database at all');
  await call(['verify', '--log-file', file]);
  const all = await records();
  expect(all.find(({ event }) => event === 'file.changed')).toMatchObject({ path: `Photos/${photo}` });
  expect(all.find(({ event }) => event === 'verify.finished')).toMatchObject({ checked: 3, changed: 1, missing: 0 });
  expect(all.find(({ event }) => event === 'catalog.repaired')).toMatchObject({ problem: 'catalog-restored' });
});

test('an import tells of its parts, and of each photo by the same steps', async () => {
  const { folder, call } = await openImportWorld();
  const sample = await writeTakeoutSample(
    { out: join(folder, 'sample'), items: 8, albums: 1, seed: 6, itemBytes: 'tiny', parts: 1 },
    createPictureStudio(),
  );
  const file = join(folder, 'import.log');
  const ran = await call(['import', '--json', '--log-file', file, ...sample.parts.map(({ path }) => path)]);
  expect(ran.code, ran.stderr).toBe(0);
  const all = recordsOf(await readFile(file, 'utf8'));
  expect(all.find(({ event }) => event === 'run.started')).toMatchObject({ source: 'takeout' });
  expect(all.find(({ event }) => event === 'export.part')).toMatchObject({ name: expect.stringContaining('.zip') });
  expect(all.filter(({ event }) => event === 'item.stored')).toHaveLength(Number(lastRecord(ran)['stored']));
  expect(all.map(({ event }) => event)).not.toContain('google.request');
});
