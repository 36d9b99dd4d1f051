/** The program is put together by small builders, none of which reaches for what is made further down. */
import { describe, expect, test } from 'vitest';
import { forwardReferencesIn, longFunctionsIn } from './forward-references.ts';
import { sourceTexts } from './source-files.ts';

const mostLines = 60;
const builders = sourceTexts(['electron/main'], /\.ts$/).filter(({ path }) =>
  /^electron\/main\/compose[./]/.test(path),
);

describe('the builders of the main process', () => {
  test('are all read', () => {
    expect(builders.map(({ path }) => path)).toContain('electron/main/compose.ts');
    expect(builders.length).toBeGreaterThan(10);
  });

  test('use nothing above the line that makes it', () => {
    expect(builders.flatMap(forwardReferencesIn)).toEqual([]);
  });

  test(`have no function of more than ${mostLines} lines`, () => {
    expect(builders.flatMap((source) => longFunctionsIn(source, mostLines))).toEqual([]);
  });
});

describe('a forward reference', () => {
  const refused = (...lines: readonly string[]) => forwardReferencesIn({ path: 'a.ts', text: lines.join('\n') });

  test('is seen in a closure, a shorthand and an argument', () => {
    expect(
      refused(
        'function build() {',
        '  const tray = create({ onCommand: (one) => shell.dispatch(one) });',
        '  const page = serve({ tray, shell, quit: () => end() });',
        '  const shell = new Shell(tray);',
        '  const { end } = life();',
        '}',
      ),
    ).toEqual(['a.ts:2: shell', 'a.ts:3: shell', 'a.ts:3: end']);
  });

  test('is seen where a value needs itself', () => {
    expect(refused('function build() {', '  const a = make(() => a.b);', '}')).toEqual(['a.ts:2: a']);
  });

  test('is none where the name is a property, a parameter, a function or a value of another block', () => {
    expect(
      refused(
        'function build(options) {',
        '  const one = create({ shell: 1, run: (end) => end(), stop: () => later() });',
        '  const two = options.shell;',
        '  if (one) { const end = 1; use(end); }',
        '  const shell = make<Shell>(one, two);',
        '  const { end } = shell;',
        '  function later() {}',
        '}',
      ),
    ).toEqual([]);
  });

  test('and a long function are told with their line', () => {
    const text = ['const a = 1;', 'function long() {', '  a();', '}'].join('\n');
    expect(longFunctionsIn({ path: 'a.ts', text }, 2)).toEqual(['a.ts:2: 3 lines']);
    expect(longFunctionsIn({ path: 'a.ts', text }, 3)).toEqual([]);
  });
});
