import { expect, test } from 'vitest';
import { sourceTexts } from '../house/source-files.ts';

/** Properties and values that name a side of the screen, where they should follow the direction of reading. */
const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*|left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius|translateX\((?!calc\([^)]*var\(--inline-sign\)|0)/;
/** Four values of which the two sides differ. */
const lopsided = /(?:padding|margin|inset)\s*:\s*(\S+) (\S+) (\S+) (?!\2;)([^\s;]+);/;

function breachesIn(css: string): readonly string[] {
  return css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => physical.test(line) || lopsided.test(line));
}

test('styles follow the direction of reading', () => {
  const found = sourceTexts(['renderer'], /\.css$/).flatMap(({ path, text }) =>
    breachesIn(text).map((line) => `${path}: ${line}`),
  );
  expect(found).toEqual([]);
});

test.each([
  'margin-left: auto;',
  'left: 0;',
  'border-right: 1px solid;',
  'border-left-width: 4px;',
  'text-align: right;',
  'padding: 0 1rem 0 2rem;',
  'transform: translateX(1rem);',
])('%s is refused', (line) => {
  expect(breachesIn(line)).toEqual([line]);
});

test.each([
  'margin-inline-start: auto;',
  'inset-inline-start: 0;',
  'text-align: end;',
  'padding: 0 1rem 2rem 1rem;',
  'transform: translateX(calc(1rem * var(--inline-sign)));',
  '.left {',
])('%s is in order', (line) => {
  expect(breachesIn(line)).toEqual([]);
});
