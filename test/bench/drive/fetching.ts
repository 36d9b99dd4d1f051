import { join } from 'node:path';
import * as z from 'zod';
import type { Simulator } from '../../simulator/server/simulator.ts';
import { afterimage, type CallOptions, type Ended } from '../../support/command-line.ts';
import { measureCall } from '../measured-call.ts';
import type { probed } from '../probed.ts';

const finished = z.object({
  event: z.literal('finished'),
  outcome: z.enum(['complete', 'problems', 'stopped']),
  stored: z.int(),
  apiRequests: z.int(),
  mediaRequests: z.int(),
});

/** A fetch by the real command line, as it was measured. */
export interface MeasuredFetch extends z.infer<typeof finished>, z.infer<typeof probed> {
  readonly seconds: number;
}

/** A data folder with a destination, whose Drive is connected. */
export interface Connected {
  readonly globals: readonly string[];
  readonly data: string;
}

/** Everything that a person does once. Not part of any measurement. */
export async function connect(google: Simulator, folder: string): Promise<Connected> {
  const data = join(folder, 'data');
  const globals = ['--google', google.url, '--data-dir', data, '--token-store', `file:${join(folder, 'tokens.json')}`];
  const steps = [
    ['client', 'set', google.clientFile],
    ['destination', 'set', join(folder, 'backup')],
    ['drive', 'connect', '--unattended', '--no-browser'],
  ];
  for (const step of steps) {
    const { code, stderr } = await visiting(step, { globals });
    if (code !== 0) throw new Error(`The command line ended with ${code}: ${stderr}`);
  }
  return { globals, data };
}

/** Visits every address that is printed, as a person would; Google gives consent at once. */
async function visiting(args: readonly string[], options: CallOptions): Promise<Ended> {
  const visits: Promise<unknown>[] = [];
  const onLine = (line: string): void => {
    if (line.startsWith('http')) visits.push(fetch(line).then((page) => page.text()));
  };
  const ended = await afterimage(args, { ...options, onLine });
  await Promise.all(visits);
  return ended;
}

/** Runs `afterimage drive fetch --json` in its own process. */
export async function measureFetch({ globals, data }: Connected): Promise<MeasuredFetch> {
  const { stdout, ...call } = await measureCall({ args: ['drive', 'fetch', '--json', ...globals], data });
  const report = finished.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  return { ...report, ...call };
}
