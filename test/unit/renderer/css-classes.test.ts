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
function* usesOf(source: string, text = read(source)): Generator<readonly [sheet: string, name: string]> {
  for (const [, variable = '', sheet = ''] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
    for (const [, name = ''] of text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) {
      yield [join(dirname(source), sheet), name];
    }
  }
}

/** The classes that a source names and its sheets do not have. */
function unknownClassesIn(source: string, text?: string): readonly string[] {
  return [...usesOf(source, text)]
    .filter(([sheet, name]) => !new RegExp(`\\.${name}\\b`).test(read(sheet)))
    .map(([sheet, name]) => `${source}: ${sheet} has no .${name}`);
}

/** The values that a sheet uses and nothing sets. */
function unknownValuesIn(sheet: string, known: ReadonlySet<string | undefined>): readonly string[] {
  const own = new Set([...sheet.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
  const used = [...sheet.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name ?? '');
  return used.filter((name) => !known.has(name) && !own.has(name));
}

/** The colours that a sheet chooses itself. */
const coloursIn = (sheet: string): readonly string[] => sheet.match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/gi) ?? [];

// TypeScript knows a CSS module only as "some strings": a misspelt class would be drawn without its style.
test('every class that the page names exists in its style sheet', () => {
  expect(sources.flatMap((source) => unknownClassesIn(source))).toEqual([]);
});

test('a misspelt class is found', () => {
  const text = "import styles from './Button.module.css';\nconst it = <b className={styles.buton} />;";
  const sheet = join('components', 'Button.module.css');
  expect(unknownClassesIn('components/Button.tsx', text)).toEqual([`components/Button.tsx: ${sheet} has no .buton`]);
});

describe('tokens', () => {
  const tokens = new Set([...read('app/tokens.css').matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name));
  /** Set by Base UI on its popups, or by a component from real geometry. */
  const atRunTime = new Set([
    ...['--anchor-width', '--available-width', '--available-height', '--transform-origin'],
    ...sources.flatMap((source) => [...read(source).matchAll(/'(--[\w-]+)'/g)].map(([, name]) => name)),
  ]);

  test.each(sheets)('%s uses only values that exist', (sheet) => {
    expect(unknownValuesIn(read(sheet), new Set([...tokens, ...atRunTime]))).toEqual([]);
  });

  test('a value that nothing sets, and a colour of its own, are found', () => {
    expect(unknownValuesIn('.a {\n  --own: 1;\n  color: var(--tex);\n  width: var(--own);\n}', tokens)).toEqual([
      '--tex',
    ]);
    expect(coloursIn('.a {\n  color: #fff;\n  background: rgb(0 0 0);\n}')).toEqual(['#fff', 'rgb(']);
  });

  test.each(sheets.filter((sheet) => sheet !== 'app/tokens.css'))('%s chooses no colours of its own', (sheet) => {
    expect(coloursIn(read(sheet))).toEqual([]);
  });
});
