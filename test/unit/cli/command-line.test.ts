import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Output {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function collector(): { readonly stream: Writable; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

async function say(args: readonly string[], options: { readonly developmentBuild?: boolean } = {}): Promise<Output> {
  const out = collector();
  const err = collector();
  const code = await runCommandLine(args, {
    streams: { out: out.stream, err: err.stream },
    environment: { PATH: process.env['PATH'] },
    platform: 'linux',
    developmentBuild: options.developmentBuild ?? false,
    version: '1.2.3',
    signal: new AbortController().signal,
  });
  return { code, out: out.text(), err: err.text() };
}

test('help and version are answers, not errors', async () => {
  expect(await say(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  const help = await say(['--help']);
  expect(help.code).toBe(0);
  for (const command of ['client', 'sign-in', 'destination', 'backup', 'pick', 'verify', 'doctor']) {
    expect(help.out).toContain(command);
  }
});

test.for([
  ['no such command', ['backp']],
  ['no such option', ['backup', '--fulll']],
  ['a missing argument', ['client', 'set']],
  ['an unknown source', ['backup', '--source', 'moon']],
  ['a count that is none', ['pick', '--max', '0']],
  ['an album without a name', ['pick', '--album', ' ']],
  ['a wrong token store', ['accounts', '--token-store', 'cloud']],
  ['a simulated Google in a released build', ['accounts', '--google', 'http://127.0.0.1:1']],
  ['shortened waits in a released build', ['accounts', '--time-scale', '0.1']],
] as const)('%s ends with exit code 2, and with --json as a record', async ([, args]) => {
  const folder = await temporaryFolder();
  const said = await say([...args, '--data-dir', folder]);
  expect(said.code).toBe(2);
  expect(said.out).toBe('');
  expect(said.err).not.toBe('');
  const asJson = await say([...args, '--data-dir', folder, '--json']);
  expect(asJson.code).toBe(2);
  expect(JSON.parse(asJson.out)).toMatchObject({ event: 'failed', problem: { code: 'usage' } });
});

test('a stand-in for Google must be on loopback even in development builds', async () => {
  const said = await say(['accounts', '--google', 'https://example.com', '--data-dir', await temporaryFolder()], {
    developmentBuild: true,
  });
  expect(said).toMatchObject({ code: 2 });
  expect(said.err).toContain('127.0.0.1');
});

test('every problem says what to do', async () => {
  const folder = await temporaryFolder();
  const noFolder = await say(['backup', '--data-dir', folder]);
  expect(noFolder.code).toBe(6);
  expect(noFolder.err).toContain('afterimage destination set PATH');
  const missing = await say(['destination', 'set', join(folder, 'no', 'such', 'place'), '--data-dir', folder]);
  expect(missing.code).toBe(6);
  const backup = join(await temporaryFolder(), 'backup');
  expect((await say(['destination', 'set', backup, '--data-dir', folder])).code).toBe(0);
  const nobody = await say(['backup', '--data-dir', folder, '--token-store', 'memory']);
  expect(nobody).toMatchObject({ code: 4 });
});

test('without a keychain a secret is not quietly kept for one command only', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'client_secret_download.json');
  await writeFile(
    file,
    JSON.stringify({
      installed: {
        client_id: '123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com',
        client_secret: 'GOCSPX-not-a-real-secret-at-all',
        redirect_uris: ['http://localhost'],
      },
    }),
  );
  const refused = await say(['client', 'set', file, '--data-dir', folder]);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain('--token-store file:PATH');
  const kept = await say([
    'client',
    'set',
    file,
    '--data-dir',
    folder,
    '--token-store',
    `file:${join(folder, 'tokens')}`,
  ]);
  expect(kept.code, kept.err).toBe(0);
  expect(await readFile(join(folder, 'client.json'), 'utf8')).not.toContain('GOCSPX');
  const shown = await say(['client', 'show', '--json', '--data-dir', folder]);
  expect(JSON.parse(shown.out)).toMatchObject({ clientId: expect.stringMatching(/^123456789012-/) });
  expect(shown.out).not.toContain('GOCSPX');
});

test.for([
  ['an empty file', '', 'client-file-unreadable'],
  ['a cut-off file', '{"installed":{"client_id":"1', 'client-file-unreadable'],
  ['a web client', '{"web":{"client_id":"1-a.apps.googleusercontent.com"}}', 'client-file-web'],
  ['a service account', '{"type":"service_account","private_key":"x"}', 'client-file-service-account'],
  ['an API key', 'AIzaSyA-1234567890abcdefghijklmnopqrstu', 'client-file-api-key'],
  ['another JSON file', '{"name":"package"}', 'client-file-wrong'],
] as const)('%s is refused as a client file', async ([, text, code]) => {
  const folder = await temporaryFolder();
  const file = join(folder, 'chosen.json');
  await writeFile(file, text);
  const said = await say(['client', 'set', file, '--json', '--data-dir', folder, '--token-store', 'memory']);
  expect(said.code).toBe(2);
  expect(JSON.parse(said.out)).toMatchObject({ event: 'failed', problem: { code } });
});

test('damaged settings are reported and kept aside, as the app does', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'settings.json');
  await writeFile(file, '{"destination": ');
  const said = await say(['destination', 'show', '--data-dir', folder]);
  expect(said.code).toBe(3);
  expect(said.err).toContain(file);
  const [aside = '', ...others] = await readdir(folder);
  expect([aside, others]).toEqual([expect.stringMatching(/^settings\.json\.damaged-/), []]);
  expect(said.err).toContain(aside);
  expect(await readFile(join(folder, aside), 'utf8')).toBe('{"destination": ');
});

test('what the desktop app keeps in the settings survives the command line', async () => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify({ version: 1, schedule: { mode: 'daily', at: '03:00' } }),
  );
  const backup = join(await temporaryFolder(), 'backup');
  expect((await say(['destination', 'set', backup, '--data-dir', folder])).code).toBe(0);
  const kept: unknown = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'));
  expect(kept).toMatchObject({
    schedule: { mode: 'daily', at: '03:00' },
    destination: { path: backup },
  });
});
