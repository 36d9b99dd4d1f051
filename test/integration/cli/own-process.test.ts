import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { afterimageApart, lastRecord, signIn } from '../../support/command-line.ts';
import { expectWholeBackup } from '../../support/expect-backup.ts';
import { pick } from '../../support/picking.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

/** A computer on which every command runs in a process of its own, of this entry; each call ends only with its process. */
async function openComputer(entry?: string) {
  const google = await startSimulator({ consent: 'accept', items: 24, albums: 2, seed: 8, picker: { pollSeconds: 1 } });
  onTestFinished(() => google.close());
  const folder = await temporaryFolder();
  const backup = join(folder, 'backup');
  await mkdir(backup);
  const globals = [
    ...['--google', google.url, '--time-scale', '0.01', '--data-dir', join(folder, 'data')],
    ...['--token-store', `file:${join(folder, 'tokens.json')}`],
  ];
  const call: typeof afterimageApart = (args, options) => afterimageApart(args, { ...options, entry });
  const run = (args: readonly string[], options = {}) => call(args, { ...options, globals });
  return { google, folder, backup, run, signIn: () => signIn({ globals }, call) };
}

type Computer = Awaited<ReturnType<typeof openComputer>>;

/** From nothing to a verified backup, as the README says it. */
async function backUp({ google, backup, run, signIn }: Computer): Promise<void> {
  const steps = [
    () => run(['client', 'set', google.clientFile]),
    signIn,
    () => run(['destination', 'set', backup]),
    () => run(['backup', '--json']),
    () => run(['verify']),
  ];
  for (const step of steps) {
    const ended = await step();
    expect(ended.code, ended.stderr).toBe(0);
  }
  await expectWholeBackup(google.url, backup);
}

// `npm run demo` of the continuous integration runs the sources as well.
test.runIf(isLong())(
  'the sources, as a clone runs them: from nothing to a verified backup, each command in its own process',
  { tags: 'long' },
  async () => {
    await backUp(await openComputer('electron/cli/main.ts'));
  },
);

test('what is shipped: every kind of run comes to its end, and its process with it', async () => {
  const computer = await openComputer();
  await backUp(computer);
  const { google, folder, backup, run } = computer;

  const sample = await writeTakeoutSample(
    { out: join(folder, 'sample'), items: 12, albums: 1, seed: 3, parts: 1, itemBytes: 2_560 },
    createPictureStudio(),
  );
  const imported = await run(['import', '--json', ...sample.parts.map(({ path }) => path)]);
  expect(imported.code, imported.stderr).toBe(0);
  expect(lastRecord(imported)).toMatchObject({ event: 'finished', outcome: 'complete' });

  const ids: string[] = [];
  for await (const { id } of google.truth()) ids.push(id);
  const picked = await pick({ google, call: run }, [], { visits: [{ ids: ids.slice(0, 5) }] });
  expect(picked.code, picked.stderr).toBe(0);
  expect(lastRecord(picked)).toMatchObject({ event: 'finished', source: 'picker', outcome: 'complete' });

  const [photo = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n').map((line) => line.slice(66));
  for (const [code, ...args] of [
    [0, 'status'],
    [0, 'doctor'],
    // The sample has no index page, so that nothing proves it complete.
    [3, 'exports'],
    [0, 'items', 'list'],
    [0, 'explain', join(backup, photo)],
  ] as const) {
    const ended = await run([...args, '--json']);
    expect(ended.code, `${args.join(' ')}: ${ended.stderr}`).toBe(code);
    expect(ended.records.length, args.join(' ')).toBeGreaterThan(0);
  }
});

test('the bundle is ASCII: its source stays in memory, and any other character would double that', async () => {
  const folder = dirname(process.env['AFTERIMAGE_TEST_COMMAND_LINE'] ?? '');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const others: string[] = [];
  for (const name of scripts) if (/[^\0-\x7f]/u.test(await readFile(join(folder, name), 'utf8'))) others.push(name);
  expect([scripts.includes('cli.js'), others]).toEqual([true, []]);
});
