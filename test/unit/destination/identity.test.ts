import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { initialiseDestination, openDestination } from '../../../electron/engine/destination/identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { coverWithEmptyDisk, readOnlyView } from './disks.ts';
import { codeOf, identity, now, openedDestination, valueIn } from './open-folder.ts';

const making = { now: () => now, newIdentity: () => identity };
const otherIdentity = '11111111-2222-4333-8444-555555555555';

describe('initialiseDestination', () => {
  test('gives a folder an identity, and adopts it the next time', async () => {
    const folder = await temporaryFolder();
    const made = valueIn(await initialiseDestination(folder, making));
    expect(made).toEqual({ format: 1, identity, createdAt: now.toISOString() });
    const adopted = valueIn(await initialiseDestination(folder, { ...making, newIdentity: () => otherIdentity }));
    expect(adopted).toEqual(made);
    expect(await readdir(join(folder, '.afterimage'))).toEqual(['destination.json']);
  });

  test('keeps an identity that cannot be understood aside', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.afterimage'));
    await writeFile(join(folder, '.afterimage/destination.json'), '{"format":1,"ident');
    expect(valueIn(await initialiseDestination(folder, making)).identity).toBe(identity);
    expect(await readFile(join(folder, '.afterimage/destination.json.damaged'), 'utf8')).toBe('{"format":1,"ident');
  });

  test('never makes the folder itself', async () => {
    const folder = join(await temporaryFolder(), 'gone');
    expect(codeOf(await initialiseDestination(folder, making))).toBe('destination-missing');
  });

  test('a read-only disk', async (context) => {
    const view = await readOnlyView(context, await temporaryFolder());
    expect(codeOf(await initialiseDestination(view, making))).toBe('destination-not-writable');
  });
});

describe('openDestination', () => {
  test('makes its own folders', async () => {
    const { path } = await openedDestination();
    expect((await readdir(join(path, '.afterimage'))).sort()).toEqual([
      'destination.json',
      'quarantine',
      'reports',
      'staging',
    ]);
  });

  test('an empty mount point stops before anything is written', async () => {
    const folder = await temporaryFolder();
    expect(codeOf(await openDestination(folder, identity))).toBe('destination-foreign');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a foreign identity stops before anything is written', async () => {
    const folder = await temporaryFolder();
    valueIn(await initialiseDestination(folder, making));
    expect(codeOf(await openDestination(folder, otherIdentity))).toBe('destination-foreign');
    expect(await readdir(join(folder, '.afterimage'))).toEqual(['destination.json']);
  });

  test('a folder that is not there', async () => {
    expect(codeOf(await openDestination(join(await temporaryFolder(), 'gone'), identity))).toBe('destination-missing');
  });
});

describe('stillThere', () => {
  test('notices a folder that went away and came back', async () => {
    const folder = join(await temporaryFolder(), 'disk');
    await mkdir(folder);
    const destination = await openedDestination(folder);
    expect(codeOf(await destination.stillThere())).toBe('none');
    await rename(folder, `${folder}-away`);
    expect(codeOf(await destination.stillThere())).toBe('destination-missing');
    await rename(`${folder}-away`, folder);
    expect(codeOf(await destination.stillThere())).toBe('none');
  });

  test('notices an empty mount point', async (context) => {
    const destination = await openedDestination();
    await coverWithEmptyDisk(context, destination.path);
    expect(codeOf(await destination.stillThere())).toBe('destination-foreign');
  });

  test('notices another disk in the same place', async () => {
    const destination = await openedDestination();
    await rm(join(destination.path, '.afterimage'), { recursive: true });
    valueIn(await initialiseDestination(destination.path, { ...making, newIdentity: () => otherIdentity }));
    expect(codeOf(await destination.stillThere())).toBe('destination-foreign');
  });

  test('goes by the content where inode numbers change', async () => {
    const destination = await openedDestination();
    const file = join(destination.path, '.afterimage/destination.json');
    const text = await readFile(file, 'utf8');
    await writeFile(`${file}.copy`, text);
    await rename(`${file}.copy`, file);
    expect(codeOf(await destination.stillThere())).toBe('none');
  });
});
