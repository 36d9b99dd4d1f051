import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { packagedFolder } from '../../../build/packaging/identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeElectronZips } from './electron-zip.ts';
import { npmRun } from './npm-run.ts';
import { copyProject } from './project-copy.ts';

/**
 * Apple's tools are on macOS alone. What they are called with, and on what, can be seen anywhere: a `codesign` that
 * keeps a copy of what it was to seal last.
 */
test('the bundle for macOS is sealed as a whole once it is finished, and nothing in it changes afterwards', {
  tags: 'long',
}, async () => {
  await using project = await copyProject();
  const scratch = await temporaryFolder();
  const tools = join(scratch, 'tools');
  const calls = join(scratch, 'calls');
  const sealed = join(scratch, 'sealed');
  await mkdir(tools);
  await writeFile(
    join(tools, 'codesign'),
    `#!/bin/sh
echo "$*" >> '${calls}'
for target; do :; done
case "$*" in --sign*/Afterimage.app) rm -rf '${sealed}'; cp -R "$target" '${sealed}' ;; esac
`,
  );
  await chmod(join(tools, 'codesign'), 0o755);
  await writeElectronZips(join(scratch, 'zips'), 'darwin', ['arm64']);
  // The packages of macOS are not installed here: Forge is told that those of this machine are the right ones.
  await writeFile(
    join(project.folder, 'forge.config.ts'),
    `import { forgeConfig } from './build/packaging/forge.ts';
export default async () => {
  const config = await forgeConfig({
    project: import.meta.dirname, environment: process.env, platform: 'darwin', electronZips: ${JSON.stringify(join(scratch, 'zips'))},
  });
  const afterCopy = config.hooks.packageAfterCopy;
  const packageAfterCopy = (forge, app, version) => afterCopy(forge, app, version, process.platform, process.arch);
  return { ...config, hooks: { ...config.hooks, packageAfterCopy } };
};\n`,
  );
  const ended = await npmRun(project.folder, 'package', {
    args: ['--platform=darwin', '--arch=arm64'],
    environment: {
      PATH: [tools, join(project.folder, 'node_modules', '.bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      GITHUB_REPOSITORY: 'someone/afterimage',
    },
  });
  expect(ended.code, ended.output).toBe(0);

  const app = join(project.folder, packagedFolder, 'Afterimage-darwin-arm64', 'Afterimage.app');
  const bundle = await contentsOf(app);
  expect([...bundle.keys()]).toEqual(
    expect.arrayContaining(['Contents/MacOS/Afterimage', 'Contents/Resources/app-update.yml']),
  );
  expect(bundle).toEqual(await contentsOf(sealed));

  const lines = (await readFile(calls, 'utf8')).trimEnd().split('\n');
  const signed = lines.filter((line) => line.startsWith('--sign - --force --timestamp=none'));
  // Every program and every library in it, from the inside out.
  for (const name of ['Afterimage Helper (Renderer)', 'Electron Framework', '.node', 'Contents/MacOS/Afterimage']) {
    expect(
      signed.some((line) => line.endsWith(name)),
      name,
    ).toBe(true);
  }
  expect(signed.at(-1)).toMatch(/\/Afterimage\.app$/);
  const later = lines.slice(lines.indexOf(signed.at(-1) ?? '') + 1);
  expect(later).toEqual([
    expect.stringMatching(/^--verify --deep .*\/Afterimage\.app$/),
    expect.stringMatching(/^--display .*\/Afterimage\.app$/),
  ]);
});

/** Path → hash of every file. */
async function contentsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hashed = files.toSorted().map(async (file) => {
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return [file.slice(folder.length + 1), hash] as const;
  });
  return new Map(await Promise.all(hashed));
}
