import vm from 'node:vm';
import fc from 'fast-check';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { escapeTexts } from '../../../build/bundling/ascii-text.ts';

const escaped = (code: string): string => escapeTexts(code, parseAst(code));
const valueIn = (code: string): unknown => vm.runInNewContext(code);
const isAscii = (code: string): boolean => !/[^\0-\x7f]/u.test(code);

describe('texts of a bundle', () => {
  it('are the same texts as escapes, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (one, other) => {
        const code = `[${JSON.stringify(one)}, \`\${${JSON.stringify(other)}} – ${'\\'}\` …\`]`;
        expect(isAscii(escaped(code))).toBe(true);
        expect(JSON.stringify(valueIn(escaped(code)))).toBe(JSON.stringify([one, `${other} – \` …`]));
      }),
    );
  });

  it.each([
    ['"\\–\\\\–\\\\\\–"'],
    [`({ 'grün': 1, [\`ä\${1}ö\`]: 2 })`],
    ['[/[–—]|𝄞/u.test("–"), /^\\–$/.test("–"), /^[𝄞]$/u.test("𝄞"), /^[𝄞]$/.test("𝄞")]'],
    ['"naïve".replace(/(?<ä>ï)/, "[$<ä>]")'],
  ])('mean the same: %s', (code) => {
    expect(JSON.stringify(valueIn(escaped(code)))).toBe(JSON.stringify(valueIn(code)));
  });

  it('stay as they are where they are read as they are written', () => {
    const code = `String.raw\`–\\–\${'–'}\``;
    expect(escaped(code)).toBe(`String.raw\`–\\–\${'\\u2013'}\``);
    expect(valueIn(escaped(code))).toBe(valueIn(code));
  });
});
