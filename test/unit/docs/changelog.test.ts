import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentAt, project } from './documents.ts';

const manifest: unknown = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const { version } = Object(manifest);
const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/** What is wrong with a changelog in the form of Keep a Changelog. */
function faultsOf(text: string): readonly string[] {
  const releases = [...text.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
  const sections = [...text.matchAll(/^### (.*)$/gm)].map(([, title = '']) => title);
  const numbers = releases
    .slice(1)
    .map((title) => /^\[?(\d+\.\d+\.\d+)\]? - \d{4}-\d\d-\d\d$/.exec(title)?.[1] ?? title);
  return [
    ...(releases[0] === 'Unreleased' ? [] : ['Begin with "## Unreleased".']),
    ...sections.filter((title) => !kinds.includes(title)).map((title) => `"${title}" is no kind of change.`),
    ...numbers.filter((title) => !/^[\d.]+$/.test(title)).map((title) => `"${title}" has no version and date.`),
    // A version may stand in package.json for as long as nothing was released.
    ...(numbers.length > 0 && !numbers.includes(version) ? [`Version ${version} of package.json is missing.`] : []),
  ];
}

test('CHANGELOG.md has the form of Keep a Changelog', () => {
  expect(faultsOf(documentAt('CHANGELOG.md').text)).toEqual([]);
});

test('what is wrong in a changelog is found', () => {
  expect(faultsOf('## 0.0.9 - 2026-01-01\n### Mended\n## soon\n')).toEqual([
    'Begin with "## Unreleased".',
    '"Mended" is no kind of change.',
    '"soon" has no version and date.',
    `Version ${version} of package.json is missing.`,
  ]);
});
