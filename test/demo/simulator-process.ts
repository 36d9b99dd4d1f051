import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const firstLine = z.object({
  url: z.url(),
  clientFile: z.string(),
  accounts: z.array(z.object({ id: z.string(), email: z.string() })),
});

export interface RunningSimulator extends z.infer<typeof firstLine> {
  readonly stop: () => Promise<void>;
}

/** Starts the simulated Google in its own process and resolves once it listens. */
export function simulatorProcess(args: readonly string[]): Promise<RunningSimulator> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['test/simulator/main.ts', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The simulator ended at once with exit code ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ ...firstLine.parse(JSON.parse(line)), stop: () => stopped(child) });
    });
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
