/**
 * `node build/release/main.ts check TAG`: is the tag that of the project's version?
 * `node build/release/main.ts assemble TAG MADE TARGET`: the assets of the release into TARGET, from what the machines
 * of the workflow have made, a folder each below MADE.
 */
import { join, resolve } from 'node:path';
import { messageOf } from '../../electron/base/message-of.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { versionOfTag } from './version-of-tag.ts';

async function main([command, tag = '', made = '', target = '']: readonly string[]): Promise<string> {
  const version = versionOfTag(tag, packageJson.version);
  if (command === 'check') return `This is the release ${version}.`;
  if (command !== 'assemble' || made === '' || target === '')
    throw new Error('Not a command; see build/release/main.ts.');
  // Loaded here: the check runs before any package is installed.
  const { assembleRelease } = await import('./release-assets.ts');
  const names = await assembleRelease(resolve(made), resolve(target), version);
  return names.map((name) => join(target, name)).join('\n');
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
