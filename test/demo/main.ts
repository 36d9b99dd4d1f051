/**
 * `npm run demo`: the whole way once, on a Google that runs inside this machine. Every step is the real command line
 * in its own process; only Google is simulated.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { messageOf } from '../../electron/base/message-of.ts';
import { verifyChecksums } from './checksums.ts';
import { type RunningSimulator, simulatorProcess } from './simulator-process.ts';

const items = 600;
const albums = 15;
const folder = resolve('demo-backup');
const marker = join(folder, '.afterimage', 'demo');

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
    const child = spawn(process.execPath, ['electron/cli/main.ts', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
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

async function prepareFolder(): Promise<void> {
  if (!existsSync(folder)) return;
  if (!existsSync(marker)) {
    throw new Error(`${folder} exists and was not made by this demo. Move it away, or run the demo somewhere else.`);
  }
  await rm(folder, { recursive: true });
}

async function lookAround(): Promise<void> {
  heading('A look at the folder: it needs no Afterimage to be read');
  const years = (await readdir(join(folder, 'Photos'))).toSorted();
  say(`Photos/   ${years.join('  ')}`);
  const titles = (await readdir(join(folder, 'Albums'))).toSorted();
  say(`Albums/   ${titles.slice(0, 6).join(' · ')}${titles.length > 6 ? ` … (${titles.length} in all)` : ''}`);
  if (titles.length < albums) {
    say(`          Google has ${albums}: an album without photos in it has no folder here.`);
  }
  const sums = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  say(`SHA256SUMS, ${sums.length} lines, beginning with`);
  say(`  ${sums[0] ?? ''}`);
}

async function demo(simulator: RunningSimulator, data: string): Promise<void> {
  const globals = [
    ...['--google', simulator.url, '--data-dir', data],
    ...['--token-store', `file:${join(data, 'tokens.json')}`],
  ];
  await step('Hand over the client file', ['client', 'set', simulator.clientFile], globals);
  await signIn(globals);
  await step('Choose the folder', ['destination', 'set', './demo-backup'], globals);
  await writeFile(marker, 'Made by the demo, which replaces this folder when it runs again.\n');
  await step(`First backup: ${items} items in ${albums} albums`, ['backup'], globals);
  const second = await step('Second backup: nothing has changed, nothing is fetched', ['backup'], globals);
  if (!/\bstored 0\b/.test(second.stdout)) throw new Error('The second run should have stored nothing.');
  await lookAround();
  heading('Proof');
  say(await verifyChecksums(folder));
}

async function main(): Promise<void> {
  say('Afterimage demo: a complete backup from a simulated Google on this machine.');
  await prepareFolder();
  const data = await mkdtemp(join(tmpdir(), 'afterimage-demo-'));
  const simulator = await simulatorProcess([
    '--items',
    `${items}`,
    '--albums',
    `${albums}`,
    '--seed',
    '7',
    '--auto-consent',
  ]);
  try {
    await demo(simulator, data);
    say();
    say(`Done. The backup is in ${folder}: look at it with your file manager, or check it with`);
    say('  (cd demo-backup && sha256sum -c --quiet SHA256SUMS)');
    say(
      'For a Google of your own to play with: npm run -s simulator -- --auto-consent, then the commands above with --google URL.',
    );
  } finally {
    await simulator.stop();
    await rm(data, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\nThe demo stopped: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
