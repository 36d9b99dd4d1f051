/**
 * `npm run bench`: how fast a backup is, as ratios against what the machine can do and against rclone, in alternating
 * rounds on this machine, and how quickly the desktop app draws. Nothing leaves it, and nothing stays behind. Not part of the tests.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { simulatorProcess } from '../demo/simulator-process.ts';
import buildCommandLine from '../support/command-line-build.ts';
import { startGoogleProxy } from '../support/google-proxy.ts';
import { enterTestEnvironment } from '../support/test-environment.ts';
import { afterimageContender } from './afterimage.ts';
import { startByteHost } from './byte-host.ts';
import type { Contender } from './contender.ts';
import { raceDrive } from './drive/drive-race.ts';
import { goalHeader, missedGoals, withGoals } from './goals.ts';
import { growthHeader, growthRows, missedGrowth } from './growth/growth-rows.ts';
import { type Grown, largestSize, measureGrowth, usualSizes } from './growth/measure-growth.ts';
import { measureListing, raceImport } from './import/import-race.ts';
import { measureIndexPage } from './import/index-page.ts';
import { limitContender } from './limit.ts';
import { machineLine } from './machine.ts';
import { measureNoChange } from './no-change.ts';
import { measurePage } from './page/measure-page.ts';
import { missedLimits, pageHeader, pageRows } from './page/page-rows.ts';
import { measurePressure } from './pressure/measure-pressure.ts';
import { hasProgram } from './processes.ts';
import { rcloneContender } from './rclone.ts';
import { raceRestore } from './restore/race-restore.ts';
import { noChangeRows, raceRows } from './results.ts';
import { alternate } from './rounds.ts';
import { measureScrub } from './scrub.ts';
import { exportMedia, pathsOfItems, type Shape, shapes, simulatorFlags } from './shapes.ts';
import { table } from './table.ts';
import { warmUp } from './warm-up.ts';

const parts = [
  'small',
  'large',
  'rclone',
  'pressure',
  'nochange',
  'page',
  'import',
  'listing',
  'index',
  'growth',
  'drive',
  'scrub',
  'restore',
] as const;
type Part = (typeof parts)[number];

interface Flags {
  readonly only: readonly Part[];
  readonly rounds: number;
  readonly largest?: boolean;
}

function flagsOf(args: readonly string[]): Flags {
  return new Command('bench')
    .description('measures the backup against the limit of the machine and against rclone, and the desktop app')
    .addOption(
      new Option(
        '--only <part...>',
        'small, large: against the limit; rclone: both against rclone; pressure: a slow line, a slow disk; nochange; page: the desktop app; import, listing: of an export; index: what its index page costs; drive: the same from Google Drive; growth: from 10,000 to 500,000; scrub; restore: against curl and rclone',
      )
        .choices(parts)
        .default([...parts]),
    )
    .option('--rounds <n>', 'rounds a contender', wholeNumber, 3)
    .option('--largest', 'growth up to 1,000,000')
    .allowExcessArguments(false)
    .parse([...args], { from: 'user' })
    .opts<Flags>();
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
}

function sizesOf({ largest }: Flags): readonly number[] {
  return largest === true ? [...usualSizes, largestSize] : usualSizes;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Races the contenders that were asked for over one shape, and resolves to the table's rows. */
async function race(shape: Shape, flags: Flags, scratch: string, missing: Set<string>): Promise<readonly string[][]> {
  await using cleanUp = new AsyncDisposableStack();
  const root = await mkdtemp(join(scratch, `${shape.name}-`));
  cleanUp.defer(() => rm(root, { recursive: true, force: true }));
  say(`${shape.title}: making the library …`);
  await exportMedia(shape, join(root, 'media'));
  const host = await startByteHost(join(root, 'media'), join(root, 'nginx'));
  cleanUp.defer(host.stop);
  if (host.kind === 'node')
    missing.add('nginx is not installed: bytes came from a server in Node, which slows everybody');
  const simulatorArgs = [...simulatorFlags(shape), '--media-origin', host.origin];
  const simulator = await simulatorProcess(simulatorArgs);
  cleanUp.defer(simulator.stop);
  const contenders: Contender[] = [afterimageContender(simulator)];
  if (flags.only.includes(shape.name)) {
    if (await hasProgram('curl')) {
      contenders.push(limitContender((await pathsOfItems(simulator.url)).map((path) => `${host.origin}/${path}`)));
    } else missing.add('curl is not installed: the limit was not measured');
  }
  if (flags.only.includes('rclone')) {
    if (await hasProgram('rclone')) {
      const legacy = await simulatorProcess([...simulatorArgs, '--legacy-scopes']);
      cleanUp.defer(legacy.stop);
      const proxy = await startGoogleProxy(legacy.url, join(root, 'proxy'));
      cleanUp.defer(proxy.stop);
      contenders.push(rcloneContender(legacy, proxy));
    } else missing.add('rclone is not installed: rclone was not measured');
  }
  return raceRows(shape, await alternate(shape, contenders, { rounds: flags.rounds, scratch: root, say }));
}

async function main(): Promise<void> {
  const flags = flagsOf(process.argv.slice(2));
  const scratch = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));
  const missing = new Set<string>();
  const rows: (readonly string[])[] = [];
  const rowsOfPage: (readonly string[])[] = [];
  const grown: Grown[] = [];
  const machine = await machineLine(scratch);
  try {
    await warmUp(scratch);
    for (const shape of shapes) {
      if (flags.only.includes(shape.name) || flags.only.includes('rclone')) {
        rows.push(...(await race(shape, flags, scratch, missing)));
      }
    }
    if (flags.only.includes('pressure')) rows.push(...(await measurePressure({ rounds: flags.rounds, scratch, say })));
    if (flags.only.includes('nochange')) rows.push(...noChangeRows(await measureNoChange(flags.rounds, scratch, say)));
    if (flags.only.includes('import'))
      rows.push(...(await raceImport({ rounds: flags.rounds, scratch, say, missing })));
    if (flags.only.includes('listing')) rows.push(...(await measureListing({ scratch, say })));
    if (flags.only.includes('index')) rows.push(...(await measureIndexPage(flags.rounds, scratch, say)));
    if (flags.only.includes('growth')) {
      for await (const size of measureGrowth({ sizes: sizesOf(flags), rounds: flags.rounds, scratch, say })) {
        for (const [name, value] of growthRows([size])) say(`${size.items.toLocaleString('en')}: ${name}: ${value}`);
        grown.push(size);
      }
    }
    if (flags.only.includes('drive')) rows.push(...(await raceDrive({ rounds: flags.rounds, scratch, say, missing })));
    if (flags.only.includes('scrub')) rows.push(await measureScrub(scratch, say));
    if (flags.only.includes('restore'))
      rows.push(...(await raceRestore({ rounds: flags.rounds, scratch, say, missing })));
    if (flags.only.includes('page')) rowsOfPage.push(...pageRows(await measurePage(flags.rounds, scratch, say)));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  if (rows.length > 0) process.stdout.write(`\n${table(goalHeader, withGoals(rows))}\n`);
  if (rowsOfPage.length > 0) process.stdout.write(`\n${table(pageHeader, rowsOfPage)}\n`);
  if (grown.length > 0) process.stdout.write(`\n${table(growthHeader(grown), growthRows(grown))}\n`);
  process.stdout.write('\n');
  process.stdout.write(`Medians of ${flags.rounds} alternating rounds. ${machine}.\n`);
  for (const note of [...missedGoals(rows), ...missedLimits(rowsOfPage), ...missedGrowth(grown)]) {
    process.stdout.write(`${note}.\n`);
  }
  for (const note of missing) process.stdout.write(`${note}.\n`);
}

// The command line that it sets up with is started in a stated world only.
// On a disk: in memory a sync costs nothing.
enterTestEnvironment("the caller's", true);
const removeBundle = await buildCommandLine();
try {
  await main();
} finally {
  removeBundle();
}
