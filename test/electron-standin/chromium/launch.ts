import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chooseChromium } from './choose-chromium.ts';
import { ChromiumConnection } from './connection.ts';
import { chromiumFlags } from './flags.ts';
import { type ChromiumProgram, packagedChromium } from './packaged-chromium.ts';
import type { SendCommand } from './protocol.ts';

/** A running Chromium. */
export type Chromium = {
  readonly connection: ChromiumConnection;
  readonly send: SendCommand;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  /** Closes it politely, then firmly, and removes its profile. */
  close(): Promise<void>;
};

export type ChromiumOptions = {
  /** Where the throw-away profile is made. */
  readonly profileParent: string;
  /** Opens a port for Playwright and passes the line on stderr that it waits for. */
  readonly openToPlaywright: boolean;
  readonly switches: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** How long a Chromium that was asked to close may take, in milliseconds. */
const CLOSING_TIME = 3_000;

/** What a window with many pictures shares, and some: containers often have no more than 64 MB in all. */
const SHARED_MEMORY = 512 * 1024 * 1024;

function hasSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= SHARED_MEMORY;
  } catch {
    return false;
  }
}

/** Starts the chosen Chromium. It ends on its own when this process ends, because its control pipe breaks. */
export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const program = await programFor(options.env['STANDIN_CHROMIUM']);
  mkdirSync(options.profileParent, { recursive: true });
  const profile = mkdtempSync(join(options.profileParent, 'standin-chromium-'));
  const headed = options.env['STANDIN_HEADED'] !== undefined;
  const flags = chromiumFlags({
    profile,
    headed,
    debuggingPort: options.openToPlaywright,
    sharedMemory: hasSharedMemory(),
    switches: options.switches,
  });
  const child = spawn(program.path, flags, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...options.env, ...program.env },
  });
  const leaveNothing = (): void => {
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  // When this process ends without closing it (an error at load), the profile would stay behind.
  process.once('exit', leaveNothing);
  passOnDevToolsLine(child.stderr as Readable, options.env['STANDIN_DEBUG'] !== undefined);
  // stdio 3 and 4 are pipes because the line above says so; Node's types cannot express it.
  const connection = new ChromiumConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  }).finally(() => connection.end());
  return {
    connection,
    send: connection.send.bind(connection),
    ended,
    close: async () => {
      const firmly = setTimeout(() => child.kill('SIGKILL'), CLOSING_TIME);
      // A rejection means that it has ended already, which is what was asked for.
      void connection.send('Browser.close').catch(() => {});
      await ended.catch(() => {});
      clearTimeout(firmly);
      process.off('exit', leaveNothing);
      leaveNothing();
    },
  };
}

async function programFor(wanted: string | undefined): Promise<ChromiumProgram> {
  const choice = chooseChromium(wanted, existsSync);
  return choice.kind === 'installed' ? { path: choice.path, env: {} } : packagedChromium();
}

/** Playwright reads stderr line by line; Chromium's chatter about missing desktops would only fill the reports. */
function passOnDevToolsLine(stderr: Readable, everything: boolean): void {
  let unread = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unread + text).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) {
      if (everything || line.startsWith('DevTools listening')) process.stderr.write(`${line}\n`);
    }
  });
}
