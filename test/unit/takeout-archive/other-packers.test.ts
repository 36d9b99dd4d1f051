import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { fetched, listed, opened } from './part-reading.ts';

const utf8 = testEnvironment({ LC_ALL: 'C.UTF-8' });
const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
const names = ['Takeout/Fotos von 2024/Übung.jpg', `Takeout/${'lang '.repeat(30)}.jpg`, 'Takeout/夏.json'];

/** A folder with an export, for packers that a person may have used. */
async function extracted(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'Takeout', 'Fotos von 2024'), { recursive: true });
  for (const name of names) await writeFile(join(folder, name), name.repeat(200));
  return folder;
}

async function packed(program: string, ...flags: readonly string[]) {
  const cwd = await extracted();
  const { status, stderr } = spawnSync(program, flags, { cwd, env: utf8, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const part = await opened(join(cwd, flags.find((flag) => flag.startsWith('packed')) ?? ''));
  return { part, entries: (await listed(part)).entries };
}

/** Is everything there, with its bytes? */
async function expectSame({ part, entries }: Awaited<ReturnType<typeof packed>>): Promise<void> {
  expect(entries.map(({ path }) => path).toSorted()).toEqual(names.toSorted());
  for (const entry of entries) expect(await fetched(part, entry)).toEqual(Buffer.from(entry.path.repeat(200)));
}

describe.skipIf(!isInstalled('tar'))('tar', () => {
  test.each(['gnu', 'pax'])('%s, with a dot before every name', async (format) => {
    await expectSame(await packed('tar', '--format', format, '-czf', 'packed.tgz', './Takeout'));
  });
});

describe.skipIf(!isInstalled('zip'))('zip', () => {
  test.each([['-0'], ['-9'], ['-fd'], ['-D']])('%s', async (flag) => {
    await expectSame(await packed('zip', '-qr', flag, 'packed.zip', 'Takeout'));
  });

  test('with a password', async () => {
    const { entries } = await packed('zip', '-qr', '-P', 'secret', 'packed.zip', 'Takeout');
    expect(entries.map(({ refusal }) => refusal?.code)).toEqual(names.map(() => 'entry-encrypted'));
  });

  test('with another method', async () => {
    const { entries } = await packed('zip', '-qr', '-Z', 'bzip2', 'packed.zip', 'Takeout');
    expect(entries.map(({ refusal }) => refusal?.code)).toEqual(names.map(() => 'entry-unsupported'));
  });
});
