/** `node test/smoke/main.ts`: tries a packaged app out; docs/PACKAGING.md says what it proves. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommanderError } from 'commander';
import { packagedProgram } from '../../build/packaging/identity.ts';
import { startDesktopSession } from '../support/desktop-session.ts';
import { readFlags } from './flags.ts';
import { smokeTest } from './smoke-test.ts';

async function main(): Promise<void> {
  await using cleanUp = new AsyncDisposableStack();
  const { platform, arch } = process;
  const { flags, words } = readFlags(process.argv.slice(2));
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

try {
  await main();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
