import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { ok } from '../../../electron/contract/result.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('two computers that fetch the same export onto one disk: one waits, and nothing is stored twice', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: 60, albums: 3, seed: 8, itemBytes: 8_000 };
  const sample = await writeTakeoutSample({ ...account, out: drive, parts: 2 }, createPictureStudio());
  const { backup, simulator, request, fetch } = await openDriveWorld(drive);
  const token = (await simulator.grant(['https://www.googleapis.com/auth/drive.readonly'])).accessToken;
  const other = createEngine({
    dataFolder: join(folder, 'other'),
    endpoints: simulatedEndpoints(simulator.url),
    tokens: { accessToken: async () => ok(token) },
    decoder: noDecoder,
    environment: {},
    timeScale: 0.001,
    now: () => new Date(),
    clock: () => performance.now(),
    log: silentLog,
  });
  const chosen = await other.chooseDestination(backup);
  if (!chosen.ok) throw new Error(chosen.problem.title);
  const fetchThere = async () =>
    other.startDriveImport({ ...request, destination: chosen.value.destination }, () => undefined).ended;

  const [here, there] = await Promise.allSettled([fetch(), fetchThere()]);
  const stories = [
    here.status === 'fulfilled' ? 'done' : String(here.reason),
    there.status === 'fulfilled' && there.value.ok ? 'done' : 'refused',
  ];
  expect(stories, 'one of them at least came to its end').toContain('done');
  // Whoever had to wait comes again, and finds everything there.
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0 });
  const again = await fetchThere();
  expect(again).toMatchObject({ ok: true, value: { outcome: 'complete', stored: 0, failed: 0 } });
  await expectImported(backup, sample.truth);
});
