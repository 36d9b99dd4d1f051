/**
 * `npm run demo`: the whole way once, on a Google that runs inside this machine. Every step is the real command line
 * in its own process; only Google is simulated.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { messageOf } from '../../electron/base/message-of.ts';
import { verifyChecksums } from './checksums.ts';
import { type RunningSimulator, simulatorProcess } from './simulator-process.ts';

const items = 600;
const albums = 15;
const seed = 7;
const folder = resolve('demo-backup');
/** Afterimage's own data, so that the commands that are named at the end have something to work with. */
const data = resolve('demo-data');
/** In each of them, so that nothing else of these names is ever replaced. */
const markers = [join(folder, '.afterimage', 'demo'), join(data, 'demo')] as const;
const [folderMarker, dataMarker] = markers;
const madeByDemo = 'Made by the demo, which replaces this folder when it runs again.\n';
/** As they are named where they are, nothing of the person's own is touched, and hints stay short. */
const environment = {
  ...process.env,
  AFTERIMAGE_DATA_DIR: 'demo-data',
  AFTERIMAGE_TOKEN_STORE: 'file:demo-data/tokens.json',
};

function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

function heading(text: string): void {
  say();
  say(`── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`);
}

interface Spoken {
  readonly code: number;
  readonly stdout: string;
}

/** Runs the command line as a person would; `onLine` hears each line of its stdout as it comes. */
function afterimage(args: readonly string[], onLine: (line: string) => void = () => undefined): Promise<Spoken> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['electron/cli/main.ts', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environment,
    });
    let stdout = '';
    let heard = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      for (let end = stdout.indexOf('\n', heard); end >= 0; end = stdout.indexOf('\n', heard)) {
        onLine(stdout.slice(heard, end));
        heard = end + 1;
      }
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, stdout }));
  });
}

async function step(title: string, args: readonly string[], globals: readonly string[]): Promise<Spoken> {
  heading(title);
  say(`$ afterimage ${args.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg)).join(' ')}`);
  const spoken = await afterimage([...args, ...globals]);
  if (spoken.stdout !== '') say(spoken.stdout.trimEnd());
  if (spoken.code !== 0) throw new Error(`afterimage ${args.join(' ')} ended with exit code ${spoken.code}`);
  return spoken;
}

/** The loopback flow with a stand-in for the person: the printed address is opened, consent is given at once. */
async function signIn(globals: readonly string[]): Promise<void> {
  heading('Sign in with Google (consent is given automatically here)');
  say('$ afterimage sign-in --no-browser');
  let opened: Promise<unknown> | null = null;
  const spoken = await afterimage(['sign-in', '--no-browser', ...globals], (line) => {
    say(line);
    if (opened === null && line.startsWith('http')) opened = fetch(line).then((page) => page.text());
  });
  await opened;
  if (spoken.code !== 0) throw new Error(`sign-in ended with exit code ${spoken.code}`);
}

async function prepareFolders(): Promise<void> {
  for (const [place, marker] of [
    [folder, folderMarker],
    [data, dataMarker],
  ] as const) {
    if (!existsSync(place)) continue;
    if (!existsSync(marker)) {
      throw new Error(`${place} exists and was not made by this demo. Move it away, or run the demo somewhere else.`);
    }
    await rm(place, { recursive: true });
  }
  await mkdir(data);
  await writeFile(dataMarker, madeByDemo);
}

const storedAlbum = z.object({ title: z.string(), items: z.int() });

/** Albums that hold nothing at Google. */
async function emptyAlbums(): Promise<readonly string[]> {
  const { stdout } = await afterimage(['albums', 'list', '--stored', '--json']);
  const records = stdout.trimEnd().split('\n');
  const listed = records.map((line) => storedAlbum.parse(JSON.parse(line)));
  return listed.filter(({ items }) => items === 0).map(({ title }) => title);
}

async function lookAround(empty: readonly string[]): Promise<void> {
  heading('A look at the folder: it needs no Afterimage to be read');
  const years = (await readdir(join(folder, 'Photos'))).toSorted();
  say(`Photos/   ${years.join('  ')}`);
  const titles = (await readdir(join(folder, 'Albums'))).toSorted();
  say(`Albums/   ${titles.slice(0, 6).join(' · ')} … (${titles.length} folders)`);
  if (empty.length > 0) {
    const names = empty.map((title) => `"${title}"`).join(', ');
    say(`          Google has ${albums} albums. ${names} is empty there: its folder comes with its first photo.`);
    say('          Where the disk can, these folders hold links into Photos/, no second copies.');
  }
  const sums = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  say(`SHA256SUMS, ${sums.length} lines, beginning with`);
  say(`  ${sums[0] ?? ''}`);
}

async function demo(simulator: RunningSimulator): Promise<void> {
  const globals = ['--google', simulator.url];
  await step('Add the client file', ['client', 'set', simulator.clientFile], globals);
  await signIn(globals);
  await step('Choose the folder', ['destination', 'set', './demo-backup'], globals);
  await writeFile(folderMarker, madeByDemo);
  await step(`First backup: ${items} items in ${albums} albums`, ['backup'], globals);
  const second = await step('Second backup: nothing has changed, nothing is fetched', ['backup'], globals);
  if (!/\bstored 0\b/.test(second.stdout)) throw new Error('The second run should have stored nothing.');
  await lookAround(await emptyAlbums());
  heading('Proof');
  say(await verifyChecksums(folder));
}

/** What can be tried now that the simulated Google is gone. */
async function sayWhatIsLeft(): Promise<void> {
  const [photo = ''] = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).split('\n').map((line) => line.slice(66));
  const command = 'npm run -s afterimage -- --data-dir demo-data';
  heading('Yours to play with');
  say('The simulated Google has ended; demo-backup (the photos) and demo-data (the catalog) stay. Try:');
  say();
  say(`${command} status`);
  say(`${command} albums list --stored`);
  say(`${command} explain "demo-backup/${photo}"`);
  say(`${command} verify`);
  say(`${command} export-to demo-copy --year 2023`);
  say();
  say('Delete a photo in demo-backup/Photos, then verify again: it is named, and status says so until it is back.');
  say('To bring it back, start the same Google in a second terminal; it prints its URL and CLIENT_FILE:');
  say();
  say(`npm run -s simulator -- --items ${items} --albums ${albums} --seed ${seed} --auto-consent`);
  say(`${command} --google URL client set CLIENT_FILE`);
  say(`${command} --google URL sign-in`);
  say(`${command} --google URL verify --repair`);
  say();
  say('The app with the same kind of Google: npm start -- --demo');
  say('When you have seen enough, delete demo-backup, demo-data and demo-copy.');
}

async function main(): Promise<void> {
  say('Afterimage demo: a complete backup from a simulated Google on this machine.');
  say('Sign-ins go into a file here, so that nothing of yours is touched; without a demo they go into your keychain.');
  await prepareFolders();
  const size = ['--items', `${items}`, '--albums', `${albums}`, '--seed', `${seed}`];
  const simulator = await simulatorProcess([...size, '--auto-consent']);
  try {
    await demo(simulator);
  } finally {
    await simulator.stop();
  }
  await sayWhatIsLeft();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\nThe demo stopped: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
