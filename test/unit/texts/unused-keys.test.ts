import { expect, test } from 'vitest';
import { messageTable } from '../../../electron/contract/messages/message.ts';
import { englishPage } from '../../../renderer/messages/english.ts';
import { sourceTexts } from '../house/source-files.ts';

/** How sources write keys: whole, or as a template with something to fill in. */
function isNamed(key: string, sources: string): boolean {
  if (sources.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_, index) => index > 0 && isTemplated(parts.slice(0, index).join('.'), sources));
}

function isTemplated(beginning: string, sources: string): boolean {
  return sources.includes(`\`${beginning}.\${`);
}

const page = sourceTexts(['renderer'], /\.tsx?$/)
  .filter(({ path }) => !path.startsWith('renderer/messages/'))
  .map(({ text }) => text)
  .join('\n');
const shell = sourceTexts(['electron', 'renderer'], /\.tsx?$/)
  .filter(({ path }) => !path.startsWith('electron/contract/messages/') && !path.startsWith('renderer/messages/'))
  .map(({ text }) => text)
  .join('\n');

test('the page says every text of its catalogues', () => {
  expect(Object.keys(englishPage).filter((key) => !isNamed(key, page))).toEqual([]);
});

test('every message of the contract is sent by something', () => {
  expect(Object.keys(messageTable).filter((key) => !isNamed(key, shell))).toEqual([]);
});

/** A template as sources write it. */
function templated(beginning: string): string {
  return ['t(`', beginning, '$', '{one}'].join('');
}

test.each([
  ["t('a.b')", 'a.b', true],
  [templated('a.'), 'a.b', true],
  [`${templated('a.')}.title`, 'a.b.title', true],
  ["t('a.bc')", 'a.b', false],
  [templated('x.'), 'a.b', false],
])('%s names %s: %s', (source, key, named) => {
  expect(isNamed(key, source)).toBe(named);
});
