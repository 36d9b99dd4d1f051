import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { runChecks } from '../check.ts';
import { makeWorldFolder, type Place, removeWorldFolder, statedEnvironment } from '../support/test-environment.ts';
import { failureLine, failuresOfPages, failuresOfVitest, pageFailures, vitestFailures } from './failures.ts';
import { printedAs, runProgram } from './program.ts';
import { atLeastOneFailure, brokenRun, sumOf, type Tally } from './tally.ts';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  ...vitestFailures.shape,
});
const playwrightReport = z.object({
  ...pageFailures.shape,
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** The folder of each suite of Playwright's, by its name. */
export const pageSuites = {
  'stand-in': 'test/electron-standin/selftest',
  page: 'test/renderer',
  'end-to-end': 'test/e2e',
} as const;
export type PageSuite = keyof typeof pageSuites;

/** Types, lint, layers and dead code. */
export function checks(): Promise<Tally> {
  const print = printedAs('checks');
  return inWorld('fixed', {}, async (env) => {
    const results = await runChecks(({ name, passed, output }) => {
      print(`${passed ? '✓' : '✗'} ${name}`);
      if (!passed) for (const line of output.trimEnd().split('\n')) print(line);
    }, env);
    const failed = results.filter((result) => !result.passed);
    const failures = failed.map(({ name, output }) => failureLine('checks', null, name, output));
    return { passed: results.length - failed.length, failed: failed.length, skipped: 0, failures };
  });
}

/** The unit and integration tests, or those of them that `args` choose. `switches` are variables for the tests. */
export function vitest(args: readonly string[] = [], switches: Record<string, string> = {}): Promise<Tally> {
  return inWorld('fixed', switches, async (env, folder) => {
    const report = join(folder, 'vitest.json');
    const { exitCode } = await runProgram({
      command: 'node_modules/.bin/vitest',
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
      env,
      onLine: printedAs('tests'),
    });
    const read = await readReport(report, vitestReport);
    if (read === null) return brokenRun('tests');
    const { numPassedTests: passed, numPendingTests: skipped } = read;
    // Files that could not be loaded are in no count of Vitest's.
    const failures = failuresOfVitest(read);
    return atLeastOneFailure('tests', { passed, failed: failures.length, skipped, failures }, exitCode);
  });
}

/**
 * What `npm test` cuts short or leaves out, in full length: kills, fault storms, every screen in every language; and
 * every property with many more random inputs.
 */
export async function longTests(): Promise<Tally> {
  const switches = { AFTERIMAGE_TEST_LONG: '1' };
  return sumOf([
    await taggedTests(['long'], switches),
    await vitest(['--tags-filter', '!long', ...(await filesThatSay(/from 'fast-check'/))], switches),
    await playwright('page', switches, ['--grep', '@long|@only-long']),
    await playwright('end-to-end', switches, ['--grep', '@long|@only-long']),
  ]);
}

/** The unit and integration tests that carry one of these tags. */
export async function taggedTests(tags: readonly string[], switches: Record<string, string>): Promise<Tally> {
  // Vitest would load every file to find out whether it has tests with tags.
  return vitest(['--tags-filter', tags.join(' || '), ...(await filesThatSay(/\btags:/))], switches);
}

async function filesThatSay(words: RegExp): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob('test/{unit,integration}/**/*.test.ts')) {
    if (words.test(await readFile(file, 'utf8'))) files.push(file);
  }
  return files;
}

/**
 * One of the suites that show pages, or those of its tests that `args` choose. They speak the language and live in the
 * zone of anyone who runs them.
 */
export function playwright(
  suite: PageSuite,
  switches: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<Tally> {
  return inWorld("the caller's", switches, async (env, folder) => {
    const report = join(folder, 'playwright.json');
    const { exitCode } = await runProgram({
      command: 'node_modules/.bin/playwright',
      args: ['test', '--config', `${pageSuites[suite]}/playwright.config.ts`, '--reporter=list,json', ...args],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      onLine: printedAs(suite),
    });
    const read = await readReport(report, playwrightReport);
    if (read === null) return brokenRun(suite);
    const { expected, unexpected, flaky, skipped } = read.stats;
    const tally = { passed: expected, failed: unexpected + flaky, skipped, failures: failuresOfPages(suite, read) };
    return atLeastOneFailure(suite, tally, exitCode);
  });
}

async function inWorld(
  place: Place,
  switches: Record<string, string>,
  run: (env: Record<string, string>, folder: string) => Promise<Tally>,
): Promise<Tally> {
  const caller = { ...process.env, ...switches };
  const folder = makeWorldFolder(caller['AFTERIMAGE_TEST_LONG'] === '1');
  try {
    return await run({ ...statedEnvironment({ caller, folder, place, platform: process.platform }) }, folder);
  } finally {
    removeWorldFolder(folder);
  }
}

async function readReport<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  if (!existsSync(file)) return null;
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}
