// The stand-in of this process. Electron itself is one per process, so this is the one place with its own state.
import { composeStandin } from './compose.ts';
import { readCommandLine } from './core/command-line.ts';
import { hideNode } from './core/executable.ts';

hideNode();
export const commandLine = readCommandLine(process.argv.slice(2));
export const standin = composeStandin(commandLine);
