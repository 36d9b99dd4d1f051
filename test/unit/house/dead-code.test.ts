/** What knip refuses with the settings of knip.json: one small project with one thing of each kind that nothing uses. */
import { beforeAll, describe, expect, test } from 'vitest';
import { installedPackages, plantProject, runGuard } from './planted-project.ts';

describe('dead code', () => {
  let checked: Awaited<ReturnType<typeof runGuard>>;

  beforeAll(async () => {
    await using planted = await plantProject(['knip.json', 'tsconfig.json'], {
      ...installedPackages(['zod', 'yauzl']),
      'package.json': JSON.stringify({
        name: 'planted',
        type: 'module',
        dependencies: { zod: '1.0.0', yauzl: '1.0.0' },
      }),
      'electron/main/main.ts': [
        "import * as zod from 'zod';",
        "import * as unlisted from 'sharp';",
        "import { used } from '../base/used.ts';",
        'console.log(zod, unlisted, used);\n',
      ].join('\n'),
      'electron/base/used.ts':
        'export const used = 1;\nexport const unusedExport = 2;\nexport interface UnusedType {}\n',
      'electron/base/unused-file.ts': 'export const nobody = 1;\n',
      'renderer/unused-page.tsx': 'export const nobody = 1;\n',
      'build/unused-script.ts': 'export const nobody = 1;\n',
      'test/support/unused-helper.ts': 'export const nobody = 1;\n',
      'test/unit/some.test.ts': 'export {};\n',
    });
    checked = await runGuard(planted.folder, ['knip', '--no-progress', '--no-config-hints', '--reporter=json']);
  });

  test.each([
    ['a file of the engine', 'electron/base/unused-file.ts'],
    ['a file of the page', 'renderer/unused-page.tsx'],
    ['a build script', 'build/unused-script.ts'],
    ['a helper of tests', 'test/support/unused-helper.ts'],
    ['an export', 'unusedExport'],
    ['a type', 'UnusedType'],
    ['a package that nothing imports', 'yauzl'],
    ['a package that is not listed', 'sharp'],
  ])('%s is named', (_, name) => {
    expect(checked.exitCode).not.toBe(0);
    expect(checked.output).toContain(`"${name}"`);
  });

  test.each([['electron/main/main.ts'], ['test/unit/some.test.ts'], ['zod']])('%s is in use', (name) => {
    expect(checked.output).not.toContain(`"name":"${name}"`);
  });
});
