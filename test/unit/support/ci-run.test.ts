import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const script = join(import.meta.dirname, '..', '..', '..', '.ci', 'run');

/** A program that notes its words and its environment, and ends with `code`. */
async function noting(path: string, note: string, code: number): Promise<void> {
  await writeFile(path, `#!/bin/sh\n{ echo "words=$*"; env; } > '${note}'\nexit ${code}\n`);
  await chmod(path, 0o755);
}

/** Runs `.ci/run` in a project of made-up programs; what each of them was given, and how the script ended. */
async function run(env: Record<string, string>, codes: { readonly npm: number; readonly tests: number }) {
  const project = await temporaryFolder();
  for (const folder of ['.ci', 'programs', 'node_modules/.bin'])
    await mkdir(join(project, folder), { recursive: true });
  await cp(script, join(project, '.ci', 'run'));
  await noting(join(project, 'programs', 'npm'), join(project, 'npm.txt'), codes.npm);
  await noting(join(project, 'node_modules', '.bin', 'node'), join(project, 'node.txt'), codes.tests);
  const path = `${join(project, 'programs')}:/usr/bin:/bin`;
  const options = { env: { ...env, HOME: '/home/somebody', PATH: path }, stdio: 'ignore' } as const;
  let code = 0;
  try {
    execFileSync(join(project, '.ci', 'run'), options);
  } catch (thrown) {
    code = Number(Reflect.get(Object(thrown), 'status'));
  }
  const noted = async (name: string): Promise<Record<string, string>> => {
    const lines = (await readFile(join(project, `${name}.txt`), 'utf8').catch(() => '')).trimEnd().split('\n');
    const own = new Set(['PWD', 'SHLVL', '_', 'OLDPWD']);
    const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
    return Object.fromEntries(pairs.filter(([key]) => key !== '' && !own.has(key)));
  };
  return { code, path, npm: await noted('npm'), tests: await noted('node') };
}

test('.ci/run installs with what npm needs to reach its registry, and tests with nothing but HOME and PATH', async () => {
  const forNpm = { npm_config_registry: 'http://127.0.0.1:9/', https_proxy: 'http://127.0.0.1:9', NO_PROXY: 'a b' };
  const others = { ...testEnvironment({ LANG: 'de_DE.UTF-8', NODE_OPTIONS: '--inspect', DISPLAY: ':0' }) };
  const { code, path, npm, tests } = await run({ ...others, ...forNpm }, { npm: 0, tests: 0 });
  const bare = { HOME: '/home/somebody', PATH: path };
  expect(npm).toEqual({ words: 'ci', ...bare, ...forNpm });
  expect(tests).toEqual({ words: 'test/ci.ts', ...bare });
  expect(code).toBe(0);
});

test('.ci/run fails when a test fails, and does not test what could not be installed', async () => {
  expect((await run({}, { npm: 0, tests: 1 })).code).toBe(1);
  expect(await run({}, { npm: 7, tests: 0 })).toMatchObject({ code: 7, tests: {} });
});
