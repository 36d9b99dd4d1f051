/**
 * `npm test`: the checks, the unit and integration tests, and the suites that show pages. The last line is
 * `N passed, N failed`, and the exit code is 0 only when nothing failed.
 */
import { checks, playwright, vitest } from './running/suites.ts';
import { lastLineOf, sumOf, type Tally } from './running/tally.ts';

/** Run side by side: a suite that shows pages waits more than it computes. */
const lanes: readonly (readonly (() => Promise<Tally>)[])[] = [
  [() => vitest()],
  [checks, () => playwright('end-to-end'), () => playwright('page'), () => playwright('stand-in')],
];

async function inTurn(lane: (typeof lanes)[number]): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const run of lane) tallies.push(await run());
  return sumOf(tallies);
}

process.umask(0o022);
const total = sumOf(await Promise.all(lanes.map(inTurn)));
if (total.skipped > 0) {
  process.stdout.write(
    `${total.skipped} skipped: this machine does not allow them, or AFTERIMAGE_TEST_WITH does not name what they need\n`,
  );
}
process.stdout.write(`${lastLineOf(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
