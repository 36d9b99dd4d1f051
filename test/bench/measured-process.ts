import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** How one process ended and what it took. */
export interface Measured {
  /** From before the start to after the end. */
  readonly seconds: number;
  /** The most memory it held at once, as the kernel counts; null where there is no /proc. */
  readonly peakRssBytes: number | null;
  readonly stdout: string;
}

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** A process that takes longer is ended, and the measurement fails. */
  readonly limitMs?: number;
  /** Exit codes that are no failure; 0 unless told. */
  readonly accepted?: readonly number[];
}

const sampleEveryMs = 20;
/** A million entries on a machine that others keep busy. */
const usualLimitMs = 60 * 60_000;

/** Runs one process to its end and measures it. Throws when it fails, with what it said last. */
export function measureProcess(
  command: string,
  args: readonly string[],
  { environment = {}, limitMs = usualLimitMs, accepted = [0] }: ProcessOptions = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      timeout: limitMs,
    });
    const said = { stdout: '', stderr: '' };
    let peakRssBytes: number | null = null;
    child.stdout.on('data', (chunk: Buffer) => {
      said.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.stderr = (said.stderr + chunk.toString()).slice(-4_000);
    });
    const sampling = setInterval(() => {
      void peakRssOf(`${child.pid}`).then((peak) => {
        peakRssBytes = peak ?? peakRssBytes;
      });
    }, sampleEveryMs);
    child.on('error', (error) => {
      clearInterval(sampling);
      reject(error);
    });
    child.on('close', (code, signal) => {
      const seconds = (performance.now() - startedAt) / 1_000;
      clearInterval(sampling);
      if (code !== null && accepted.includes(code)) resolve({ seconds, peakRssBytes, stdout: said.stdout });
      else
        reject(
          new Error(
            `${command} ${args[0] ?? ''} ended with ${code ?? signal}: ${said.stderr.trim() || said.stdout.slice(-500)}`,
          ),
        );
    });
  });
}

/**
 * The high-water mark of a process's memory in bytes; null where the system does not tell. The mark of getrusage would
 * also count what the parent held when it forked.
 */
async function peakRssOf(pid: string): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}
