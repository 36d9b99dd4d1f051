import type { Command } from 'commander';
import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { GlobalOptions } from './global-options.ts';
import { givenBy } from './option-sources.ts';

/** Arguments and options of commands that are paths on this computer. */
const pathArguments: readonly string[] = ['path', 'file'];
const pathOptions = ['accept', 'path'] as const;

/**
 * A `~` that no shell has replaced, as after `file:` or `=`, in quotes and in files of variables, would make a folder called
 * `~` where the caller happens to be, with sign-ins or photos in it. Problem: `usage`; null without one.
 *
 * @param words those of the command, such as `destination set`
 */
export function unreplacedHome(command: Command, words: string, options: GlobalOptions): Problem | null {
  const { dataDir, tokenStore, destination, logFile } = options;
  const paths = {
    '--data-dir': dataDir,
    '--token-store': tokenStore?.replace(/^file:/u, ''),
    '--destination': destination,
    '--log-file': logFile,
  };
  for (const [flag, path] of Object.entries(paths)) {
    if (path === undefined || !beginsWithHome(path)) continue;
    return notReplaced(path, givenBy(options, flag), flag === '--token-store' ? 'file:' : '');
  }
  for (const option of pathOptions) {
    const path: unknown = command.getOptionValue(option);
    if (typeof path === 'string' && beginsWithHome(path)) return notReplaced(path, `--${option}`);
  }
  // It says more of its argument itself.
  if (words === 'destination set') return null;
  const given = command.args.find((arg, at) => {
    const name = command.registeredArguments[Math.min(at, command.registeredArguments.length - 1)]?.name();
    return name !== undefined && pathArguments.includes(name) && beginsWithHome(arg);
  });
  return given === undefined ? null : notReplaced(given);
}

function beginsWithHome(path: string): boolean {
  return /^~(?:$|[\\/])/u.test(path);
}

function notReplaced(path: string, subject?: string, prefix = ''): Problem {
  const detail = `${path}: "~" was not replaced by your shell.`;
  const wayOut = message('way-out.write-out-home', { path: `${prefix}./${path}` });
  return problem('usage', { subject, detail, wayOut });
}
