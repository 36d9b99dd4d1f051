/**
 * `npm test`: the checks, then the unit and integration tests, then the end-to-end tests. The last line is
 * `N passed, N failed`, and the exit code is 0 only when nothing failed.
 */
import { checks, playwright, vitest } from './running/suites.ts';
import { lastLineOf, sumOf, type Tally } from './running/tally.ts';

process.umask(0o022);
const tallies: Tally[] = [
  await checks(),
  await vitest(),
  await playwright('stand-in'),
  await playwright('page'),
  await playwright('end-to-end'),
];
const total = sumOf(tallies);
if (total.skipped > 0) {
  process.stdout.write(
    `${total.skipped} skipped: this machine does not allow them, or AFTERIMAGE_TEST_WITH does not name what they need\n`,
  );
}
process.stdout.write(`${lastLineOf(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
