import { spawn } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the numbers were measured on, in a sentence. */
export async function machineLine(folder: string): Promise<string> {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const fileSystem = (await fileSystemOf(folder)) ?? 'unknown file system';
  return `${availableParallelism()} cores (${model}), ${memory} GiB, ${fileSystem}, Node ${process.versions.node}, load ${load}`;
}

function fileSystemOf(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('stat', ['--file-system', '--format=%T', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code === 0 ? said.trim() : null));
  });
}
