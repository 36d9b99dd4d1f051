import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';

/** The part of Vitest's report that tells what failed: tests, and files that could not be loaded. */
export const vitestFailures = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

const pageSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
});
const pageSuite = z.object({
  specs: z.array(pageSpec),
  get suites() {
    return z.array(pageSuite).optional();
  },
});
/** The part of Playwright's report that tells what failed: tests, and what kept it from running them. */
export const pageFailures = z.object({
  suites: z.array(pageSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** One line for each test of Vitest's that failed. */
export function failuresOfVitest({ testResults }: z.infer<typeof vitestFailures>): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [failureLine('tests', file, 'the file itself', message)];
    return failed.map((test) => failureLine('tests', file, test.fullName, test.failureMessages?.[0]));
  });
}

/** One line for each test of Playwright's that failed, or passed only when it was tried again. */
export function failuresOfPages(suite: string, { suites, errors }: z.infer<typeof pageFailures>): readonly string[] {
  const inSuite = (one: z.infer<typeof pageSuite>): readonly string[] => [
    ...one.specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) =>
          failureLine(suite, file, title, results.find(({ error }) => error !== undefined)?.error?.message),
        ),
    ),
    ...(one.suites ?? []).flatMap(inSuite),
  ];
  return [...suites.flatMap(inSuite), ...errors.map(({ message }) => failureLine(suite, null, 'the runner', message))];
}

/** `suite · file · test · what was said first`, in one line of bounded length. */
export function failureLine(suite: string, file: string | null, test: string, reason = ''): string {
  const first = stripVTControlCharacters(reason)
    .split('\n')
    .find((line) => line.trim() !== '');
  const words = [suite, file, test, first?.trim()].filter((word) => word !== null && word !== undefined);
  return words.join(' · ').replaceAll(/\s+/g, ' ').slice(0, 300);
}

const heading = 'Failed:';
/** What still is in sight where only the end of a long output is shown. */
const mostLines = 30;

/** The list that stands before the sum: nothing where nothing failed. */
export function listOfFailures(failures: readonly string[]): readonly string[] {
  if (failures.length === 0) return [];
  const more = failures.length - mostLines;
  return [
    heading,
    ...failures.slice(0, mostLines).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** Reads a list that {@link listOfFailures} made out of the lines that end with the sum. */
export function failuresIn(lines: readonly string[]): readonly string[] {
  const start = lines.lastIndexOf(heading);
  if (start === -1) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('  '));
  return rest.slice(0, end === -1 ? rest.length : end).map((line) => line.trim());
}
