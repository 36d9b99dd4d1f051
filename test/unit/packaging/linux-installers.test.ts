import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { screenIn } from '../../../electron/main/options.ts';
import configuration from '../../../electron-builder.config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { appImageDesktopEntry, packageContent } from './linux-installers.ts';

const run = promisify(execFile);
const project = join(import.meta.dirname, '..', '..', '..');
// The launcher of an AppImage is not among electron-builder's exports.
const require = createRequire(join(project, 'node_modules', 'electron-builder', 'package.json'));

describe('the AppImage', () => {
  test('has the static runtime, which needs no libfuse2', () => {
    const { appimageChecksums } = require('app-builder-lib/out/toolsets/linux.js');
    const chosen = configuration.toolsets?.appimage ?? '0.0.0';
    expect(chosen).not.toBe('0.0.0');
    expect(Object.keys(appimageChecksums[chosen]).join()).toContain('runtime');
  });

  test('starts from its desktop entry with the sandbox on', async () => {
    const entry = await appImageDesktopEntry(await temporaryFolder());
    expect(entry).toMatch(/^Exec=AppRun %U$/m);
    expect(entry).not.toContain('sandbox');
  });

  test.each([
    ['may have user namespaces', 0, ['--hidden']],
    ['may not', 1, ['--no-sandbox', '--hidden']],
  ])('gives up the sandbox only where the system lets nobody have one: %s', async (_who, code, started) => {
    const { generateAppRunScript } = require('app-builder-lib/out/targets/appimage/appImageUtil.js');
    const folder = await temporaryFolder();
    const executable = configuration.linux?.executableName;
    const names = { ExecutableName: executable, ProductName: 'Afterimage', ProductFilename: 'Afterimage' };
    await program(join(folder, 'AppRun'), generateAppRunScript({ ...names, DesktopFileName: 'x', ResourceName: 'x' }));
    await program(join(folder, `${executable}`), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    await program(join(folder, 'unshare'), `#!/bin/sh\nexit ${code}\n`);
    const environment = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder };
    const { stdout } = await run(join(folder, 'AppRun'), ['--hidden'], { env: environment });
    expect(stdout.trim().split('\n')).toEqual(started);
  });
});

describe.each(['deb', 'rpm'] as const)('the .%s', (kind) => {
  test('puts the program where its desktop entry, its profile and its scripts look for it', async () => {
    const content = await packageContent(kind, await temporaryFolder());
    expect(content.arguments.some((argument) => argument.endsWith('/=/opt/Afterimage'))).toBe(true);
    expect(content.desktopEntry).toMatch(/^Exec=\/opt\/Afterimage\/afterimage-desktop %U$/m);
    expect(content.desktopEntry).not.toContain('sandbox');
    expect(content.appArmorProfile).toMatch(
      /^profile "afterimage-desktop" "\/opt\/Afterimage\/afterimage-desktop" flags=\(unconfined\) \{\n {2}userns,$/m,
    );
  });

  test('has shortcuts to screens that there are, and keeps the rest of its desktop entry', async () => {
    const { desktopEntry } = await packageContent(kind, await temporaryFolder());
    expect(desktopEntry).toMatch(/^Keywords=google;photos;/m);
    const actions = /^Actions=(.+);$/m.exec(desktopEntry)?.[1]?.split(';') ?? [];
    expect(actions).toHaveLength(2);
    for (const action of actions) {
      const group = desktopEntry.split(`[Desktop Action ${action}]\n`)[1] ?? '';
      const [, ...command] = /^Exec=(.+)$/m.exec(group)?.[1]?.split(' ') ?? [];
      expect(screenIn(command)).toBe(action);
    }
  });

  test('lets the sandbox have its namespaces on a system that restricts them', async () => {
    const system = await fakeSystem(kind, { userNamespaces: true });
    await system.install();
    expect(await readFile(join(system.root, 'etc', 'apparmor.d', 'afterimage-desktop'), 'utf8')).toContain('userns,');
    expect(await system.calls()).toContain(
      `apparmor_parser --replace --write-cache --skip-read-cache ${system.root}/etc/apparmor.d/afterimage-desktop`,
    );
    expect(await system.sandboxMode()).toBe(0o755);
    await system.remove();
    await expect(stat(join(system.root, 'etc', 'apparmor.d', 'afterimage-desktop'))).rejects.toThrow('ENOENT');
  });

  test('makes the sandbox helper SUID on a kernel without user namespaces', async () => {
    const system = await fakeSystem(kind, { userNamespaces: false });
    await system.install();
    expect(await system.sandboxMode()).toBe(0o4755);
  });
});

/** A program for a fake system. */
async function program(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}

/** A system with AppArmor, in a folder: the package's scripts run on it with every absolute path led there. */
async function fakeSystem(kind: 'deb' | 'rpm', { userNamespaces }: { readonly userNamespaces: boolean }) {
  const root = await temporaryFolder();
  const content = await packageContent(kind, root);
  const [app, bin] = [join(root, 'opt', 'Afterimage'), join(root, 'stub')];
  for (const folder of [join(app, 'resources'), join(root, 'etc', 'apparmor.d'), join(root, 'usr', 'bin'), bin]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(join(app, 'resources', 'apparmor-profile'), content.appArmorProfile);
  await program(join(app, 'chrome-sandbox'), '');
  const calls = join(root, 'calls');
  await writeFile(calls, '');
  const told = ['apparmor_status', 'apparmor_parser', 'update-alternatives', 'update-mime-database'];
  for (const name of [...told, 'update-desktop-database']) {
    await program(join(bin, name), `#!/bin/sh\necho "${name} $*" >> '${calls}'\n`);
  }
  await program(join(bin, 'unshare'), `#!/bin/sh\nexit ${userNamespaces ? 0 : 1}\n`);
  const perform = async (script: string) => {
    const here = script.replaceAll(/(['"\s])\/(opt|etc|usr)\//g, `$1${root}/$2/`);
    await program(join(root, 'script'), here);
    await run('bash', [join(root, 'script')], { env: { PATH: `${bin}:/usr/bin:/bin` } });
  };
  return {
    root,
    install: () => perform(content.afterInstall),
    remove: () => perform(content.afterRemove),
    calls: async () => (await readFile(calls, 'utf8')).split('\n'),
    sandboxMode: async () => (await stat(join(app, 'chrome-sandbox'))).mode & 0o7777,
  };
}
