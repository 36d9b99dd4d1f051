import { expect, test } from 'vitest';
import { isEntryName, isInnerPath } from '../../../electron/contract/inner-paths.ts';

test.for([
  'a',
  'Photos/2023/08/a.jpg',
  'Photos/mine/..jpg',
  'Photos/a..',
  'Photos/a\\b.jpg',
  'Photos/12:30.jpg',
  '...',
])('stays inside: %j', (path) => {
  expect(isInnerPath(path)).toBe(true);
});

test.for([
  '',
  '/',
  '/etc/passwd',
  '.',
  '..',
  '../a',
  'Photos/../../a',
  'Photos/..',
  'Photos/./a',
  'Photos//a',
  'Photos/',
  'Photos/..\\..\\a',
  '..\\a',
  '\\\\server\\share',
  '\\a',
  'C:\\a',
  'c:a',
  'Photos/a\0.jpg',
])('leaves the folder, or is no path in it: %j', (path) => {
  expect(isInnerPath(path)).toBe(false);
});

test.for(['a.jpg', 'IMG (2).JPG', 'Größe …', 'a..b', '_.hidden', '🎉'])('is one entry: %j', (name) => {
  expect(isEntryName(name)).toBe(true);
});

test.for(['', '.', '..', '.hidden', 'a/b', '/a', 'a\\b', '..\\a', 'C:', 'a:stream', 'a\0', 'a\n', '\u007f'])(
  'is not one entry: %j',
  (name) => {
    expect(isEntryName(name)).toBe(false);
  },
);
