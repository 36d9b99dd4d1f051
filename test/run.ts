/**
 * `npm test`: the checks, then the unit and integration tests, then the end-to-end tests. The last line is
 * `N passed, N failed`, and the exit code is 0 only when nothing failed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { runChecks } from './check.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function spawned(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A runner that ended badly without saying which test failed still counts as one failure. */
function atLeastOneFailure(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

async function readReport<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  if (!existsSync(file)) return null;
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}

async function checks(): Promise<Tally> {
  const results = await runChecks(({ name, passed, output }) => {
    process.stdout.write(`${passed ? '✓' : '✗'} check: ${name}\n${passed ? '' : `${output.trimEnd()}\n`}`);
  });
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, skipped: 0 };
}

async function vitest(folder: string): Promise<Tally> {
  const file = join(folder, 'vitest.json');
  const code = await spawned('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = await readReport(file, vitestReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  return atLeastOneFailure(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests },
    code,
  );
}

async function playwright(folder: string, config: string): Promise<Tally> {
  const file = join(folder, 'playwright.json');
  await rm(file, { force: true });
  const code = await spawned('playwright', ['test', '--config', config, '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = await readReport(file, playwrightReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-results-'));
  const tallies: Tally[] = [];
  try {
    tallies.push(await checks());
    tallies.push(await vitest(folder));
    for (const suite of ['electron-standin/selftest', 'renderer', 'e2e']) {
      tallies.push(await playwright(folder, `test/${suite}/playwright.config.ts`));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  if (sum('skipped') > 0) process.stdout.write(`skipped on this machine: ${sum('skipped')} (see above for why)\n`);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

await main();
