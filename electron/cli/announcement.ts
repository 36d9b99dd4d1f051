import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { messageOf } from '../base/message-of.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Where the beginning and the end of a run are announced, besides the terminal. */
export interface Announcements {
  /** Asked for `URL/start` at the beginning, then for `URL` or `URL/fail`: what healthchecks.io and others expect. */
  readonly healthcheck: string | null;
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

/** What was given to the command, else what is remembered. */
export function announcementsOf(flags: AnnouncementFlags, { commandLine }: CommandLineSettings): Announcements {
  return {
    healthcheck: flags.healthcheck ?? commandLine.healthcheck,
    onSuccess: flags.onSuccess ?? commandLine.onSuccess,
    onFailure: flags.onFailure ?? commandLine.onFailure,
  };
}

/** A listener that does not answer holds nothing up for longer, in milliseconds. */
const patienceMs = 10_000;

/**
 * Does work that listeners hear of. One that cannot be reached is told, and changes nothing; work that a person has
 * interrupted has neither succeeded nor failed, and only its end is told.
 */
export async function announced(
  session: Pick<Session, 'terminal'>,
  { healthcheck, onSuccess, onFailure }: Announcements,
  job: string,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  if (healthcheck !== null) await ping(session, `${healthcheck}/start`);
  const code = await work();
  const isWell = code === exitCodes.complete;
  if (healthcheck !== null && code !== exitCodes.interrupted)
    await ping(session, isWell ? healthcheck : `${healthcheck}/fail`);
  const hook = isWell ? onSuccess : onFailure;
  if (hook !== null && code !== exitCodes.interrupted) await runHook(session, hook, job, code);
  return code;
}

async function ping({ terminal }: Pick<Session, 'terminal'>, address: string): Promise<void> {
  try {
    const answer = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    if (!answer.ok) terminal.note(`The healthcheck answered ${answer.status}.`);
  } catch (thrown) {
    terminal.note(`The healthcheck cannot be reached: ${messageOf(thrown)}`);
  }
}

async function runHook(
  { terminal }: Pick<Session, 'terminal'>,
  command: string,
  job: string,
  code: ExitCode,
): Promise<void> {
  const env = { ...process.env, AFTERIMAGE_JOB: job, AFTERIMAGE_EXIT_CODE: String(code) };
  try {
    // With --json, standard output has records only.
    const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2], env });
    const [status] = await once(child, 'close');
    if (status !== 0) terminal.note(`The command after ${job} ended with ${status}: ${command}`);
  } catch (thrown) {
    terminal.note(`The command after ${job} cannot be run: ${messageOf(thrown)}`);
  }
}
