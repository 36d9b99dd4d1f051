/** `afterimage …`: the command line. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { runCommandLine } from './program.ts';

/** The sources run as .ts; a build turns them into .js. Only a development build may talk to a simulated Google. */
const developmentBuild = import.meta.url.endsWith('.ts');

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

const interruption = new AbortController();
const interrupt = (): void => interruption.abort();
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);

// Whoever reads may stop reading (`| head`); a backup goes on all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  streams: { out: process.stdout, err: process.stderr },
  environment: process.env,
  platform: process.platform,
  developmentBuild,
  version,
  signal: interruption.signal,
});
