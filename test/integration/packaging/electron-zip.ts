import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ZipEntry, zipFile } from './zip-file.ts';

const electron = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'electron');

/** The fuse wire, version 1 with nine fuses, in the states that Electron ships them in (@electron/fuses, "fuse wire"). */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
]);

/**
 * Writes what stands in for the download of Electron into `folder`: everything that packaging touches, and nothing that
 * could run.
 */
export async function writeElectronZips(
  folder: string,
  platform: 'linux' | 'darwin',
  arches: readonly string[],
): Promise<void> {
  const { version } = JSON.parse(await readFile(join(electron, 'package.json'), 'utf8'));
  const files = platform === 'linux' ? linuxFiles(version) : macFiles(version);
  await mkdir(folder, { recursive: true });
  for (const arch of arches) {
    await writeFile(join(folder, `electron-v${version}-${platform}-${arch}.zip`), zipFile(files));
  }
}

function linuxFiles(version: string): readonly ZipEntry[] {
  return [
    file('electron', Buffer.concat([Buffer.from('#!/bin/false\n'), fuseWire, Buffer.alloc(4096)]), 0o755),
    file('chrome-sandbox', '', 0o755),
    ...commonFiles(version),
    file('resources/default_app.asar', 'default'),
  ];
}

function macFiles(version: string): readonly ZipEntry[] {
  const contents = 'Electron.app/Contents';
  const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].flatMap((kind) => {
    const name = `Electron Helper${kind}`;
    const helper = `${contents}/Frameworks/${name}.app/Contents`;
    return [file(`${helper}/Info.plist`, propertyList(name)), file(`${helper}/MacOS/${name}`, machO, 0o755)];
  });
  const framework = `${contents}/Frameworks/Electron Framework.framework/Electron Framework`;
  return [
    file(`${contents}/Info.plist`, propertyList('Electron')),
    file(`${contents}/MacOS/Electron`, machO, 0o755),
    file(framework, Buffer.concat([machO, fuseWire, Buffer.alloc(4096)]), 0o755),
    ...helpers,
    file(`${contents}/Resources/electron.icns`, 'icon'),
    file(`${contents}/Resources/default_app.asar`, 'default'),
    ...commonFiles(version),
  ];
}

function commonFiles(version: string): readonly ZipEntry[] {
  return [
    file('version', version),
    file('LICENSE', 'Electron’s licence'),
    file('LICENSES.chromium.html', '<title>Credits</title>'),
  ];
}

/** The first bytes of a 64-bit Mach-O program, by which a signer knows what to sign. */
const machO = Buffer.concat([Buffer.from([0xcf, 0xfa, 0xed, 0xfe]), Buffer.alloc(1024)]);

function propertyList(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIconFile</key><string>electron.icns</string>
<key>CFBundleName</key><string>${name}</string>
</dict></plist>
`;
}

function file(path: string, bytes: Buffer | string, mode = 0o644): ZipEntry {
  return { path, bytes: Buffer.from(bytes), mode };
}
