/** `npm run test:long`: the tests that `npm test` cuts short, in their full length. Ends with `N passed, N failed`. */
import { longTests } from './running/suites.ts';
import { lastLinesOf } from './running/tally.ts';

process.umask(0o022);
const total = await longTests();
for (const line of lastLinesOf(total)) process.stdout.write(`${line}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
