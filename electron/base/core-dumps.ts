import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Keeps the memory of this process, in which tokens and passphrases are, out of what the system writes down when it
 * crashes. Best effort: on Linux the kernel is told to dump no memory at all, whoever collects the dumps, and the limit of
 * core files is set to nothing where the program `prlimit` is there (Node has no setrlimit). Both are inherited by
 * processes that are started later. Elsewhere nothing is done: macOS writes no core files unless told to, and reports of
 * crashes on macOS and Windows hold stacks, no heaps.
 */
export function keepMemoryOutOfCoreDumps(platform: NodeJS.Platform, pid: number): void {
  if (platform !== 'linux') return;
  try {
    // https://www.kernel.org/doc/html/latest/filesystems/proc.html, section 3.4: a mask of what is dumped.
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // A kernel without it, or a container that forbids it: the limit remains.
  }
  if (!mayDumpCore()) return;
  const limiting = spawn('prlimit', ['--core=0:0', '--pid', String(pid)], { stdio: 'ignore' });
  // A system without the program keeps its limit.
  limiting.once('error', () => undefined);
  limiting.unref();
}

function mayDumpCore(): boolean {
  try {
    return !/^Max core file size\s+0\s+0\s/m.test(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return false;
  }
}
