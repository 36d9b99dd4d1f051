/** `node test/smoke/main.ts`: tries a packaged app out; docs/PACKAGING.md says what it proves. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { packagedProgram } from '../../build/packaging/identity.ts';
import { startDesktopSession } from '../support/desktop-session.ts';
import { smokeTest } from './smoke-test.ts';

interface Flags {
  readonly program?: string;
  readonly secrets?: string;
  readonly keyring?: true;
  readonly anySandbox?: true;
  readonly seconds: number;
}

/** The flags, and the words behind them. */
function read(args: readonly string[]): { readonly flags: Flags; readonly words: readonly string[] } {
  const command = new Command('smoke')
    .description('starts a packaged app, and has it import, show a page and a thumbnail, and end')
    .option('--program <file>', 'the program to start; the one in dist/packaged unless told')
    .argument('[word...]', 'behind --: handed to the program before everything else')
    .option('--secrets <kind>', 'where it must keep secrets: keychain or memory')
    .option('--keyring', 'Linux: give it a Secret Service of its own')
    .option('--any-sandbox', 'Linux: let the page run without Chromium’s sandbox')
    .option('--seconds <n>', 'how long a step may take', wholeNumber, 120)
    .parse([...args], { from: 'user' });
  return { flags: command.opts<Flags>(), words: command.args };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
}

async function main(): Promise<void> {
  await using cleanUp = new AsyncDisposableStack();
  const { platform, arch } = process;
  const { flags, words } = read(process.argv.slice(2));
  const project = join(import.meta.dirname, '..', '..');
  const environment: Record<string, string> = {};
  if (flags.keyring === true) {
    const home = await mkdtemp(join(tmpdir(), 'afterimage-keyring-'));
    cleanUp.defer(() => rm(home, { recursive: true, force: true }));
    const session = await startDesktopSession(home);
    cleanUp.defer(session.end);
    await session.startKeyring();
    environment['DBUS_SESSION_BUS_ADDRESS'] = session.busAddress;
  }
  const { faults, log } = await smokeTest({
    program: {
      file: flags.program === undefined ? packagedProgram(project, platform, arch) : resolve(flags.program),
      args: words,
      environment,
    },
    limitMs: flags.seconds * 1000,
    secrets: flags.secrets ?? null,
    sandboxed: platform === 'linux' && flags.anySandbox !== true,
    platform,
    onStep: (step) => process.stdout.write(`✓ ${step}\n`),
  });
  for (const fault of faults) process.stdout.write(`✗ ${fault}\n`);
  process.stdout.write(`\n${log}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main();
