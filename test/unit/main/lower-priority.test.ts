import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..', '..');

/** The engine's process in short: what it started with, and what it starts later. Prints each thread's nice value. */
const script = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { stat } from 'node:fs/promises';
  import { lowerPriority } from './electron/main/engine-process/lower-priority.ts';

  lowerPriority();
  await stat('.');
  const nice = (thread) => readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').replace(/^.*\\) /s, '').split(' ')[16];
  console.log(JSON.stringify(readdirSync('/proc/self/task').map(nice)));
`;

test.runIf(process.platform === 'linux')('every thread of the engine gives way, those of V8 and later ones too', () => {
  const options = { cwd: project, encoding: 'utf8' } as const;
  const printed: unknown = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], options),
  );
  expect(printed).toEqual(expect.arrayContaining(['10']));
  expect(new Set(printed as string[])).toEqual(new Set(['10']));
  expect((printed as string[]).length).toBeGreaterThan(5);
});
