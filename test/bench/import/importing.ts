import { join } from 'node:path';
import * as z from 'zod';
import { afterimageApart } from '../../support/command-line.ts';
import { measureCall } from '../measured-call.ts';
import type { probed } from '../probed.ts';

/** A data folder with a destination: all that an import needs. */
export interface Room {
  readonly globals: readonly string[];
  readonly data: string;
  readonly destination: string;
}

const finished = z.object({
  event: z.literal('finished'),
  outcome: z.enum(['complete', 'problems', 'stopped']),
  discovered: z.int(),
  stored: z.int(),
  present: z.int(),
  skipped: z.int(),
  failed: z.int(),
  bytes: z.int(),
  apiRequests: z.int(),
  mediaRequests: z.int(),
});

/** An import by the real command line, as it was measured. */
export interface MeasuredImport extends z.infer<typeof finished>, z.infer<typeof probed> {
  readonly seconds: number;
}

/** Sets up a destination below `folder`. Not part of any measurement. */
export async function furnish(folder: string): Promise<Room> {
  const data = join(folder, 'data');
  const destination = join(folder, 'backup');
  const globals = ['--data-dir', data];
  const { code, stderr } = await afterimageApart(['destination', 'set', destination], { globals });
  if (code !== 0) throw new Error(`The command line ended with ${code}: ${stderr}`);
  return { globals, data, destination };
}

/** Runs `afterimage import --json` in its own process. Throws when it does not end well. */
export async function measureImport(
  { globals, data }: Room,
  parts: readonly string[],
  flags: readonly string[] = [],
): Promise<MeasuredImport> {
  const { stdout, ...call } = await measureCall({ args: ['import', ...parts, '--json', ...flags, ...globals], data });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  const report = finished.parse(JSON.parse(last));
  return { ...report, ...call };
}
