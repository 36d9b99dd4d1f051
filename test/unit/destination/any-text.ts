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

const anyMark = fc.oneof(
  fc.constantFrom('\u0345', '\u0308', '\u0301', '\u0307', '\u031b', '\u0327', '\u0653', '\u3099', '\u034f'),
  fc.integer({ min: 0x300, max: 0x36f }).map((code) => String.fromCodePoint(code)),
);
const markedLetter = fc.oneof(
  fc.constantFrom('ι', 'Ι', 'ᾳ', 'ᾴ', 'ῼ', 'ΐ', 'İ', 'ı', 'ß', 'ẞ', 'ς', 'ŉ', 'ǰ', '\u1e9e', '\u212a', 'か', '각'),
  fc.integer({ min: 0x41, max: 0x24f }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x370, max: 0x3ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x1e00, max: 0x1fff }).map((code) => String.fromCodePoint(code)),
);

/** Letters under many marks, in any order, and with invisible joiners between: of up to `maxLength` of both. */
export function anyMarks(maxLength: number): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 3, arbitrary: anyMark }, { weight: 2, arbitrary: markedLetter });
  return fc.array(piece, { maxLength, size: 'max' }).map((pieces) => pieces.join(''));
}
