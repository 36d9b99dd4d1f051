import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isUpdateInfo, mergedUpdateInfo, readUpdateInfo } from './update-info.ts';

/** The file with the checksums of all others, as `sha256sum -c` reads it. */
const sumsFile = 'SHA256SUMS';

/** What a release must have, each once: what it is → how its name ends. */
const wantedAssets: Readonly<Record<string, string>> = {
  'the installer for Windows': '-win-x64.exe',
  'the disk image for Macs with Apple silicon': '-mac-arm64.dmg',
  'the disk image for Macs with an Intel processor': '-mac-x64.dmg',
  'the update for Macs with Apple silicon': '-mac-arm64.zip',
  'the update for Macs with an Intel processor': '-mac-x64.zip',
  'the AppImage': '-linux-x86_64.AppImage',
  'the package for Debian and Ubuntu': '-linux-amd64.deb',
  'the package for Fedora and openSUSE': '-linux-x86_64.rpm',
  'the command line for Linux': '-linux-x64.tar.gz',
  'the command line for Linux on ARM': '-linux-arm64.tar.gz',
  'the command line for Macs with Apple silicon': '-darwin-arm64.tar.gz',
  'the command line for Macs with an Intel processor': '-darwin-x64.tar.gz',
  'the command line for Windows': '-win32-x64.zip',
  'the update information for Windows': 'latest.yml',
  'the update information for macOS': 'latest-mac.yml',
  'the update information for Linux': 'latest-linux.yml',
};

/**
 * Puts what the machines of a workflow have made, a folder each below `made`, into the one folder `target` (absolute;
 * made when missing) as the assets of a release: update information of the same name is merged, everything is checked
 * to be there and to be what the update information says, and `SHA256SUMS` is written. Resolves to the names.
 */
export async function assembleRelease(made: string, target: string, version: string): Promise<readonly string[]> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty`);
  for (const [name, paths] of await byName(made)) {
    const [path, another] = paths;
    if (path === undefined) continue;
    if (isUpdateInfo(name)) {
      const texts = await Promise.all(paths.map((one) => readFile(one, 'utf8')));
      await writeFile(join(target, name), mergedUpdateInfo(texts));
    } else if (another !== undefined) throw new Error(`Two machines have made ${name}`);
    else await copyFile(path, join(target, name));
  }
  const names = (await readdir(target)).toSorted();
  requireAll(names, version);
  for (const name of names.filter(isUpdateInfo)) await requireTruth(target, name, version);
  const sums = await Promise.all(
    names.map(async (name) => `${await hashOf(join(target, name), 'sha256', 'hex')}  ${name}\n`),
  );
  await writeFile(join(target, sumsFile), sums.join(''));
  return [...names, sumsFile];
}

/** Every file below the folders of `made`: its name → where it lies, in the order of the folders. */
async function byName(made: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = await readdir(made, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Map.groupBy(paths.toSorted(), (path) => basename(path));
}

function requireAll(names: readonly string[], version: string): void {
  for (const [what, ending] of Object.entries(wantedAssets)) {
    const found = names.filter((name) => name.endsWith(ending));
    if (found.length !== 1) throw new Error(`A release has ${what} once, but there are ${found.length} (…${ending})`);
  }
  const foreign = names.find((name) => !isUpdateInfo(name) && !name.includes(`-${version}-`));
  if (foreign !== undefined) throw new Error(`${foreign} is not of version ${version}`);
}

/** Apps update themselves by it: what it names must be there, and be the same bytes. */
async function requireTruth(folder: string, name: string, version: string): Promise<void> {
  const info = readUpdateInfo(await readFile(join(folder, name), 'utf8'));
  if (info.version !== version) throw new Error(`${name} is of version ${info.version}, not of ${version}`);
  for (const { url, sha512, size } of info.files) {
    const path = join(folder, url);
    const facts = await stat(path).catch(() => null);
    if (facts === null) throw new Error(`${name} names ${url}, which is not there`);
    const isSame = (size ?? facts.size) === facts.size && (await hashOf(path, 'sha512', 'base64')) === sha512;
    if (!isSame) throw new Error(`${url} is not the file that ${name} names`);
  }
}

async function hashOf(path: string, algorithm: 'sha256' | 'sha512', encoding: 'hex' | 'base64'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest(encoding);
}
