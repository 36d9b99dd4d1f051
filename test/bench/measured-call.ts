import { readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { basename, join } from 'node:path';
import type * as z from 'zod';
import { heapFlags } from '../../electron/base/heap-flags.ts';
import { measureProcess } from './measured-process.ts';
import { probed } from './probed.ts';

interface CallToMeasure {
  readonly args: readonly string[];
  /** Takes what the probe saw. */
  readonly data: string;
  /** Modules that the process loads first, and each of its threads; they import nothing but Node's own. */
  readonly preloaded?: readonly string[];
  /** Exit codes; 0 alone when not given. */
  readonly accepted?: readonly number[];
}

/** What it printed, and what it took. */
export interface MeasuredCall extends z.infer<typeof probed> {
  readonly stdout: string;
  readonly seconds: number;
}

/**
 * Runs the command line in its own process as it is shipped: one bundle, with its flags. Sources would take half a second
 * more to start, which nobody waits for who has installed it.
 */
export async function measureCall({ args, data, preloaded = [], accepted }: CallToMeasure): Promise<MeasuredCall> {
  const probe = join(data, 'bench-probe.json');
  const modules: string[] = [];
  for (const module of ['./test/bench/probe.ts', ...preloaded])
    modules.push(`--import=${await scriptOf(module, data)}`);
  const { seconds, stdout } = await measureProcess(
    process.execPath,
    [...heapFlags, ...modules, process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? 'electron/cli/main.ts', ...args],
    { environment: { AFTERIMAGE_BENCH_PROBE: probe }, ...(accepted === undefined ? {} : { accepted }) },
  );
  return { stdout, seconds, ...probed.parse(JSON.parse(await readFile(probe, 'utf8'))) };
}

/** A module as JavaScript, in `folder`: what strips types takes some 15 MB in each thread of the process. */
async function scriptOf(module: string, folder: string): Promise<string> {
  const script = join(folder, basename(module, '.ts').concat('.mjs'));
  await writeFile(script, stripTypeScriptTypes(await readFile(module, 'utf8')));
  return script;
}
