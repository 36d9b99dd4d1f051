/**
 * `npm run test:quick`: the checks and the unit tests, for the inner loop. Ends with `N passed, N failed`. `npm test` is
 * what has to pass in the end.
 */
import { checks, vitest } from './running/suites.ts';
import { lastLinesOf, sumOf } from './running/tally.ts';

process.umask(0o022);
const total = sumOf(await Promise.all([vitest(['--project', 'unit']), checks()]));
for (const line of lastLinesOf(total)) process.stdout.write(`${line}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
