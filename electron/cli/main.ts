/** `afterimage …`: the command line. */
import { enableCompileCache } from 'node:module';
import packageJson from '../../package.json' with { type: 'json' };
import { keepMemoryOutOfCoreDumps } from '../base/core-dumps.ts';
import { limitHeapGrowth } from '../base/heap-flags.ts';
import { defaultCacheFolder } from './data-folder.ts';
import { interruptedBySignals, orderlyEndWithinMs } from './interruption.ts';
import { watchOutput } from './lost-output.ts';

/** The sources run as .ts; a build turns them into .js. Only a development build may talk to a simulated Google. */
const developmentBuild = import.meta.url.endsWith('.ts');

// The packaged launcher has passed all flags; whoever starts this file by hand has not.
limitHeapGrowth();
keepMemoryOutOfCoreDumps(process.platform, process.pid);
const signal = interruptedBySignals({ process, withinMs: orderlyEndWithinMs });

const streams = { out: process.stdout, err: process.stderr };
const end = watchOutput(streams, process);

// npm calls its scripts in the project's folder; a path that a person names is one of the folder that they are in.
const { npm_lifecycle_event: script, INIT_CWD: callersFolder } = process.env;
if (script === 'afterimage' && callersFolder !== undefined) process.chdir(callersFolder);

// What was compiled last time need not be compiled again: half the time to start. Only for what is imported from here
// on.
const { directory } = enableCompileCache(
  process.env['NODE_COMPILE_CACHE'] ?? defaultCacheFolder(process.platform, process.env) ?? undefined,
);
// Worker threads look here.
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] = directory;
const { runCommandLine } = await import('./program.ts');

end(
  await runCommandLine(process.argv.slice(2), {
    streams,
    environment: process.env,
    platform: process.platform,
    developmentBuild,
    version: packageJson.version,
    signal,
  }),
);
