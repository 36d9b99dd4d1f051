import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';
import { probeDestination } from '../../../electron/engine/destination/probe.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { codeOf, identity, now, openedDestination, valueIn } from './open-folder.ts';

const clock = (): Date => now;

async function otherProcess(destination: Destination): Promise<{ child: ChildProcess; said: unknown }> {
  const program = fileURLToPath(new URL('./lock-holder.ts', import.meta.url));
  const child = fork(program, [destination.path, identity], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child, 'message');
  return { child, said };
}

test('one run at a time, also within one process', async () => {
  const destination = await openedDestination();
  const lock = valueIn(await lockDestination(destination, clock));
  const second = await lockDestination(destination, clock);
  expect(codeOf(second)).toBe('destination-busy');
  expect(second.ok ? '' : second.problem.detail).toContain(`process ${process.pid} on `);
  lock.release();
  valueIn(await lockDestination(destination, clock)).release();
});

test('a lock file that the disk has spoilt locks all the same, and then for one alone', async () => {
  const destination = await openedDestination();
  const file = join(destination.path, '.afterimage/lock.sqlite');
  for (const junk of [Buffer.alloc(5_000, 7), Buffer.from('SQLite format 3\0'.padEnd(4_096, 'x'))]) {
    await writeFile(file, junk);
    const lock = valueIn(await lockDestination(destination, clock));
    expect(codeOf(await lockDestination(destination, clock))).toBe('destination-busy');
    expect((await otherProcess(destination)).said).not.toBe('locked');
    lock.release();
  }
});

test('a second process finds it busy, and a killed one leaves no stale lock', async () => {
  const destination = await openedDestination();
  const first = await otherProcess(destination);
  expect(first.said).toBe('locked');

  const refused = await lockDestination(destination, clock);
  expect(codeOf(refused)).toBe('destination-busy');
  expect(refused.ok ? '' : refused.problem.detail).toContain(`process ${first.child.pid} on `);
  const second = await otherProcess(destination);
  expect(second.said).toBe('destination-busy');

  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  valueIn(await lockDestination(destination, clock)).release();
});

test('a destination that is gone is not locked', async () => {
  const destination = await openedDestination();
  await rm(join(destination.path, '.afterimage'), { recursive: true });
  expect(codeOf(await lockDestination(destination, clock))).toBe('destination-foreign');
});

/** SQLite's extended codes of a lock that cannot be had: IOERR_UNLOCK, _RDLOCK, _CHECKRESERVEDLOCK, _LOCK. */
describe.each([2058, 2314, 3594, 3850])('a disk that cannot lock (%i)', (errcode) => {
  beforeEach(() => {
    vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(() => {
      throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode });
    });
  });

  afterEach(() => void vi.restoreAllMocks());

  test('is told as such before a run', async () => {
    const locked = await lockDestination(await openedDestination(), clock);
    expect(locked).toMatchObject({
      ok: false,
      problem: { code: 'destination-unsuitable', detail: expect.stringContaining('cannot lock') },
    });
  });

  test('is told when it is chosen', async () => {
    const folder = await temporaryFolder();
    expect(await probeDestination(folder)).toMatchObject({
      problem: { code: 'destination-unsuitable', detail: expect.stringContaining('cannot lock') },
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
