import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** First bytes of an AppImage that the stand-in makes. */
export const runtimeText = 'the runtime of an AppImage';

/**
 * Stands in for the tools that electron-builder downloads for Linux: an image is a tar archive behind its runtime, a
 * package is the list of words that FPM was called with, a line each. Resolves to the variables that lead
 * electron-builder to them.
 */
export async function writeInstallerTools(folder: string): Promise<Readonly<Record<string, string>>> {
  const appImage = join(folder, 'appimage');
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  for (const name of ['runtimes', join('lib', arch)]) await mkdir(join(appImage, name), { recursive: true });
  await writeFile(join(appImage, 'runtimes', `runtime-${arch}`), runtimeText);
  await writeFile(join(appImage, 'lib', arch, 'libXss.so.1'), 'a library');
  await program(join(appImage, 'desktop-file-validate'), 'exit 0');
  // mksquashfs SOURCE IMAGE -offset BYTES …
  await program(join(appImage, 'mksquashfs'), 'head -c "$4" /dev/zero > "$2"\ntar -cf - -C "$1" . >> "$2"');
  const fpm = join(folder, 'fpm');
  await program(
    fpm,
    `for word; do [ "$before" = --package ] && file=$word; before=$word; done\nprintf '%s\\n' "$@" > "$file"`,
  );
  return { APPIMAGE_TOOLS_PATH: appImage, CUSTOM_FPM_PATH: fpm };
}

async function program(file: string, script: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}
