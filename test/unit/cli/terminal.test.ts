import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { durationOf } from '../../../electron/cli/durations.ts';
import { bytesOf } from '../../../electron/cli/sizes.ts';
import { table } from '../../../electron/cli/table.ts';
import { Terminal } from '../../../electron/cli/terminal.ts';
import { problem } from '../../../electron/contract/problem.ts';

function saidOn(environment: NodeJS.ProcessEnv, isTerminal: boolean): string {
  const err = Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 100 });
  const terminal = new Terminal({ out: new PassThrough(), err }, { json: false, quiet: false, environment });
  terminal.status('going on');
  terminal.problem(problem('usage', { detail: 'It is wrong.' }));
  return String(err.read() ?? '');
}

test('marks have colours on a terminal that shows them, and nowhere else', () => {
  const colored = '\u001b[31m✗\u001b[39m It is wrong.';
  expect(saidOn({ TERM: 'xterm' }, true)).toContain(colored);
  expect(saidOn({ TERM: 'xterm', NO_COLOR: '' }, true)).toContain(colored);
  for (const said of [saidOn({ TERM: 'xterm', NO_COLOR: '1' }, true), saidOn({ TERM: 'xterm' }, false)]) {
    expect(said).toContain('✗ It is wrong.');
    expect(said).not.toContain('\u001b[31m');
  }
});

test('a dumb terminal gets plain lines: nothing is drawn over', () => {
  expect(saidOn({ TERM: 'dumb' }, true)).toBe('✗ It is wrong.\n  → See --help.\n');
});

test.for([
  ['90', 90_000],
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['2 h', 7_200_000],
  ['1d', 86_400_000],
  ['soon', null],
  ['-1s', null],
] as const)('%s is a time of %d ms', ([text, ms]) => {
  expect(durationOf(text)).toBe(ms);
});

test.for([
  ['500', 500],
  ['500k', 500_000],
  ['4M', 4_000_000],
  ['1.5 GB', 1_500_000_000],
  ['2MB/s', 2_000_000],
  ['0', null],
  ['much', null],
] as const)('%s is a size of %d bytes', ([text, bytes]) => {
  expect(bytesOf(text)).toBe(bytes);
});

test('columns stand below each other, also with wide characters', () => {
  expect(
    table(
      ['ID', 'TITLE', 'N'],
      [
        ['1', '旅行', '2'],
        ['22', 'Rome', '3'],
      ],
    ),
  ).toBe('ID  TITLE  N\n1   旅行   2\n22  Rome   3');
});
