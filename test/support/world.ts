import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../simulator/server/options.ts';
import { type Simulator, startSimulator } from '../simulator/server/simulator.ts';
import { afterimage, type CallOptions, type Ended, signIn } from './command-line.ts';
import { afterimageHere } from './command-line-here.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A simulated Google and one person's computer, set up as the README says. */
export interface World {
  readonly google: Simulator;
  /** The backup folder. */
  readonly backup: string;
  /** Afterimage's own data. */
  readonly data: string;
  readonly call: (args: readonly string[], options?: Omit<CallOptions, 'globals'>) => Promise<Ended>;
  readonly signIn: () => Promise<Ended>;
}

export interface WorldOptions extends SimulatorOptions {
  /** Waits are shortened by this factor; a governor's 30 seconds become 0.3 at 0.01. */
  readonly timeScale?: number;
  /** Where the backup goes; a folder of the test's own when not given. */
  readonly backupFolder?: string;
}

/** Starts a simulated Google and sets everything up but the first backup. */
export async function openWorld({ timeScale = 0.01, backupFolder, ...options }: WorldOptions): Promise<World> {
  const google = await startSimulator({ consent: 'accept', ...options });
  onTestFinished(() => google.close());
  const folder = await temporaryFolder();
  const backup = backupFolder ?? join(folder, 'backup');
  await mkdir(backup, { recursive: true });
  return openComputer({ google, backup, folder, timeScale });
}

/** Another computer of the same person: the same Google and backup folder, and data of its own. */
export async function anotherComputer({ google, backup }: World): Promise<World> {
  return openComputer({ google, backup, folder: await temporaryFolder(), timeScale: 0.01 });
}

interface Computer extends Pick<World, 'google' | 'backup'> {
  readonly folder: string;
  readonly timeScale: number;
}

async function openComputer({ google, backup, folder, timeScale }: Computer): Promise<World> {
  const data = join(folder, 'data');
  const globals = [
    ...['--google', google.url, '--time-scale', String(timeScale), '--data-dir', data],
    ...['--token-store', `file:${join(folder, 'tokens.json')}`],
  ];
  const world: World = {
    google,
    backup,
    data,
    call: (args, call = {}) => afterimage(args, { ...call, globals }),
    signIn: () => signIn({ globals }),
  };
  for (const ended of [
    await afterimageHere(['client', 'set', google.clientFile], { globals }),
    await signIn({ globals }, afterimageHere),
    await afterimageHere(['destination', 'set', backup], { globals }),
  ]) {
    expect(ended.code, ended.stderr).toBe(0);
  }
  return world;
}
