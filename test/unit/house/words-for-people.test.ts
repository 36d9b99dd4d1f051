/** Main sends messages and codes; the words stand in the catalogues of electron/contract. */
import { expect, test } from 'vitest';
import { sourceTexts } from './source-files.ts';
import { wordsForPeopleIn } from './words-for-people.ts';

/** English that stays, by file, and why. */
const allowed: Readonly<Record<string, string>> = {
  'electron/main/log/facts-of-text.ts': 'How the lines of the log begin: what a support bundle may repeat of them.',
  'electron/main/log/milestones.ts': 'Lines of the log, which tests and people look for.',
  'electron/main/log/log-page-errors.ts': 'What Chromium says of a file that is not there.',
  'electron/main/system/launch-at-login.ts': 'The keys of a desktop entry.',
  'electron/main/window/app-protocol.ts': 'Answers of a server that only our own page asks.',
};

const found = sourceTexts(['electron/main'], /\.ts$/).flatMap(wordsForPeopleIn);
const fileOf = (one: string): string => one.replace(/:.*/s, '');

test('no file of main holds a sentence for people', () => {
  expect(found.filter((one) => !Object.hasOwn(allowed, fileOf(one)))).toEqual([]);
});

test('no problem of engine or accounts is given words of its own', () => {
  const sources = sourceTexts(
    ['electron/engine', 'electron/account', 'electron/contract/'],
    /^(?!english|german|spanish).*\.ts$/,
  );
  const given = sources.filter(
    ({ path, text }) => !/\/(?:english|german|spanish)\//.test(path) && /\bwayOut:\s*['"`]/.test(text),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(given.map(({ path }) => path)).toEqual([]);
});

test('every exception is needed', () => {
  expect(Object.keys(allowed).filter((file) => !found.some((one) => fileOf(one) === file))).toEqual([]);
});

test.each([
  ["const title = 'Your first backup is complete';", 'Your first backup is complete'],
  [`return \`Backing up: \${done} of \${total}.\`;`, 'Backing up: {} of {}.'],
  ["return { label: 'Back up now' };", 'Back up now'],
  ["failed(problem('usage', { wayOut: 'Install it again' }));", 'Install it again'],
  ["return facts.online ? 'All is well.' : null;", 'All is well.'],
])('refuses %s', (line, words) => {
  expect(wordsForPeopleIn({ path: 'a.ts', text: line })).toEqual([`a.ts:1: ${words}`]);
});

test.each([
  `log(\`The folder could not be opened: \${detail}\`);`,
  "log.write('Ended with the session');",
  "throw new TypeError('It holds no object');",
  "return failed(problem('usage', { detail: 'A part of it' }));",
  "return message('status.done');",
  "import { a } from '../Some file.ts';",
  "const kind = 'first-success';",
])('lets %s pass', (line) => {
  expect(wordsForPeopleIn({ path: 'a.ts', text: line })).toEqual([]);
});
