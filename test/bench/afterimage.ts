import { join } from 'node:path';
import * as z from 'zod';
import { exitCodes } from '../../electron/cli/exit-codes.ts';
import type { RunningSimulator } from '../demo/simulator-process.ts';
import { afterimageApart, type CallOptions, signIn } from '../support/command-line.ts';
import type { Contender } from './contender.ts';
import { measureCall } from './measured-call.ts';
import type { probed } from './probed.ts';

/** A data folder that is signed in, and the folder to back up to. */
export interface Household {
  readonly globals: readonly string[];
  readonly data: string;
  readonly destination: string;
  /** The file with the sign-in. */
  readonly tokens: string;
}

/** A setting of the command line, and its value. */
type Setting = readonly [name: string, value: string];

/** Everything that a person does once: client file, sign-in, folder, settings. Not part of any measurement. */
export async function moveIn(
  simulator: RunningSimulator,
  folder: string,
  config: readonly Setting[] = [],
): Promise<Household> {
  const data = join(folder, 'data');
  const destination = join(folder, 'backup');
  const tokens = join(folder, 'tokens.json');
  const globals = [...['--google', simulator.url, '--data-dir', data], ...['--token-store', `file:${tokens}`]];
  const call: CallOptions = { globals };
  const steps = [
    () => afterimageApart(['client', 'set', simulator.clientFile], call),
    () => signIn(call, afterimageApart),
    () => afterimageApart(['destination', 'set', destination], call),
    ...config.map((setting) => () => afterimageApart(['config', 'set', ...setting], call)),
  ];
  for (const step of steps) {
    const { code, stderr } = await step();
    if (code !== 0) throw new Error(`The command line ended with ${code}: ${stderr}`);
  }
  return { globals, data, destination, tokens };
}

const finished = z.object({
  event: z.literal('finished'),
  outcome: z.enum(['complete', 'problems', 'stopped']),
  discovered: z.int(),
  stored: z.int(),
  present: z.int(),
  bytes: z.int(),
  apiRequests: z.int(),
  mediaRequests: z.int(),
});

/** A backup run of the real command line, as it was measured. */
export interface MeasuredRun extends z.infer<typeof finished>, z.infer<typeof probed> {
  readonly seconds: number;
}

/** Runs `afterimage backup --json` in its own process. Throws when the process fails; the report may say `stopped`. */
export async function measureBackup(
  { globals, data }: Household,
  flags: readonly string[] = [],
  preloaded: readonly string[] = [],
): Promise<MeasuredRun> {
  const { stdout, ...call } = await measureCall({
    args: ['backup', '--json', ...flags, ...globals],
    ...{ data, preloaded },
    accepted: [exitCodes.complete, exitCodes.waitingForQuota],
  });
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const report = events.map((event) => finished.safeParse(event).data).find((event) => event !== undefined);
  if (report === undefined) throw new Error(`The run ended without a report: ${stdout.slice(-500)}`);
  return { ...report, ...call };
}

/**
 * Our side: the real command line against the simulator, signed in before. `preloaded`: modules that the process loads
 * first, and each of its threads.
 */
export function afterimageContender(
  simulator: RunningSimulator,
  {
    preloaded = [],
    config = [],
  }: { readonly preloaded?: readonly string[]; readonly config?: readonly Setting[] } = {},
): Contender {
  return {
    name: 'afterimage',
    perform: async ({ items }, folder) => {
      const run = await measureBackup(await moveIn(simulator, folder, config), [], preloaded);
      if (run.outcome !== 'complete' || run.stored !== items) {
        throw new Error(`Afterimage stored ${run.stored} of ${items} items: ${run.outcome}`);
      }
      const { seconds, peakRssBytes, delayP99Ms, cpuSeconds, apiRequests, mediaRequests } = run;
      return { seconds, peakRssBytes, delayP99Ms, cpuSeconds, requests: apiRequests + mediaRequests, leftOut: 0 };
    },
  };
}
