import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEnvironment } from '../../support/test-environment.ts';

const program = join(import.meta.dirname, '../../../electron/base/core-dumps.ts');
const script = `
  import { readFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  const { keepMemoryOutOfCoreDumps } = await import(process.argv[1]);
  keepMemoryOutOfCoreDumps(process.platform, process.pid);
  const limit = () => /Max core file size +(\\S+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  for (let tries = 0; limit() !== '0' && tries < 200; tries += 1) await setTimeout(20);
  console.log(limit(), Number.parseInt(readFileSync('/proc/self/coredump_filter', 'utf8'), 16));
`;

test.runIf(process.platform === 'linux')('a crash writes no memory down, whatever limit the process began with', () => {
  // Where a higher limit is not allowed, the one that holds is lowered all the same.
  const shell = 'ulimit -c unlimited 2>/dev/null; exec "$0" "$@"';
  const args = ['-c', shell, process.execPath, '--input-type=module', '-e', script, program];
  expect(execFileSync('sh', args, { env: testEnvironment(), encoding: 'utf8' }).trim()).toBe('0 0');
});

test("Electron's crash reporter, which writes memory down, is never started", async () => {
  const electron = join(import.meta.dirname, '../../../electron');
  const sources = (await readdir(electron, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(100);
  for (const name of sources) expect(await readFile(join(electron, name), 'utf8'), name).not.toContain('crashReporter');
});
