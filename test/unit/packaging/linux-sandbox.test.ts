import { describe, expect, test } from 'vitest';
import { type SystemFiles, sandboxHelperText, unfitSandboxHelper } from '../../../build/start/linux-sandbox.ts';

const program = '/home/ada/afterimage/node_modules/electron/dist/electron';
const helper = '/home/ada/afterimage/node_modules/electron/dist/chrome-sandbox';
/** As npm leaves it. */
const asInstalled = { uid: 1000, mode: 0o100755 };
const cured = { uid: 0, mode: 0o104755 };

interface Machine {
  readonly texts?: Readonly<Record<string, string>>;
  readonly owner?: { readonly uid: number; readonly mode: number } | null;
  readonly platform?: NodeJS.Platform;
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** What is found on a machine with these files and this owner of the helper. */
function foundOn({ texts = {}, owner = asInstalled, platform = 'linux', args = [], environment = {} }: Machine) {
  const files: SystemFiles = {
    text: async (path) => texts[path] ?? null,
    names: async (folder) =>
      Object.keys(texts).flatMap((path) => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : [])),
    owner: async (path) => (path === helper ? owner : null),
  };
  return unfitSandboxHelper({ platform, program, args, environment, files });
}

const ubuntu = { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n' };

describe('the helper of the sandbox', () => {
  test.each([
    ['Ubuntu 24.04', ubuntu],
    ['a kernel that lets root alone have namespaces', { '/proc/sys/kernel/unprivileged_userns_clone': '0\n' }],
    ['a kernel without namespaces', { '/proc/sys/user/max_user_namespaces': '0\n' }],
  ])('is unfit as npm leaves it on %s', async (_name, texts) => {
    expect(await foundOn({ texts })).toBe(helper);
  });

  test('does not matter where programs may have namespaces', async () => {
    const free = {
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '0\n',
      '/proc/sys/kernel/unprivileged_userns_clone': '1\n',
      '/proc/sys/user/max_user_namespaces': '63414\n',
    };
    expect(await foundOn({ texts: free })).toBeNull();
    expect(await foundOn({ texts: {} })).toBeNull();
  });

  test('is fit when it belongs to root with the mode 4755, and not with one of both', async () => {
    expect(await foundOn({ texts: ubuntu, owner: cured })).toBeNull();
    expect(await foundOn({ texts: ubuntu, owner: { uid: 0, mode: 0o100755 } })).toBe(helper);
    expect(await foundOn({ texts: ubuntu, owner: { uid: 1000, mode: 0o104755 } })).toBe(helper);
  });

  test('is asked for by nobody without the sandbox, on other systems, or where there is none', async () => {
    expect(await foundOn({ texts: ubuntu, args: ['--no-sandbox'] })).toBeNull();
    expect(await foundOn({ texts: ubuntu, environment: { ELECTRON_DISABLE_SANDBOX: '1' } })).toBeNull();
    expect(await foundOn({ texts: ubuntu, platform: 'darwin' })).toBeNull();
    expect(await foundOn({ texts: ubuntu, owner: null })).toBeNull();
  });

  test.each([
    [program, true],
    ['/home/*/**/node_modules/electron/dist/electron', true],
    ['/home/{ada,ben}/afterimage/**', true],
    ['/opt/other/electron', false],
    ['/home/*/electron', false],
    ['/home/[/electron', false],
  ])('is not needed with a profile of AppArmor for %s: %s', async (attachment, isNeedless) => {
    const profile = `abi <abi/4.0>,\nprofile electron "${attachment}" flags=(unconfined) {\n  userns,\n}\n`;
    const texts = { ...ubuntu, '/etc/apparmor.d/electron': profile };
    expect(await foundOn({ texts })).toBe(isNeedless ? null : helper);
  });

  test('is needed when the profile gives no namespaces', async () => {
    const profile = `profile electron ${program} {\n  capability sys_admin,\n}\n`;
    expect(await foundOn({ texts: { ...ubuntu, '/etc/apparmor.d/electron': profile } })).toBe(helper);
  });

  test('that is unfit is cured by two commands that can be pasted', () => {
    const text = sandboxHelperText("/home/ada's/dist/chrome-sandbox");
    expect(text).toContain("sudo chown root:root '/home/ada'\\''s/dist/chrome-sandbox'");
    expect(text).toContain("sudo chmod 4755 '/home/ada'\\''s/dist/chrome-sandbox'");
    expect(text).toContain('npm start -- --no-sandbox');
  });
});
