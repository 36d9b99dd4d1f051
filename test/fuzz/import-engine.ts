import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog } from '../../electron/base/log.ts';
import { googleEndpoints } from '../../electron/contract/endpoints.ts';
import type { RunEvent } from '../../electron/contract/models.ts';
import { noDecoder } from '../../electron/contract/picture-decoder.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed } from '../../electron/contract/result.ts';
import { createEngine, type Engine, type EngineDestination } from '../../electron/engine/engine.ts';
import { samples } from '../unit/media/build/samples.ts';
import { fileOf } from '../unit/takeout-archive/part-reading.ts';
import { promise } from './fuzz-target.ts';

/** Whole years after everything in the samples. */
const now = new Date('2026-11-01T00:00:00Z');

/** An engine without Google, whose data is in a folder. */
export function importEngine(dataFolder: string): Engine {
  return createEngine({
    ...{ dataFolder, endpoints: googleEndpoints, decoder: noDecoder, environment: {}, timeScale: 1, log: silentLog },
    tokens: { accessToken: async () => failed(problem('account-missing')) },
    now: () => now,
    clock: () => performance.now(),
  });
}

/** The entries of a small export: a year with sidecars, an album with a double, a film, and what is no photo. */
export function exportFiles() {
  const jpeg = samples['jpeg'] ?? new Uint8Array();
  const sidecar = (title: string): string =>
    JSON.stringify({
      title,
      description: 'At the lake',
      photoTakenTime: { timestamp: '1691836530' },
      geoData: { latitude: 48.8577, longitude: -2.295, altitude: 35 },
      people: [{ name: 'Ada' }],
    });
  const year = 'Takeout/Google Photos/Photos from 2023';
  const album = 'Takeout/Google Photos/Trip to Rome';
  return [
    fileOf(`${year}/IMG_0001.JPG`, jpeg),
    fileOf(`${year}/IMG_0001.JPG.supplemental-metadata.json`, sidecar('IMG_0001.JPG')),
    fileOf(`${year}/IMG_0002.PNG`, samples['png'] ?? jpeg),
    fileOf(`${year}/IMG_0002.PNG.supplemental-metadata.json`, sidecar('IMG_0002.PNG')),
    fileOf(`${year}/VID_0003.MOV`, samples['mov'] ?? jpeg),
    fileOf(`${album}/metadata.json`, JSON.stringify({ title: 'Trip to Rome', date: { timestamp: '1691836530' } })),
    fileOf(`${album}/IMG_0001.JPG`, jpeg),
    fileOf(`${album}/IMG_0001.JPG.supplemental-metadata.json`, sidecar('IMG_0001.JPG')),
    // Tells of problems, too.
    fileOf(`${year}/IMG_0009.JPG`, '<html><title>Sorry</title></html>'),
    fileOf(`${year}/user-generated-memory-titles.json`, '{}'),
  ];
}

/** Imports a part and tells what came of it, without times; throws where a promise was broken. */
export async function importedPart(engine: Engine, destination: EngineDestination, path: string): Promise<unknown> {
  const events: RunEvent[] = [];
  const ended = await engine.startImport(
    { paths: [path], destination, dryRun: false, includeTrash: false, albumView: 'copy' },
    (event) => void events.push(event),
  ).ended;
  const met = events.flatMap((event) => (event.event === 'problem' ? [event.problem] : []));
  for (const { code, detail } of met) promise(code !== 'internal', `internal: ${detail}`);
  if (!ended.ok) {
    promise(ended.problem.code !== 'internal', `internal: ${ended.problem.detail}`);
    return ended.problem.code;
  }
  const { outcome, discovered, stored, present, skipped, failed: lost, problem: reason } = ended.value;
  promise(reason?.code !== 'internal', `internal: ${reason?.detail}`);
  promise(discovered === stored + present + skipped + lost, 'the sums of the run do not agree');
  const codes = met.map(({ code }) => code).toSorted();
  return { outcome, counts: [discovered, stored, present, skipped, lost], codes, reason: reason?.code ?? null };
}

/** The names of all files below a folder, in order. */
export async function namesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length))
    .toSorted();
}
