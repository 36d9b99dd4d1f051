/**
 * `npm test`: the checks, the unit and integration tests, and the suites that show pages. The last line is
 * `N passed, N failed`, and the exit code is 0 only when nothing failed.
 */
import { checks, playwright, vitest } from './running/suites.ts';
import { lastLinesOf, sumOf, type Tally } from './running/tally.ts';

/**
 * Run side by side, so that no processor is idle before the end: what waits in one lane leaves its time to the others. Each
 * takes about as long as the others; what takes longest comes first.
 */
const lanes: readonly (readonly (() => Promise<Tally>)[])[] = [
  [() => vitest()],
  [() => playwright('end-to-end'), () => playwright('stand-in')],
  [checks, () => playwright('page')],
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
    `${total.skipped} skipped: npm run test:long has them, this machine does not allow them, or AFTERIMAGE_TEST_WITH does not name what they need\n`,
  );
}
for (const line of lastLinesOf(total)) process.stdout.write(`${line}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
