import { expect, test } from 'vitest';
import { LineReader } from '../../support/line-reader.ts';

test('lines are told once each, as soon as they are whole, however the text is cut', () => {
  const lines: string[] = [];
  const reader = new LineReader((line) => lines.push(line));
  for (const piece of ['one\ntw', '', 'o', '\n\nth', 'ree']) reader.take(piece);
  expect(lines).toEqual(['one', 'two', '']);
  reader.take('\n');
  expect(lines).toEqual(['one', 'two', '', 'three']);
  expect(reader.text).toBe('one\ntwo\n\nthree\n');
});

test('records are the whole lines of a call with --json, and each must be an object', () => {
  const reader = new LineReader();
  reader.take('{"event":"started"}\n{"event":"fin');
  expect(reader.recordsOf(['backup', '--json'])).toEqual([{ event: 'started' }]);
  expect(reader.recordsOf(['backup'])).toEqual([]);
  const broken = new LineReader();
  broken.take('Stored 3 items\n');
  expect(() => broken.recordsOf(['backup', '--json'])).toThrow();
});
