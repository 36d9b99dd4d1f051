import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { messageOf } from '../base/message-of.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

/** The system on which a browser is to be opened. */
export interface BrowserSystem {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Starts a program without a shell. */
  readonly start: (program: string, args: readonly string[]) => ChildProcess;
}

/** The system that this process runs on. */
export function realBrowserSystem(): BrowserSystem {
  return {
    platform: process.platform,
    env: process.env,
    start: (program, args) => spawn(program, args, { stdio: 'ignore', detached: true, windowsHide: true }),
  };
}

/** Openers that fail do so at once; some that succeed stay until the browser is closed. Milliseconds. */
const openerGraceMs = 2_000;

/**
 * Opens a web page in the system's browser, without a shell. Only https pages, and http pages on this computer, are
 * opened. Fails with `browser-not-opened`; the caller then shows the address.
 */
export async function openBrowser(address: string, system: BrowserSystem): Promise<Result<void>> {
  const url = URL.parse(address);
  if (url === null || !isOpenable(url)) return notOpened('The address is not a web page that may be opened.');
  const opener = openerOf(system);
  if (opener === null) return notOpened('This session has no screen.');
  try {
    const child = system.start(opener.program, [...opener.args, url.href]);
    child.unref();
    return await outcomeOf(child, opener.program);
  } catch (error) {
    return notOpened(messageOf(error));
  }
}

function isOpenable(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

interface Opener {
  readonly program: string;
  readonly args: readonly string[];
}

function openerOf({ platform, env }: BrowserSystem): Opener | null {
  if (platform === 'darwin') return { program: '/usr/bin/open', args: [] };
  if (platform === 'win32') {
    // Not `start`: that is a word of the shell, which would read & and % in the address.
    const system32 = join(env['SystemRoot'] ?? 'C:\\Windows', 'System32');
    return { program: join(system32, 'rundll32.exe'), args: ['url.dll,FileProtocolHandler'] };
  }
  // Without a screen xdg-open would start a text browser that nobody sees.
  const screen = env['WAYLAND_DISPLAY'] ?? env['DISPLAY'] ?? '';
  return screen === '' ? null : { program: 'xdg-open', args: [] };
}

function outcomeOf(child: ChildProcess, program: string): Promise<Result<void>> {
  const { promise, resolve } = Promise.withResolvers<Result<void>>();
  const grace = setTimeout(() => resolve(ok(undefined)), openerGraceMs);
  child.once('error', (error) => resolve(notOpened(error.message)));
  child.once('exit', (code) => resolve(code === 0 ? ok(undefined) : notOpened(`${program} ended with ${code}.`)));
  return promise.finally(() => clearTimeout(grace));
}

function notOpened(detail: string): Result<void> {
  return failed(problem('browser-not-opened', { detail }));
}
