import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Checks `<folder>/SHA256SUMS` with `sha256sum -c` where the system has it, else by hashing here.
 * Resolves to a sentence for people; throws when a file disagrees.
 */
export async function verifyChecksums(folder: string): Promise<string> {
  const code = await sha256sum(folder);
  const lines = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  if (code === 0) return `$ sha256sum -c --quiet SHA256SUMS\n${lines.length} files checked, all of them agree.`;
  if (code !== null) throw new Error('sha256sum -c found files that disagree with SHA256SUMS.');
  for (const line of lines) {
    const sum = line.slice(0, 64);
    if ((await sha256Of(join(folder, line.slice(66)))) !== sum) throw new Error(`${line.slice(66)} has changed.`);
  }
  return `${lines.length} files checked against SHA256SUMS, all of them agree (this system has no sha256sum).`;
}

/** The exit code of `sha256sum -c`; null when there is no such program. */
function sha256sum(folder: string): Promise<number | null> {
  return new Promise((done) => {
    const child = spawn('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder, stdio: 'inherit' });
    child.on('error', () => done(null));
    child.on('close', (code) => done(code ?? 1));
  });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
