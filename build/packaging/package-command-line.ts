/** `npm run package:cli`: the command line for this machine into dist/command-line; `npm run build` comes first. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { packageCommandLine } from './command-line.ts';

const project = join(import.meta.dirname, '..', '..');
const { platform, arch } = process;
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8')));
const target = join(project, 'dist', 'command-line', `afterimage-${version}-${platform}-${arch}`);
await packageCommandLine({ project, target, node: process.execPath, platform, arch });
process.stdout.write(`${target}\n`);
