import { expect, test } from 'vitest';
import { npmRun } from './npm-run.ts';
import { copyProject } from './project-copy.ts';

test('npm run installers without a packaged app says what comes first', async () => {
  await using project = await copyProject();
  const ended = await npmRun(project.folder, 'installers');
  expect(ended.code).toBe(1);
  expect(ended.output).toMatch(/is not there: run npm run package first\.$/m);
});
