/** The rules that biome.json sets beside the recommended ones: one small project breaks each of them once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { plantProject, project, runGuard } from './planted-project.ts';

const setting = z.string();
const { linter } = z
  .object({ linter: z.object({ rules: z.record(z.string(), z.union([setting, z.record(z.string(), setting)])) }) })
  .parse(JSON.parse(readFileSync(join(project, 'biome.json'), 'utf8')));

/** Rule → its setting, `group/name`. */
const settings = Object.entries(linter.rules).flatMap(([group, rules]) =>
  typeof rules === 'string' ? [] : Object.entries(rules).map(([name, level]) => ({ rule: `${group}/${name}`, level })),
);

/** Rule → a file that breaks it. */
const breaches: Readonly<Record<string, string>> = {
  'style/noNonNullAssertion': 'export const first = (all: readonly string[]): string => all[0]!;\n',
  'style/useNodejsImportProtocol': "import { join } from 'path';\n\nexport const path = join('a', 'b');\n",
  'style/useImportType':
    "import { Thing } from './thing.ts';\n\nexport const name = (thing: Thing): string => thing.name;\n",
  'style/noDefaultExport': 'export default 1;\n',
  'suspicious/noExplicitAny': 'export const value: any = 1;\n',
};

/** Rules that are off → a file that they would refuse. */
const accepted: Readonly<Record<string, string>> = {
  'complexity/useLiteralKeys': "export const read = (all: Record<string, string>): string | undefined => all['key'];\n",
  'correctness/noVoidTypeReturn': 'export function tell(): void {\n  return undefined;\n}\n',
};

const fileOf = (rule: string): string => `electron/${rule.replace('/', '-')}.ts`;

describe('the rules of biome.json', () => {
  let checked: Awaited<ReturnType<typeof runGuard>>;

  beforeAll(async () => {
    await using planted = await plantProject(['biome.json', '.gitignore'], {
      ...Object.fromEntries(Object.entries({ ...breaches, ...accepted }).map(([rule, text]) => [fileOf(rule), text])),
      'electron/layout.ts': 'export const   value = "1"\n',
      'electron/unused.ts': 'export function count(): number {\n  const unused = 1;\n  return 2;\n}\n',
      'vite.config.ts': 'export default {};\n',
    });
    checked = await runGuard(planted.folder, ['biome', 'ci', '--colors=off', '--max-diagnostics=none', '.']);
  });

  test('are the ones that are tried here', () => {
    const named = (isOn: boolean): readonly string[] =>
      settings.filter(({ level }) => (level === 'error') === isOn).map(({ rule }) => rule);
    expect(named(true).toSorted()).toEqual(Object.keys(breaches).toSorted());
    expect(named(false).toSorted()).toEqual(Object.keys(accepted).toSorted());
  });

  test.each(Object.keys(breaches))('%s refuses a breach', (rule) => {
    expect(checked.exitCode).not.toBe(0);
    expect(checked.output).toMatch(new RegExp(`^${fileOf(rule)}:\\d+:\\d+ lint/${rule}`, 'm'));
  });

  test.each(Object.keys(accepted))('%s is off', (rule) => {
    expect(checked.output).not.toContain(fileOf(rule));
  });

  test('refuse what is not formatted, and what the recommended rules refuse', () => {
    expect(checked.output).toMatch(/^electron\/layout\.ts format/m);
    expect(checked.output).toMatch(/^electron\/unused\.ts:2:\d+ lint\/correctness\/noUnusedVariables/m);
  });

  test('let the settings of tools export what these tools want', () => {
    expect(checked.output).not.toContain('vite.config.ts');
  });
});
