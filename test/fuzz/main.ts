/**
 * `npm run fuzz -- [--minutes N] [--seed S] [--target NAME]… [--input I | --file F]`: reads damaged inputs with every
 * reader of what others wrote, for N minutes in all (default 1), and tells what broke. A finding names how it is made again.
 * Ends with 1 when something broke.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Finding, fuzzTarget } from './run-target.ts';
import { targetNames } from './targets.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    input: { type: 'string' },
    file: { type: 'string' },
  },
});
const findingsFolder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'fuzz');
const names = values.target ?? targetNames;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
let found = 0;
print(`${'target'.padEnd(18)}${'inputs'.padStart(9)}${'slowest ms'.padStart(12)}${'faults'.padStart(8)}`);
for (const target of names) {
  const milliseconds = (Number(values.minutes) * 60_000) / names.length;
  const single = values.input === undefined ? null : Number(values.input);
  const outcome = await fuzzTarget({
    ...{ target, seed: Number(values.seed), milliseconds },
    inputs: single === null ? 2 ** 31 - 1 : single + 1,
    from: single ?? 0,
    ...(values.file === undefined ? {} : { only: readFileSync(values.file) }),
  });
  const { tried, slowestMs, findings } = outcome;
  print(
    `${target.padEnd(18)}${String(tried).padStart(9)}${String(slowestMs).padStart(12)}${String(findings.length).padStart(8)}`,
  );
  for (const finding of findings) printFinding(finding);
  found += findings.length;
}
process.exitCode = found === 0 ? 0 : 1;

function printFinding({ target, seed, index, error, input }: Finding): void {
  print(`  ${error.split('\n').slice(0, 6).join('\n    ')}`);
  print(`  again: npm run fuzz -- --target ${target} --seed ${seed} --input ${index}`);
  if (input === null) return;
  mkdirSync(findingsFolder, { recursive: true });
  const file = join(findingsFolder, `${target}-${seed}-${index}`);
  writeFileSync(file, input);
  print(`  or:    npm run fuzz -- --target ${target} --file ${file}`);
}
