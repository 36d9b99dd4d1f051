import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { messageOf } from '../base/message-of.ts';
import { problem } from '../contract/problem.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Where the beginning and the end of a run are announced, besides the terminal. */
export interface Announcements {
  /** Asked for `URL/start` at the beginning, then for `URL` or `URL/fail`: what healthchecks.io and others expect. */
  readonly healthcheck: string | null;
  /** `failures`: a success says nothing of what the address watches over, and is not told to it. */
  readonly pings: 'all' | 'failures';
  /** Commands for the system's shell. */
  readonly onSuccess: string | null;
  readonly onFailure: string | null;
}

/** As given to a command. */
export interface AnnouncementFlags {
  readonly healthcheck?: string;
  readonly onSuccess?: string;
  readonly onFailure?: string;
}

/** `--healthcheck`, `--on-success` and `--on-failure`: for commands that a timer starts. */
export function addAnnouncementOptions(command: Command): Command {
  return command
    .option(
      '--healthcheck <url>',
      'an address that hears of the start (URL/start), success (URL) and failure (URL/fail)',
    )
    .option('--on-success <command>', 'a command to run after a run that ended well')
    .option('--on-failure <command>', 'a command to run after a run that did not');
}

/** What was given to a command, else what is remembered for backups. Without settings: only what was given. */
export function announcementsOf(flags: AnnouncementFlags, settings: CommandLineSettings | null): Announcements {
  const remembered = settings?.commandLine;
  return {
    healthcheck: flags.healthcheck ?? remembered?.healthcheck ?? null,
    pings: 'all',
    onSuccess: flags.onSuccess ?? remembered?.onSuccess ?? null,
    onFailure: flags.onFailure ?? remembered?.onFailure ?? null,
  };
}

/** A listener that does not answer holds nothing up for longer, in milliseconds. */
const patienceMs = 10_000;

/**
 * Does work that listeners hear of; null: there was nothing to do. A listener that cannot be reached is told, and changes
 * nothing. Work that a person has interrupted has neither succeeded nor failed, and nobody is told how it ended.
 */
export async function announced<Code extends ExitCode | null>(
  session: Pick<Session, 'terminal' | 'environment'>,
  { healthcheck, pings, onSuccess, onFailure }: Announcements,
  job: string,
  work: () => Promise<Code>,
): Promise<Code> {
  if (healthcheck !== null && pings === 'all') await ping(session, healthcheck, '/start');
  const code = await work();
  if (code === null || code === exitCodes.interrupted) return code;
  const isWell = code === exitCodes.complete;
  const isPinged = pings === 'all' || !isWell;
  if (healthcheck !== null && isPinged) await ping(session, healthcheck, isWell ? '' : '/fail');
  const hook = isWell ? onSuccess : onFailure;
  if (hook !== null) await runHook(session, hook, job, code);
  return code;
}

async function ping(
  { terminal, environment }: Pick<Session, 'terminal' | 'environment'>,
  healthcheck: string,
  event: '' | '/start' | '/fail',
): Promise<void> {
  const fail = (detail: string): void =>
    terminal.aside(problem('healthcheck-failed', { subject: healthcheck, detail }));
  try {
    const address = new URL(healthcheck);
    // The address may carry a query.
    if (event !== '') address.pathname = `${address.pathname.replace(/\/$/u, '')}${event}`;
    const status = await post(address, environment);
    if (status < 200 || status > 299) fail(`The healthcheck answered ${status}.`);
  } catch (thrown) {
    fail(`The healthcheck cannot be reached: ${messageOf(thrown)}`);
  }
}

/** By the same proxy as everything else; resolves to the status of the answer. */
async function post(address: URL, environment: NodeJS.ProcessEnv): Promise<number> {
  const [{ request }, { createDispatcher }] = await Promise.all([import('undici'), import('../base/dispatcher.ts')]);
  const dispatcher = createDispatcher({ connections: 1, environment });
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { statusCode, body } = await request(address, { method: 'POST', signal, dispatcher });
    await body.dump();
    return statusCode;
  } finally {
    await dispatcher.destroy();
  }
}

async function runHook(
  { terminal, environment }: Pick<Session, 'terminal' | 'environment'>,
  command: string,
  job: string,
  code: ExitCode,
): Promise<void> {
  const fail = (detail: string): void => terminal.aside(problem('hook-failed', { subject: command, detail }));
  const env = { ...environment, AFTERIMAGE_JOB: job, AFTERIMAGE_EXIT_CODE: String(code) };
  try {
    // With --json, standard output has records only.
    const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2], env });
    const [status] = await once(child, 'close');
    if (status !== 0) fail(`The command after ${job} ended with ${status}.`);
  } catch (thrown) {
    fail(`The command after ${job} cannot be run: ${messageOf(thrown)}`);
  }
}
