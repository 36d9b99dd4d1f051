import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { hashFiles, scanPhotos } from '../../../electron/engine/destination/scan.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';
import { identity, now, openedDestination, threadsForTest, valueIn } from './open-folder.ts';

const program = fileURLToPath(new URL('./crash-victim.ts', import.meta.url));

test('killed at any moment, a run leaves only whole files under Photos, and its leftovers are cleaned', async () => {
  const destination = await openedDestination();
  const threads = threadsForTest();
  const { signal } = new AbortController();
  let seen = 0;
  for (const rounds of [1, 2, 5]) {
    const victim = fork(program, [destination.path, identity], { execArgv: [] });
    onTestFinished(() => void victim.kill('SIGKILL'));
    for (let round = 0; round < rounds; round += 1) await once(victim, 'message');
    // Another moment each time: within the placing, and within the staging that follows.
    for (let turn = 0; turn < rounds * 40; turn += 1) await setImmediate();
    victim.kill('SIGKILL');
    await once(victim, 'exit');

    seen = 0;
    const work = { threads, concurrency: 2, signal };
    for await (const hashed of hashFiles(destination, scanPhotos(destination, signal), work)) {
      const name = hashed.file.path.split('/').at(-1) ?? '';
      expect(hashed).toMatchObject({ kind: 'hashed', hash: { sha256: name.slice(0, 64) } });
      seen += 1;
    }
    valueIn(await openStaging(destination, threads, now));
    expect(await readdir(join(destination.path, '.afterimage/staging'))).toEqual([]);
  }
  expect(seen).toBeGreaterThan(0);
});
