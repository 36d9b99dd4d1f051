import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoArguments, readStartRequest } from '../../../build/start/arguments.ts';
import { electronMissingText, findElectron, installElectron } from '../../../build/start/electron-program.ts';
import { readOptions, type StartOptions } from '../../../electron/main/options.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-start-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function installInto(place: string): Promise<void> {
  await mkdir(join(place, 'dist'), { recursive: true });
  await writeFile(join(place, 'path.txt'), 'electron');
  await writeFile(join(place, 'dist', 'electron'), '');
}

const neverFetched = async (): Promise<never> => {
  throw new Error('It should not have been fetched');
};

describe("Electron's program", () => {
  test('is used where it is', async () => {
    await installInto(folder);
    const found = await findElectron({ package: folder, environment: {} }, neverFetched);
    expect(found).toEqual({ kind: 'here', path: join(folder, 'dist', 'electron') });
  });

  test('is taken from where the variable says', async () => {
    await writeFile(join(folder, 'electron'), '');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    const found = await findElectron({ package: join(folder, 'no package'), environment }, neverFetched);
    expect(found).toEqual({ kind: 'here', path: join(folder, 'electron') });
  });

  test('is fetched once when it is not there', async () => {
    const found = await findElectron({ package: folder, environment: {} }, async () => {
      await installInto(folder);
      return { ok: true, output: '' };
    });
    expect(found.kind).toBe('here');
  });

  test('is missed with the reason that the download gave', async () => {
    const output = 'Downloading\nRequestError: getaddrinfo ENOTFOUND github.com\n    at somewhere (file.js:1)';
    const found = await findElectron({ package: folder, environment: {} }, async () => ({ ok: false, output }));
    expect(found).toEqual({ kind: 'missing', reason: 'RequestError: getaddrinfo ENOTFOUND github.com' });
  });

  test('is missed when the download ends well and brings nothing', async () => {
    const found = await findElectron({ package: folder, environment: {} }, async () => ({ ok: true, output: '' }));
    expect(found).toEqual({ kind: 'missing', reason: 'the download brought nothing' });
  });

  test('is fetched by the script of the package, whose words are kept', async () => {
    await writeFile(join(folder, 'install.js'), 'console.error("Error: no way"); process.exit(1);');
    expect(await installElectron(folder)).toEqual({ ok: false, output: 'Error: no way\n' });
  });

  test('that cannot be had is one clear sentence and the ways out', () => {
    const text = electronMissingText('TypeError: fetch failed');
    expect(text.split('\n')[0]).toMatch(/^The window of Afterimage needs .* \(TypeError: fetch failed\)\.$/);
    for (const way of ['npx install-electron', 'ELECTRON_OVERRIDE_DIST_PATH=', 'npm run demo'])
      expect(text).toContain(way);
  });
});

function developmentOptions(args: readonly string[]): StartOptions {
  const read = readOptions(args, false);
  if (!read.ok) throw new Error(read.problem.title);
  return read.value;
}

describe('the words after npm start --', () => {
  test('go to the app, but for --demo', () => {
    expect(readStartRequest(['--demo', '--hidden'])).toEqual({ demo: true, forApp: ['--hidden'] });
    expect(readStartRequest([])).toEqual({ demo: false, forApp: [] });
  });

  test('of a demo are understood by a development build, and by no packaged one', () => {
    const args = demoArguments('http://127.0.0.1:4000', { profile: '/demo/profile', tokens: '/demo/tokens.json' });
    const { endpoints, tokenStore } = developmentOptions(args);
    expect(endpoints.token).toMatch(/^http:\/\/127\.0\.0\.1:4000\//);
    expect(tokenStore).toEqual({ kind: 'file', path: '/demo/tokens.json' });
    expect(args).toContain('--user-data-dir=/demo/profile');
    expect(readOptions(args, true)).toMatchObject({ ok: false, problem: { code: 'usage' } });
  });
});
