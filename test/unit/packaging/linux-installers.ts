import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import * as z from 'zod';

const project = join(import.meta.dirname, '..', '..', '..');

const fpmOptions = z.tuple([z.array(z.string()), z.string()]);
const appImageOptions = z.object({ desktop: z.string(), desktopFileName: z.string() });

/** What a .deb or .rpm is made from. */
export interface PackageContent {
  /** Everything that FPM is called with. */
  readonly arguments: readonly string[];
  readonly desktopEntry: string;
  /** The scripts that the package runs as root. */
  readonly afterInstall: string;
  readonly afterRemove: string;
  readonly appArmorProfile: string;
}

/** The desktop entry inside the AppImage, as electron-builder makes it from the project's configuration. */
export async function appImageDesktopEntry(scratch: string): Promise<string> {
  return appImageOptions.parse(await computed('AppImage', await fakeApp(scratch))).desktop;
}

/** What electron-builder would hand to FPM for this kind of package. */
export async function packageContent(target: 'deb' | 'rpm', scratch: string): Promise<PackageContent> {
  const app = await fakeApp(scratch);
  let content: PackageContent | null = null;
  await computed(target, app, async (options) => {
    // electron-builder removes these files as soon as it is done.
    const [fpm, desktopFile] = fpmOptions.parse(options);
    const script = (name: string) => readFile(fpm[fpm.indexOf(name) + 1] ?? '', 'utf8');
    content = {
      arguments: fpm,
      desktopEntry: await readFile(desktopFile, 'utf8'),
      afterInstall: await script('--after-install'),
      afterRemove: await script('--after-remove'),
      appArmorProfile: await readFile(join(app, 'resources', 'apparmor-profile'), 'utf8'),
    };
  });
  if (content === null) throw new Error(`electron-builder computed nothing for ${target}`);
  return content;
}

async function fakeApp(scratch: string): Promise<string> {
  const app = join(scratch, 'Afterimage-linux-x64');
  await mkdir(join(app, 'resources'), { recursive: true });
  await writeFile(join(app, 'resources', 'app.asar'), '');
  return app;
}

/**
 * Runs electron-builder until it knows what to make. It stops there, before it downloads a tool, because the hook that
 * its own tests use says that nothing more is wanted.
 */
async function computed(target: string, app: string, look?: (options: unknown) => Promise<void>): Promise<unknown> {
  let seen: unknown = null;
  const options = {
    targets: Platform.LINUX.createTarget([target], Arch.x64),
    projectDir: project,
    prepackaged: app,
    config: {
      extends: 'electron-builder.config.ts',
      directories: { output: join(app, '..', 'installers') },
      // A package must name a page; in a workflow it is that of the repository.
      extraMetadata: { homepage: 'https://github.com/someone/afterimage', desktopName: 'afterimage-desktop.desktop' },
    },
    publish: 'never' as const,
    effectiveOptionComputed: async (found: unknown) => {
      seen = found;
      await look?.(found);
      return true;
    },
  };
  await build(options);
  return seen;
}
