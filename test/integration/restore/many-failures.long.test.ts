import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { photosInAlbum } from '../../support/album-export.ts';
import { lastRecord, signIn } from '../../support/command-line.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { openRestoreWorld } from '../../support/restore-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const count = 1_050;

async function pathsIn(file: unknown): Promise<readonly string[]> {
  const lines = (await readFile(String(file), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => String(JSON.parse(line).path));
}

test('of more failures than a report names, a file names all: of copies, a restore and an upload', {
  tags: 'long',
}, async () => {
  const world = await openRestoreWorld({ consent: 'accept', files: await photosInAlbum('Rome', count) });
  await rm(join(world.backup, 'Photos'), { recursive: true });
  const { destination, selection } = world.request;
  // While somebody writes there, what is missing is theirs to find: each of these meets it anew.
  const opened = await openDestination(destination.path, destination.identity);
  const lock = opened.ok ? await lockDestination(opened.value, () => new Date()) : opened;
  if (!lock.ok) throw new Error(lock.problem.code);
  onTestFinished(lock.value.release);
  const to = await temporaryFolder();
  const { signal } = new AbortController();
  const copied = await world.engine.copyOut({ destination, selection, to, layout: 'flat' }, () => undefined, signal);
  const restored = await world.restore();
  const { account, limits } = world.request;
  const files = Array.from({ length: count }, (_none, index) => join(to, `away-${index}.jpg`));
  const uploaded = await world.engine.startUpload({ account, limits, files, album: null }, () => undefined).ended;
  for (const report of [copied.ok ? copied.value : null, restored, uploaded.ok ? uploaded.value : null]) {
    expect(report).toMatchObject({ outcome: 'problems', failed: count });
    expect(report?.failures).toHaveLength(1_000);
    const paths = await pathsIn(report?.failuresFile);
    expect(new Set(paths).size).toBe(count);
    expect(paths).toHaveLength(count);
    expect(paths.slice(0, 1_000)).toEqual(report?.failures.map(({ path }) => path));
  }

  const globals = ['--google', world.google.url, '--data-dir', world.data, '--time-scale', '0.001', '--token-store'];
  const call = (...args: readonly string[]) => afterimageHere(args, { globals: [...globals, `file:${join(to, 't')}`] });
  expect((await call('client', 'set', world.google.clientFile)).code).toBe(0);
  expect((await signIn({ globals: [...globals, `file:${join(to, 't')}`] }, afterimageHere)).code).toBe(0);
  expect((await call('destination', 'set', world.backup)).code).toBe(0);
  const told = await call('export-to', join(to, 'copy'));
  expect(told.code).toBe(3);
  const [, named] = /^ {2}… and 1,030 more; all are in (.*)$/m.exec(told.stdout) ?? [];
  expect(await pathsIn(named)).toHaveLength(count);
  const record = lastRecord(await call('export-to', join(to, 'copy'), '--json'));
  expect(await pathsIn(record['failuresFile'])).toHaveLength(count);
});
