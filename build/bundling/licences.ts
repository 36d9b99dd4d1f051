import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type InstalledPackage, installedWithDependencies } from './installed-packages.ts';

const projectManifest = z.object({ dependencies: z.record(z.string(), z.string()) });
const licenceFile = /^(licen[cs]e|copying|notice)/i;
const readmeFile = /^readme/i;
const ruler = '-'.repeat(80);

/**
 * The licences of Afterimage and of every package in it, as text for people. Those of Electron and Chromium lie beside
 * the program (LICENSE, LICENSES.chromium.html), where Electron puts them.
 */
export async function licenceTexts(project: string): Promise<string> {
  const manifest = projectManifest.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8')));
  const packages = await installedWithDependencies(project, Object.keys(manifest.dependencies));
  const own = await readFile(join(project, 'LICENSE'), 'utf8');
  const others = await Promise.all(packages.map((one) => licenceOf(project, one)));
  return [`Afterimage\n\n${own.trim()}`, 'It contains the following software.', ...others, ''].join(`\n\n${ruler}\n\n`);
}

async function licenceOf(project: string, { name, version, license, path }: InstalledPackage): Promise<string> {
  const folder = join(project, path);
  const files = (await readdir(folder)).toSorted();
  const named = files.filter((file) => licenceFile.test(file));
  // Without its own file, a package says in its README under which licences its parts are.
  const told = named.length > 0 ? named : files.filter((file) => readmeFile.test(file));
  const texts = await Promise.all(told.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}
