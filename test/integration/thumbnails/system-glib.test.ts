import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemGlib } from '../../support/system-glib.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { mixedPictures } from './mixed-pictures.ts';

const glib = systemGlib();
const why = 'there is no GLib of the system (libgobject-2.0.so.0)';

/** Runs a script of this folder with the system's GLib mapped, as it is in Electron's processes. */
async function run(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: testEnvironment({ ...glib }),
  });
  const [output, errors] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray());
  const code = await new Promise<number | string | null>((resolve) =>
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal)),
  );
  return { code, output: (await output)?.join('') ?? '', errors: (await errors)?.join('') ?? '' };
}

test.skipIf(glib === null)(
  `two hundred pictures of all kinds beside the system's GLib (skipped where ${why})`,
  async () => {
    const folder = await temporaryFolder();
    const pictures = await mixedPictures();
    expect(pictures.size).toBeGreaterThanOrEqual(200);
    for (const [name, { content }] of pictures) await writeFile(join(folder, name), content);
    const { code, output, errors } = await run('make-thumbnails.ts', folder);
    expect(errors).not.toContain('CRITICAL');
    expect(code).toBe(0);
    const expected = Object.fromEntries([...pictures].map(([name, { thumbnail }]) => [name, thumbnail]));
    expect(JSON.parse(output)).toEqual(expected);
  },
);

test.skipIf(glib === null)(`compiled decoders do not pass that test (skipped where ${why})`, async () => {
  const { code, errors } = await run('use-native-sharp.ts');
  expect(code !== 0 || errors.includes('GLib-GObject-CRITICAL')).toBe(true);
});
