import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestsDeeper } from '../../../electron/base/json-depth.ts';

function levelsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('how deeply a JSON text is nested', () => {
  it('is told of whatever is JSON, also with brackets and quotes in its texts', () => {
    const text = fc.stringMatching(/^[\\"[\]{}a]{0,6}$/u);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), text, fc.nat(8), (value, odd, most) => {
        const whole = { [odd]: [value, odd] };
        expect(nestsDeeper(bytesOf(JSON.stringify(whole)), most)).toBe(levelsOf(whole) > most);
      }),
    );
  });

  it.each([
    ['[[[', 2, true],
    ['[[[', 3, false],
    ['[] [] []', 1, false],
    ['"[[["', 0, false],
    ['', 0, false],
  ])('is counted in %j, no JSON or not', (text, most, expected) => {
    expect(nestsDeeper(bytesOf(text), most)).toBe(expected);
  });
});
