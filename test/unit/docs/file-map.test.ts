import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceTexts } from '../house/source-files.ts';
import { project } from './documents.ts';
import { fileMap, purposeOf } from './file-map.ts';

const head = `# Every file

What each file of the product is for, in the words of its own comment, and in brackets what others take from it. Made by
\`test/unit/docs/file-map.ts\`; after a change of files or comments, \`npx vitest run test/unit/docs/file-map.test.ts --update\`
writes it anew. How the parts work together: [ARCHITECTURE.md](ARCHITECTURE.md).

`;

test('the map of the files is what they say of themselves', async () => {
  const map = `${head}${fileMap(sourceTexts(['electron', 'renderer']))}`;
  await expect(map, 'Write it anew with --update').toMatchFileSnapshot(join(project, 'docs', 'FILES.md'));
});

test.each([
  [
    'the comment at its top',
    '/** Of the file. */\n\nimport a from "a";\n/** Of b. */\nexport const b = 1;',
    'Of the file.',
  ],
  [
    'a plain comment further down',
    'import a from "a";\n\n/*\n * Of all\n * of it. More.\n */\n\n/** Of b. */\nexport const b = 1;',
    'Of all of it.',
  ],
  [
    'the export of its name',
    '/** Of a. */\nexport function a() {}\n/** Of {@link one} `file`. */\nexport interface OneFile {}',
    'Of one file.',
  ],
  ['its first function', '/** Of a. */\nexport const a = 1;\n/** Of b. */\nexport async function b() {}', 'Of b.'],
  ['what else it has', '/** Of a. */\nexport const a = 1;', 'Of a.'],
  ['nothing', 'export const a = 1;\n/** Of b, which stays inside. */\nconst b = 2;', ''],
])('a file is told by %s', (_, text, purpose) => {
  expect(purposeOf('electron/base/one-file.ts', text)).toBe(purpose);
});

test('files that say nothing share a line, and folders come in order', () => {
  const map = fileMap([
    { path: 'b/x.ts', text: 'export const y = 1;' },
    { path: 'a/x.ts', text: '/** Is x. */\nexport const x = 1;' },
    { path: 'b/main.ts', text: 'run();' },
  ]);
  expect(map).toBe('## a\n\n- **x.ts**: Is x. (x)\n\n## b\n\n- **main.ts**, **x.ts** (y)\n');
});
