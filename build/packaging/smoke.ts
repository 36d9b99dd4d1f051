/** `node build/packaging/smoke.ts`: starts the packaged app on an empty profile and waits until its log says so. */
import { join } from 'node:path';
import { linuxName, packagedFolder, productName } from './identity.ts';
import { startsUp } from './starts-up.ts';

const project = join(import.meta.dirname, '..', '..');
const folder = join(project, packagedFolder, `${productName}-${process.platform}-${process.arch}`);
const programs: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: join(folder, linuxName),
  darwin: join(folder, `${productName}.app`, 'Contents', 'MacOS', productName),
  win32: join(folder, `${productName}.exe`),
};
const program = programs[process.platform];
if (program === undefined) throw new Error(`Afterimage is not packaged for ${process.platform}`);
const started = await startsUp(program, [], 60_000);
process.stdout.write(`${started.ok ? 'It starts' : 'It does not start'}:\n${started.log}\n`);
process.exitCode = started.ok ? 0 : 1;
