import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../renderer/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const sources = files.filter((file) => file.endsWith('.tsx'));
const sheets = files.filter((file) => file.endsWith('.css'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The class names that a source takes from a sheet: `styles.name`. Names that are computed cannot be seen. */
function* usesOf(source: string): Generator<readonly [sheet: string, name: string]> {
  const text = read(source);
  for (const [, variable = '', sheet = ''] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
    for (const [, name = ''] of text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) {
      yield [join(dirname(source), sheet), name];
    }
  }
}

// TypeScript knows a CSS module only as "some strings": a misspelt class would be drawn without its style.
test('every class that the page names exists in its style sheet', () => {
  const unknown = sources.flatMap((source) =>
    [...usesOf(source)]
      .filter(([sheet, name]) => !new RegExp(`\\.${name}\\b`).test(read(sheet)))
      .map(([sheet, name]) => `${source}: ${sheet} has no .${name}`),
  );
  expect(unknown).toEqual([]);
});

describe('tokens', () => {
  const tokens = new Set([...read('app/tokens.css').matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
  /** Set by Base UI on its popups, or by a component from real geometry. */
  const atRunTime = new Set([
    ...['--anchor-width', '--available-width', '--available-height', '--transform-origin'],
    ...sources.flatMap((source) => [...read(source).matchAll(/'(--[\w-]+)'/g)].map(([, name]) => name)),
  ]);

  test.each(sheets)('%s uses only values that exist', (sheet) => {
    const own = new Set([...read(sheet).matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
    const used = [...read(sheet).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name ?? '');
    expect(used.filter((name) => !tokens.has(name) && !own.has(name) && !atRunTime.has(name))).toEqual([]);
  });

  test.each(sheets.filter((sheet) => sheet !== 'app/tokens.css'))('%s chooses no colours of its own', (sheet) => {
    expect(read(sheet).match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/gi)).toBeNull();
  });
});
