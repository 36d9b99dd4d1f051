import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What decides whether Chromium's sandbox can be had. */
export interface SandboxPlace {
  readonly platform: NodeJS.Platform;
  /** Absolute path of Electron's program. */
  readonly program: string;
  /** What the app is started with. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly files: SystemFiles;
}

/** The files that tell; null or empty for what is not there. */
export interface SystemFiles {
  readonly text: (path: string) => Promise<string | null>;
  readonly names: (folder: string) => Promise<readonly string[]>;
  readonly owner: (path: string) => Promise<{ readonly uid: number; readonly mode: number } | null>;
}

/** The machine's own files. */
export const systemFiles: SystemFiles = {
  text: (path) => readFile(path, 'utf8').catch(() => null),
  names: (folder) => readdir(folder).catch(() => []),
  owner: (path) => stat(path).catch(() => null),
};

/** Where AppArmor's profiles lie. */
const profiles = '/etc/apparmor.d';

/** Settings of the kernel that keep user namespaces from ordinary programs, and their values that do. */
const restrictions = [
  // Ubuntu since 23.10.
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  // Debian before 11, and hardened kernels.
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
] as const;

/**
 * The sandbox helper that Chromium would give up over, or null when it will start. Chromium takes user namespaces for
 * its sandbox; where the system forbids them it takes the helper beside it, which npm cannot make root's own:
 * https://github.com/electron/electron/issues/42510
 */
export async function unfitSandboxHelper(place: SandboxPlace): Promise<string | null> {
  const { platform, program, args, environment, files } = place;
  if (platform !== 'linux' || args.includes('--no-sandbox')) return null;
  // Electron reads it as --no-sandbox, whatever its value.
  if (environment['ELECTRON_DISABLE_SANDBOX'] !== undefined) return null;
  const helper = join(dirname(program), 'chrome-sandbox');
  const owner = await files.owner(helper);
  // The mode 4755: anyone who runs it runs as root.
  if (owner === null || (owner.uid === 0 && (owner.mode & 0o4001) === 0o4001)) return null;
  return (await mayMakeNamespaces(program, files)) ? null : helper;
}

async function mayMakeNamespaces(program: string, files: SystemFiles): Promise<boolean> {
  const states = await Promise.all(
    restrictions.map(async ([path, restricting]) => (await files.text(path))?.trim() === restricting),
  );
  const [byAppArmor, ...byKernel] = states;
  if (byKernel.includes(true)) return false;
  return byAppArmor !== true || (await hasProfile(program, files));
}

/** AppArmor lets programs have user namespaces by a profile that says so. */
async function hasProfile(program: string, files: SystemFiles): Promise<boolean> {
  const names = await files.names(profiles);
  const texts = await Promise.all(names.map((name) => files.text(join(profiles, name))));
  return texts.some(
    (text) =>
      text !== null &&
      /^\s*(allow\s+)?userns\b/m.test(text) &&
      [...text.matchAll(/(?<=^|[\s"])\/[^\s"]+/gm)].some(([pattern]) => matches(pattern, program)),
  );
}

/** Does a path with AppArmor's wildcards mean this file? */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+^$()|[\]\\]/g, '\\$&')
    .replaceAll('?', '[^/]')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*')
    .replaceAll(/\{([^{}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`);
  return new RegExp(`^${source}$`).test(path);
}

/** What a person reads when Chromium would give up over its sandbox. */
export function sandboxHelperText(helper: string): string {
  const quoted = `'${helper.replaceAll("'", "'\\''")}'`;
  return `Electron would refuse to start: this system keeps user namespaces from it, and the helper that its sandbox
needs instead does not belong to root. These two commands cure it, until Electron is installed again:

  sudo chown root:root ${quoted}
  sudo chmod 4755 ${quoted}

Other ways out:
  an AppArmor profile that allows "userns" to the program beside it, in /etc/apparmor.d
  without the sandbox, where nothing better can be had: npm start -- --no-sandbox
  without a window: npm run demo, or npm run -s afterimage -- --help
`;
}
