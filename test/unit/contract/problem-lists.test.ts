import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemCodes } from '../../../electron/contract/problem-codes.ts';

const root = join(import.meta.dirname, '../../..');
const table = 'electron/contract/problems/';

const code = `'(?:${problemCodes.join('|')})'`;
/** Codes of the system (errno) begin with a capital letter. */
const breaches = {
  'a list or set of codes': new RegExp(`\\[\\s*${code}\\s*,\\s*${code}`),
  'a record by codes': new RegExp(`${code}: [^,;{}]+,\\s*${code}:`),
  'a typed list or record of codes': /(?:Set|Record|Map)<ProblemCode,?|readonly ProblemCode\[\] = \[/,
  'a test of three codes': new RegExp(`(?:code [!=]== ${code}[^;]*){3}`),
  'a test of a prefix': /\bcode\.(?:startsWith|endsWith|includes)\((?!'[A-Z])/,
};

/** What stands in a source file that belongs into the table of problems. */
function breachesOf(source: string): readonly string[] {
  return Object.entries(breaches).flatMap(([name, pattern]) => (pattern.test(source) ? [name] : []));
}

describe('what a code decides stands in the table of problems alone', () => {
  const files = globSync('{electron,renderer}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.replaceAll('\\', '/').startsWith(table),
  );

  test('no other file keeps a list of codes', () => {
    const found = files.flatMap((file) =>
      breachesOf(readFileSync(join(root, file), 'utf8')).map((breach) => `${file}: ${breach}`),
    );
    expect(files.length).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  test.each([
    "const some = new Set(['part-gone', 'part-missing']);",
    "const some = { 'part-gone': 1, 'part-missing': 2 };",
    "const some: readonly ProblemCode[] = ['part-gone'];",
    "if (code === 'part-gone' || code === 'part-empty' || code === 'usage') return;",
    "if (problem.code.startsWith('part-')) return;",
  ])('a new list is refused: %s', (source) => {
    expect(breachesOf(source)).not.toEqual([]);
  });
});

test('no code stands in two areas, where the later one would silently win', () => {
  const areas = globSync(`${table}*.ts`, { cwd: root }).filter((file) => !/(?:table|traits|english)\.ts$/.test(file));
  const codes = areas.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(?:'([a-z-]+)'|([a-z]+)): \{/gm)].map(
      ([, quoted, plain]) => quoted ?? plain,
    ),
  );
  expect(new Set(codes)).toEqual(new Set(problemCodes));
  expect(codes.filter((each, at) => codes.indexOf(each) !== at)).toEqual([]);
});
