/**
 * What `.ci/run` does after `npm ci`: the README's test command, then once more the suites that can use what this
 * machine has beyond it, then the long tests. It ends with a list of what failed and the sums; the last line is that of
 * all: `N passed, N failed`.
 */
import { listOfFailures } from './running/failures.ts';
import { runProgram } from './running/program.ts';
import { longTests, type PageSuite, playwright, taggedTests } from './running/suites.ts';
import { atLeastOneFailure, brokenRun, lastLineOf, sumOf, type Tally, tallyFrom } from './running/tally.ts';
import { whyMissing } from './support/extras.ts';
import { type Extra, extras } from './support/test-environment.ts';

/** Which extras a suite can use; of the unit and integration tests the tags say it. */
const usedBy: Readonly<Record<PageSuite, readonly Extra[]>> = {
  'stand-in': ['system-chromium'],
  page: ['system-chromium'],
  'end-to-end': ['system-chromium', 'secret-service', 'media-tools'],
};
const usedByTests: readonly Extra[] = ['exiftool', 'rclone', 'secret-service', 'shells', 'systemd'];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The command that the README names, as a person calls it. */
async function readmeCommand(): Promise<Tally> {
  const { exitCode, output } = await runProgram({ command: 'npm', args: ['test'], env: process.env, onLine: say });
  return atLeastOneFailure('npm test', tallyFrom(output) ?? brokenRun('npm test'), exitCode);
}

/** Only what the extras of this machine change; nothing where it has none. */
async function withExtras(): Promise<Tally> {
  const there = extras.filter((extra) => {
    const reason = whyMissing(extra);
    say(`${extra}: ${reason ?? 'is there'}`);
    return reason === null;
  });
  if (there.length === 0) say('This machine has nothing that the tests could use beyond what npm brings.');
  const switches = { AFTERIMAGE_TEST_WITH: there.join(',') };
  const tags = usedByTests.filter((extra) => there.includes(extra));
  const tallies: Tally[] = [];
  if (tags.length > 0) tallies.push(await taggedTests(tags, switches));
  for (const suite of ['stand-in', 'page', 'end-to-end'] as const) {
    if (usedBy[suite].some((extra) => there.includes(extra))) tallies.push(await playwright(suite, switches));
  }
  return sumOf(tallies);
}

const parts: readonly (readonly [title: string, run: () => Promise<Tally>])[] = [
  ['npm test, with what npm brings', readmeCommand],
  ['the suites that can use more, with what this machine has', withExtras],
  ['npm run test:long', longTests],
];
const tallies: Tally[] = [];
for (const [title, run] of parts) {
  say(`\n── ${title}`);
  tallies.push(await run());
}
const total = sumOf(tallies);
say('');
for (const line of listOfFailures(total.failures)) say(line);
for (const [index, [title]] of parts.entries()) say(`${lastLineOf(tallies[index] ?? brokenRun(title))}: ${title}`);
say(lastLineOf(total));
process.exitCode = total.failed === 0 ? 0 : 1;
