import { expect, test } from 'vitest';
import { type SourceText, sourceTexts } from './source-files.ts';

const mostLines = 300;

/** Files that are longer than a reader wants, and do not say why they have to be before their first declaration. */
function longWithoutReason(files: readonly SourceText[]): readonly string[] {
  return files
    .filter(({ text }) => text.trimEnd().split('\n').length > mostLines)
    .filter(
      ({ text }) =>
        !/\blong because\b/i.test(text.slice(0, text.search(/^(?:export|const|function|class|interface|type)\b/m))),
    )
    .map(({ path }) => path);
}

test('a file of the product that is longer than 300 lines says at its top why', () => {
  expect(longWithoutReason(sourceTexts(['electron', 'renderer']))).toEqual([]);
});

test('a long file without a reason is found, one that says it is not', () => {
  const lines = 'export const a = 1;\n'.repeat(mostLines + 1);
  const files = [
    { path: 'short.ts', text: lines.slice(20) },
    { path: 'long.ts', text: lines },
    { path: 'too-late.ts', text: `${lines}// Long because it says so too late.\n` },
    { path: 'reason.ts', text: `import 'x';\n\n/* All of it; long because it is one table. */\n\n${lines}` },
  ];
  expect(longWithoutReason(files)).toEqual(['long.ts', 'too-late.ts']);
});
