import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Ancestor {
  readonly pid: number;
  readonly name: string;
}

const pollMilliseconds = 500;

/**
 * Calls `gone` once anyone who started this process is no more. Behind `npm run` that is not the parent (npm's shell,
 * or npm itself, which outlive a killed script) but the process that started npm, so all of them are watched. Standard
 * input is not checked: it may well be /dev/null. Returns what stops the watch.
 */
export function watchParent(gone: () => void): () => void {
  const parent = process.ppid;
  const watched = startersOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, pollMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent, and when it belongs to npm, every ancestor up to the one above npm. Init is never among them. */
function startersOf(parent: number): readonly number[] {
  const line: Ancestor[] = [];
  let pid = parent;
  while (pid > 1 && line.length < 8) {
    const found = ancestor(pid);
    if (found === undefined) break;
    line.push({ pid, name: found.name });
    pid = found.parent;
  }
  const npm = line.findIndex(({ name }, index) => index <= 2 && /^npm/.test(name));
  return line.slice(0, npm < 0 ? 1 : npm + 2).map((entry) => entry.pid);
}

function ancestor(pid: number): { readonly parent: number; readonly name: string } | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    // Gone already, or a system without either: the parent alone is watched then.
    return undefined;
  }
}

/** /proc/PID/stat: "PID (name, which may hold blanks and parentheses) state PPID …". */
function fromProc(pid: number): { readonly parent: number; readonly name: string } | undefined {
  const [, name, parent] = /^\d+ \(([\s\S]*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return name === undefined ? undefined : { parent: Number(parent), name };
}

function fromPs(pid: number): { readonly parent: number; readonly name: string } | undefined {
  const text = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, name] = /^\s*(\d+)\s+([\s\S]*)$/.exec(text) ?? [];
  return name === undefined ? undefined : { parent: Number(parent), name };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
