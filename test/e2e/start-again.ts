import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { testEnvironment } from '../support/test-environment.ts';

/** Starts the app a second time on its profile, as a person does who looks for the window; resolves when that has ended. */
export function startAgain(profile: string): Promise<void> {
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The package electron names no executable');
  return new Promise((done) => {
    const options = { timeout: 120_000, env: testEnvironment() };
    execFile(executable, [`--user-data-dir=${profile}`, resolve('.')], options, () => done());
  });
}
