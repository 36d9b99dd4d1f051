import { expect, test } from 'vitest';
import { exitCodeOf } from '../../../electron/cli/exit-codes.ts';
import { problem } from '../../../electron/contract/problem.ts';
import {
  isAboutFolder,
  isAboutSignIn,
  isFolderProblem,
  problemCodes,
} from '../../../electron/contract/problem-codes.ts';
import { problemTable } from '../../../electron/contract/problems/table.ts';
import { concernsOneItem, endsEverything } from '../../../electron/engine/backup/problem-scope.ts';
import { waysOnAfter } from '../../../renderer/features/pick/ways-on.ts';
import { waysOutOf } from '../../../renderer/features/ways-out/ways-out.ts';
import answers from './problem-answers.json' with { type: 'json' };

const link = 'https://console.cloud.google.com/';

test('the codes are those whose answers are written down, in their order', () => {
  expect(problemCodes).toEqual(Object.keys(answers));
});

test.each(problemCodes)('%s is answered everywhere as written down', (code) => {
  const { title, explanation, wayOut, retry, ...others } = answers[code];
  const made = problem(code);
  expect(made).toEqual({ code, title, explanation, wayOut, retry });
  expect(others).toMatchObject({
    scope: concernsOneItem(made) ? 'item' : endsEverything(made) ? 'folder' : 'run',
    exitCode: exitCodeOf(code),
    waysOut: waysOutOf(code, null),
    waysOutWithLink: waysOutOf(code, link),
    waysOn: waysOnAfter(made),
    area: problemTable[code].area,
    condition: problemTable[code].condition,
    isAboutFolder: isAboutFolder(code),
    endsFolder: isFolderProblem(code),
    isAboutSignIn: isAboutSignIn(code),
    marks: (problemTable[code].marks ?? []).filter((mark) => mark !== 'entry' && mark !== 'folder-in-use'),
  });
});
