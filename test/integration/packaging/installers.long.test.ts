import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installersFolder, linuxName } from '../../../build/packaging/identity.ts';
import { readUpdateInfo } from '../../../build/release/update-info.ts';
import { runtimeText, writeInstallerTools } from './installer-tools.ts';
import { npmRun } from './npm-run.ts';
import { type PackagedApp, packageApp } from './packaged-app.ts';

const run = promisify(execFile);

describe('npm run installers', { tags: 'long' }, () => {
  let app: PackagedApp;
  let installers: string;
  let names: readonly string[];

  beforeAll(async () => {
    app = await packageApp();
    installers = join(app.project, installersFolder);
    // What an earlier version has left must not become part of this one.
    await mkdir(installers, { recursive: true });
    await writeFile(join(installers, 'latest-linux.yml'), 'version: 0.0.1');
    const tools = await writeInstallerTools(join(app.project, 'tools'));
    const environment = { ...tools, GITHUB_REPOSITORY: 'someone/afterimage' };
    const ended = await npmRun(app.project, 'installers', { environment });
    expect(ended.code, ended.output).toBe(0);
    names = await readdir(installers);
  }, 240_000);

  afterAll(() => app[Symbol.asyncDispose]());

  function made(kind: string): string {
    const found = names.filter((name) => name.endsWith(`.${kind}`));
    expect(found).toHaveLength(1);
    return join(installers, found[0] ?? '');
  }

  test('makes every kind for Linux, and tells installed apps of each of them', async () => {
    const info = readUpdateInfo(await readFile(join(installers, 'latest-linux.yml'), 'utf8'));
    expect(info.version).toBe(JSON.parse(await readFile(join(app.project, 'package.json'), 'utf8')).version);
    expect(info.files.map(({ url }) => url.split('.').at(-1))).toEqual(['AppImage', 'deb', 'rpm']);
    for (const { url, sha512 } of info.files) {
      expect(names).toContain(url);
      const bytes = await readFile(join(installers, url));
      expect(createHash('sha512').update(bytes).digest('base64'), url).toBe(sha512);
    }
  });

  test('puts the packaged app with its launcher and its desktop entry into the AppImage', async () => {
    const image = await readFile(made('AppImage'));
    expect(image.subarray(0, runtimeText.length).toString()).toBe(runtimeText);
    expect((await stat(made('AppImage'))).mode & 0o111).toBe(0o111);
    const inside = join(app.project, 'inside');
    await mkdir(inside);
    await writeFile(join(app.project, 'image.tar'), image.subarray(runtimeText.length));
    await run('tar', ['-xf', join(app.project, 'image.tar'), '-C', inside]);
    expect(await readdir(inside)).toEqual(expect.arrayContaining(['AppRun', linuxName, `${linuxName}.desktop`]));
    expect(await readFile(join(inside, 'resources', 'app.asar'))).toEqual(await readFile(app.asar));
    // It would say of an AppImage that it is a .deb, and electron-updater would believe it.
    expect(await readdir(join(inside, 'resources'))).not.toContain('package-type');
  });

  test.each(['deb', 'rpm'])('puts the packaged app into the .%s under the name of its own', async (kind) => {
    const words = (await readFile(made(kind), 'utf8')).split('\n');
    expect(words[words.indexOf('--name') + 1]).toBe(linuxName);
    expect(words).toContain(`${app.folder}/=/opt/Afterimage`);
  });
});
