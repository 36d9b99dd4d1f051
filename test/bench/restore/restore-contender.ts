import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { simulatorProcess } from '../../demo/simulator-process.ts';
import { afterimage, type CallOptions, signIn } from '../../support/command-line.ts';
import type { Contender } from '../contender.ts';
import { measureCall } from '../measured-call.ts';

const finished = z.object({
  event: z.literal('restore-finished'),
  outcome: z.literal('complete'),
  sent: z.int(),
  requests: z.int(),
});

/** `afterimage restore` of a backup that was made before, proof and all. `template`: the folder with backup and data. */
export function restoreContender(template: string): Contender {
  return {
    name: 'afterimage',
    perform: async ({ items }, folder) => {
      const home = join(folder, 'home');
      await cp(template, home, { recursive: true });
      await rm(join(home, 'tokens.json'), { force: true });
      const simulator = await simulatorProcess(['--items', '0', '--albums', '0', '--auto-consent']);
      try {
        const globals = [
          ...['--google', simulator.url, '--data-dir', join(home, 'data')],
          ...['--token-store', `file:${join(home, 'tokens.json')}`],
        ];
        await signInToUpload({ globals }, simulator.clientFile, join(home, 'backup'));
        const { stdout, ...call } = await measureCall({ args: ['restore', '--yes', '--json', ...globals], data: home });
        const { sent, requests } = finished.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
        if (sent !== items) throw new Error(`Afterimage sent ${sent} of ${items} items`);
        const { seconds, peakRssBytes, delayP99Ms, cpuSeconds } = call;
        return { seconds, peakRssBytes, delayP99Ms, cpuSeconds, requests, leftOut: 0 };
      } finally {
        await simulator.stop();
      }
    },
  };
}

/** Everything that a person does once, the permission to upload included. */
async function signInToUpload(options: CallOptions, clientFile: string, backup: string): Promise<void> {
  let asked: Promise<unknown> = Promise.resolve();
  const onLine = (line: string): void => {
    const { event, url } = z.looseObject({ event: z.string(), url: z.string().optional() }).parse(JSON.parse(line));
    if (event === 'authorize' && url !== undefined) asked = fetch(url).then((page) => page.text());
  };
  for (const step of [
    () => afterimage(['client', 'set', clientFile], options),
    () => signIn(options),
    () => afterimage(['destination', 'set', backup], options),
    () => afterimage(['restore', '--dry-run', '--json', '--no-browser'], { ...options, onLine }),
  ]) {
    const { code, stderr } = await step();
    if (code !== 0) throw new Error(`The command line ended with ${code}: ${stderr}`);
  }
  await asked;
}
