import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { _electron } from '@playwright/test';
import ts from 'typescript';
import { testEnvironment } from '../../support/test-environment.ts';
import { environmentFor, expect, test } from './launch.ts';

const electronPath: string = createRequire(import.meta.url)('electron');

/** The self-test app as an archive, in a folder called resources; no TypeScript, which nothing strips in an archive. */
async function packedApp(folder: string): Promise<string> {
  const source = join(folder, 'app');
  cpSync(join(import.meta.dirname, 'app'), source, { recursive: true });
  for (const name of ['main', 'engine']) {
    const path = join(source, `${name}.ts`);
    const text = readFileSync(path, 'utf8').replace("'engine.ts'", "'engine.js'");
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024 };
    writeFileSync(join(source, `${name}.js`), ts.transpileModule(text, { compilerOptions }).outputText);
    rmSync(path);
  }
  const manifest = { ...JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')), main: 'main.js' };
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  const archive = join(folder, 'resources', 'app.asar');
  await createPackage(source, archive);
  return archive;
}

test('an app runs out of its archive: page, preload, engine and icons', async ({ chromium, profile }) => {
  const archive = await packedApp(profile);
  const app = await _electron.launch({
    args: [archive, `--user-data-dir=${join(profile, 'data')}`],
    env: environmentFor(chromium),
  });
  const page = await app.firstWindow();
  await page.getByRole('heading', { name: 'Self-test' }).waitFor();
  expect(await page.evaluate('api.double(21)')).toMatchObject({ doubled: 42 });
  expect(await app.evaluate(({ app: { isPackaged }, app }) => [isPackaged, app.getAppPath()])).toEqual([
    false,
    archive,
  ]);
  await app.close();
});

test('a packaged app starts without being told its archive', async ({ chromium, profile }) => {
  const archive = await packedApp(profile);
  const app = await _electron.launch({
    args: [`--user-data-dir=${join(profile, 'data')}`, '--hidden'],
    env: { ...environmentFor(chromium), STANDIN_PACKAGED: archive },
  });
  await app.firstWindow();
  const facts = await app.evaluate(({ app: { isPackaged } }) => ({
    isPackaged,
    resources: process.resourcesPath,
    isDefaultApp: process.defaultApp,
    argv: process.argv.slice(1).filter((argument) => !argument.startsWith('--user-data-dir')),
  }));
  expect(facts).toEqual({ isPackaged: true, resources: join(profile, 'resources'), argv: ['--hidden'] });
  await app.close();
});

test('a packaged app is an archive, and nothing else', async ({ profile }) => {
  expect(await endOf({ STANDIN_PACKAGED: profile })).toEqual([1, expect.stringContaining(`${profile} is no archive`)]);
});

test('an app with a changed byte does not start', async ({ profile }) => {
  const archive = await packedApp(profile);
  const bytes = readFileSync(archive);
  const at = bytes.indexOf('requestSingleInstanceLock');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(archive, bytes);
  expect(await endOf({ STANDIN_PACKAGED: archive })).toEqual([1, expect.stringContaining('ASAR Integrity Violation')]);
});

/** How a start ends: exit code and what it says on its standard error. */
async function endOf(more: Record<string, string>): Promise<readonly [number | null, string]> {
  const child = spawn(electronPath, [], { env: testEnvironment(more), stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const said = Buffer.concat(await child.stderr.toArray()).toString();
  return [await exited, said];
}
