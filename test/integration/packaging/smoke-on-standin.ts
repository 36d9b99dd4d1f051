import { join } from 'node:path';
import type { Program } from '../../smoke/running-program.ts';
import { type SmokeReport, smokeTest } from '../../smoke/smoke-test.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** The program that stands in for Electron's. */
export const standin = join(import.meta.dirname, '..', '..', 'electron-standin', 'electron');

/** The stand-in for Electron's program, on an app in a folder or an archive. */
export function standinOn(path: string): Pick<Program, 'file' | 'args'> {
  return { file: standin, args: [path, '--token-store=memory'] };
}

/** The smoke test of packaged apps, on the stand-in in place of Electron's program. */
export function smokeOnStandin(program: Pick<Program, 'file' | 'args'>, secrets: string | null): Promise<SmokeReport> {
  return smokeTest({
    program: { ...program, environment: testEnvironment() },
    limitMs: 240_000,
    secrets,
    // The stand-in's Chromium is not the app's own.
    sandboxed: false,
    platform: process.platform,
    onStep: () => undefined,
  });
}
