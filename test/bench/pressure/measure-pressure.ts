import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../../demo/simulator-process.ts';
import { afterimageContender } from '../afterimage.ts';
import { startByteHost } from '../byte-host.ts';
import { raceRows } from '../results.ts';
import { alternate } from '../rounds.ts';
import { exportMedia, type Shape, simulatorFlags } from '../shapes.ts';
import { openSlowLine } from './slow-line.ts';

/** 20 Mbit/s, as at home. */
const line = { bytesPerSecond: 2_500_000, roundTripMs: 80 };
const overLine: Shape = {
  ...{ name: 'small', title: '200 × 400 KB over 20 Mbit/s, 80 ms' },
  ...{ items: 200, itemBytes: 400_000 },
};
const gently: Shape = { ...overLine, title: `${overLine.title}, gentle` };
const onDisk: Shape = {
  ...{ name: 'small', title: '400 × 200 KB, disk of 20 MB/s and 15 ms a sync' },
  ...{ items: 400, itemBytes: 200_000 },
};

interface Rounds {
  readonly rounds: number;
  readonly scratch: string;
  readonly say: (text: string) => void;
}

/** Backups over a slow line, and onto a slow disk. Resolves to rows. */
export async function measurePressure(rounds: Rounds): Promise<string[][]> {
  return [
    ...(await backUpSlowly(overLine, { slow: 'line' }, rounds)),
    ...(await backUpSlowly(gently, { slow: 'line', gentle: true }, rounds)),
    ...(await backUpSlowly(onDisk, { slow: 'disk' }, rounds)),
  ];
}

/** What stands in the way of a backup, and whether it is not to be felt. */
interface Pressure {
  readonly slow: 'line' | 'disk';
  readonly gentle?: boolean;
}

async function backUpSlowly(shape: Shape, { slow, gentle }: Pressure, rounds: Rounds): Promise<string[][]> {
  await using cleanUp = new AsyncDisposableStack();
  const root = await mkdtemp(join(rounds.scratch, 'pressure-'));
  cleanUp.defer(() => rm(root, { recursive: true, force: true }));
  await exportMedia(shape, join(root, 'media'));
  const host = await startByteHost(join(root, 'media'), join(root, 'nginx'));
  cleanUp.defer(host.stop);
  const between = slow === 'line' ? await openSlowLine(host.origin, line) : null;
  if (between !== null) cleanUp.defer(between.stop);
  const origin = between?.origin ?? host.origin;
  const simulator = await simulatorProcess([...simulatorFlags(shape), '--media-origin', origin]);
  cleanUp.defer(simulator.stop);
  const contender = afterimageContender(simulator, {
    preloaded: slow === 'disk' ? ['./test/bench/pressure/slow-disk.ts'] : [],
    config: gentle === true ? [['gentle', 'yes']] : [],
  });
  return raceRows(shape, await alternate(shape, [contender], { ...rounds, scratch: root }));
}
