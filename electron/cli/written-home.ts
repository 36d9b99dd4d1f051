import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { GlobalOptions } from './global-options.ts';

/**
 * A `~` that no shell has replaced, as after `file:` or `=` and in files of variables, would make a folder called `~` where the
 * caller happens to be, with sign-ins in it. Problem: `usage`; null without one.
 */
export function unreplacedHome({ dataDir, tokenStore, destination, logFile }: GlobalOptions): Problem | null {
  const paths = {
    '--data-dir': dataDir,
    '--token-store': tokenStore?.replace(/^file:/u, ''),
    '--destination': destination,
    '--log-file': logFile,
  };
  for (const [subject, path] of Object.entries(paths)) {
    if (path === undefined || !/^~(?:$|[\\/])/u.test(path)) continue;
    const detail = `${path}: "~" was not replaced by your shell.`;
    const prefix = subject === '--token-store' ? 'file:' : '';
    const wayOut = message('way-out.write-out-home', { path: `${prefix}./${path}` });
    return problem('usage', { subject, detail, wayOut });
  }
  return null;
}
