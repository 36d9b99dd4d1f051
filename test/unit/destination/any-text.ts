import fc from 'fast-check';

// Not fc.string({ unit: 'binary' | 'grapheme' }): building those takes seconds, and they hold no lone surrogates.
const anyCharacter = fc.oneof(
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0, max: 0x17f }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom(
    '👩‍👩‍👧‍👦',
    'e\u0301',
    '\u200d',
    '\u0308',
    '\ud800',
    '\udfff',
    'ß',
    'İ',
    '\u1100\u1161',
    '각',
    '.',
    ' ',
    '/',
  ),
);

/** Text of any code points at all, of up to `maxLength` characters. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(anyCharacter, { maxLength, size: 'max' }).map((characters) => characters.join(''));
}
