import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

function run(...flags: readonly string[]) {
  const child = spawn(process.execPath, [main, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: testEnvironment(),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string> {
  const [line] = await once(createInterface({ input: output }), 'line');
  return String(line);
}

describe('the command', () => {
  test('says where it is on its first line, and ends on SIGTERM without leaving anything behind', async () => {
    const child = run('--items', '3', '--albums', '1', '--seed', '2', '--item-bytes', '4000');
    const started = JSON.parse(await firstLine(child.stdout));
    expect(Object.keys(started)).toEqual(['url', 'clientFile', 'accounts']);
    expect((await fetch(`${started.url}/simulator/stats`)).status).toBe(200);
    expect(JSON.parse(await readFile(started.clientFile, 'utf8'))).toHaveProperty('installed');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(access(started.clientFile)).rejects.toThrow('ENOENT');
  });

  test('ends when its parent is gone, though nothing tells it so', async () => {
    const script = `"${process.execPath}" "${main}" --items 1 --albums 0 < /dev/null & echo $!; wait`;
    const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'], env: testEnvironment() });
    const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
    const pid = Number((await lines.next()).value);
    onTestFinished(() => {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    });
    const { url } = JSON.parse(String((await lines.next()).value));
    expect((await fetch(`${url}/simulator/stats`)).status).toBe(200);
    shell.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });

  test('refuses flags that it does not know or cannot read with exit code 2', async () => {
    const refused = async (...flags: readonly string[]) => {
      const child = run(...flags);
      const message = firstLine(child.stderr);
      expect(await once(child, 'exit')).toEqual([2, null]);
      expect(await message).toMatch(/^error: /);
    };
    await Promise.all([refused('--nonsense'), refused('--items', 'many')]);
  });

  test('exports media and ends', async () => {
    const folder = join(await temporaryFolder(), 'media');
    const child = run('--items', '3', '--albums', '0', '--item-bytes', '4000', '--export-media', folder);
    const { files, bytes } = JSON.parse(await firstLine(child.stdout));
    expect(bytes).toBe(files * 4000);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: there is no such process any more.
    return false;
  }
}
