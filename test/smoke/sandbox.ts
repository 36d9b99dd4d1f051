import { readdirSync, readFileSync } from 'node:fs';

/** A process of Linux, as /proc tells it. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly command: readonly string[];
  /** Filters of system calls that hold it. A container may bring one for everybody; Chromium adds more to its pages. */
  readonly filters: number;
}

/** Why the pages of the program `pid` are not shut in by Chromium's sandbox; null when they are. Linux only. */
export function whyNoSandbox(pid: number, all: readonly ProcessFacts[] = allProcesses()): string | null {
  const family = descendantsOf(pid, all);
  const given = family.find(({ command }) => command.includes('--no-sandbox'));
  if (given !== undefined) return `${given.command[0]} runs with --no-sandbox`;
  const pages = family.filter(({ command }) => command.includes('--type=renderer'));
  if (pages.length === 0) return 'no process of a page was found';
  const own = family.find((one) => one.pid === pid)?.filters ?? 0;
  const open = pages.find(({ filters }) => filters <= own);
  return open === undefined ? null : `the page's process ${open.pid} has no seccomp filter`;
}

function descendantsOf(pid: number, all: readonly ProcessFacts[]): readonly ProcessFacts[] {
  const family = new Set([pid]);
  // Parents are older than their children as a rule, but process numbers wrap around: until nothing is added.
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.filter((one) => family.has(one.pid));
}

function allProcesses(): readonly ProcessFacts[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const number = (field: string) => Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? -1);
      // A process that changes its title, as Chromium's do, puts blanks between its words.
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split(/[\0 ]+/);
      return [{ pid: Number(name), parent: number('PPid'), command, filters: number('Seccomp_filters') }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
