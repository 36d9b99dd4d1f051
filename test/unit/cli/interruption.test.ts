import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEnvironment } from '../../support/test-environment.ts';

const program = join(import.meta.dirname, '../../../electron/cli/interruption.ts');

/** A program that ends with 130 when it is asked to, or never. */
async function started(behaviour: 'ends' | 'hangs') {
  const script = `
    const { interruptedBySignals } = await import(process.argv[1]);
    const signal = interruptedBySignals({ process, withinMs: 200 });
    const living = setInterval(() => undefined, 1000);
    signal.addEventListener('abort', () => {
      if (${behaviour === 'ends'}) { process.exitCode = 130; clearInterval(living); }
    });
    console.log('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: testEnvironment(),
  });
  await once(child.stdout, 'data');
  return child;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends a command in an orderly way', async (name) => {
  const child = await started('ends');
  child.kill(name);
  expect(await once(child, 'close')).toEqual([130, null]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends also what hangs', async (name) => {
  const child = await started('hangs');
  child.kill(name);
  expect(await once(child, 'close')).toEqual([null, name]);
});
