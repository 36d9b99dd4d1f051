import { type GoogleEndpoints, googleEndpoints, simulatedEndpoints } from './endpoints.ts';
import { type Problem, problem } from './problem.ts';
import { failed, ok, type Result } from './result.ts';

/** What `--google` and `--time-scale` set, for the app and the command line alike. */
export interface DevelopmentOptions {
  readonly endpoints: GoogleEndpoints;
  /** Multiplies every wait of the way to Google: above 0 and up to 1. */
  readonly timeScale: number;
}

/** The texts that were given; null for an option that was not. */
export interface DevelopmentOptionTexts {
  readonly google: string | null;
  readonly timeScale: string | null;
}

/**
 * Reads the options that exist in development builds only. Problem: `usage`, for any of them in another build, and for a
 * value that cannot be read.
 */
export function readDevelopmentOptions(
  { google, timeScale }: DevelopmentOptionTexts,
  isDevelopmentBuild: boolean,
): Result<DevelopmentOptions> {
  if (!isDevelopmentBuild && google !== null) return failed(onlyInDevelopment('google'));
  if (!isDevelopmentBuild && timeScale !== null) return failed(onlyInDevelopment('time-scale'));
  const endpoints = endpointsAt(google);
  if (!endpoints.ok) return endpoints;
  const scale = Number(timeScale ?? '1');
  if (scale > 0 && scale <= 1) return ok({ endpoints: endpoints.value, timeScale: scale });
  return failed(problem('usage', { detail: '--time-scale takes a number above 0 and up to 1.' }));
}

/** Refuses an option in a build that people get. `name` without dashes. */
export function onlyInDevelopment(name: string): Problem {
  return problem('usage', { detail: `--${name} exists only in development builds.` });
}

function endpointsAt(origin: string | null): Result<GoogleEndpoints> {
  if (origin === null) return ok(googleEndpoints);
  try {
    return ok(simulatedEndpoints(origin));
  } catch (thrown) {
    if (thrown instanceof TypeError) return failed(problem('usage', { detail: thrown.message }));
    throw thrown;
  }
}
