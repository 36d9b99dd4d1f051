import { expect, test } from 'vitest';
import { albumText } from '../../../electron/engine/sources/takeout/meaning/album-words.ts';

const coast = {
  title: 'Coast',
  description: 'Our first trip\r\nwith the tent',
  access: 'protected',
  enrichments: [
    { narrativeEnrichment: { text: 'Day one: the old harbour' } },
    { locationEnrichment: { location: [{ name: 'Harbour', description: 'Split, Croatia', latitudeE7: 435000000 }] } },
    { mapEnrichment: { origin: [{ name: 'Split' }], destination: [{ name: 'Vis' }, { name: 'Vis' }] } },
    { unknownEnrichment: { text: 'x' } },
  ],
};

test('title, description, texts, places and ways are told in their order', () => {
  expect(albumText([JSON.stringify(coast)])).toBe(
    [
      'Coast',
      'Our first trip\nwith the tent',
      'Day one: the old harbour',
      'Harbour, Split, Croatia',
      'Split → Vis; Vis',
    ].join('\n\n'),
  );
});

test.each([
  ['the older form', JSON.stringify({ albumData: { title: 'Coast', description: 'Tent' } })],
  ['a byte order mark', `\ufeff${JSON.stringify({ title: 'Coast', description: 'Tent' })}`],
])('is read in %s', (_, verbatim) => {
  expect(albumText([verbatim])).toBe('Coast\n\nTent');
});

test('the latest export that says anything counts', () => {
  const [empty, newer, older] = ['', 'Newer', 'Older'].map((description) =>
    JSON.stringify({ title: 'A', description }),
  );
  expect(albumText([empty ?? '', newer ?? '', older ?? ''])).toBe('A\n\nNewer');
});

test.each([
  '{}',
  'no JSON',
  '[]',
  '{"title":"A","description":"  "}',
  '{"title":"A","description":7,"enrichments":{"text":"x"}}',
  '{"title":"A","enrichments":[null,7,{"narrativeEnrichment":"x"},{"locationEnrichment":{"location":[null]}}]}',
])('of %s there is nothing to tell', (verbatim) => {
  expect(albumText([verbatim])).toBeNull();
});

test('control characters are left out, and texts have an end', () => {
  const text =
    albumText([JSON.stringify({ title: 'A', description: `a\u0000\u001b[31mb${'x'.repeat(100_000)}` })]) ?? '';
  expect(text.startsWith('A\n\na[31mbx')).toBe(true);
  expect(text.length).toBeLessThan(21_000);
});
