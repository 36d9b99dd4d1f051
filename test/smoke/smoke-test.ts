import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../electron/base/message-of.ts';
import { milestones } from '../../electron/main/log/milestones.ts';
import { engineHeaps, heapText } from './engine-heap.ts';
import { faultsIn, hasReached, secretsKept } from './log-verdict.ts';
import { type PreparedProfile, prepareProfile } from './prepared-profile.ts';
import { type Ended, logIn, type Program, type RunningProgram, startProgram } from './running-program.ts';
import { whyNoSandbox } from './sandbox.ts';

/** What is tried out, and how strictly. */
export interface SmokeOptions {
  readonly program: Program;
  /** Milliseconds that each step may take. */
  readonly limitMs: number;
  /** Where the app must say that it keeps secrets; null for anywhere. */
  readonly secrets: string | null;
  /** Must Chromium's sandbox shut in the page? Only Linux tells. */
  readonly sandboxed: boolean;
  readonly platform: NodeJS.Platform;
  /** Hears of each step as it is done. */
  readonly onStep: (step: string) => void;
}

/** How it went. */
export interface SmokeReport {
  /** What is wrong; empty when nothing is. */
  readonly faults: readonly string[];
  /** The app's own log, and what it wrote to the terminal. */
  readonly log: string;
}

const lookEveryMs = 250;

/** One step did not come to its end; the message says which. */
class StepFailed extends Error {}

/**
 * Starts a packaged app hidden, on a profile that is set up and watches a folder: it must import the export that lies
 * there. A second start must open the window at the photos, the page must show itself, and a thumbnail of what was
 * imported. Then the app is asked to end. Nothing is driven: the fuses of a packaged app forbid it.
 */
export async function smokeTest(
  options: SmokeOptions,
  prepare: (scratch: string) => Promise<PreparedProfile> = prepareProfile,
): Promise<SmokeReport> {
  const scratch = await mkdtemp(join(tmpdir(), 'afterimage-smoke-'));
  try {
    return await performed(options, await prepare(scratch));
  } finally {
    // Windows releases the files of a process that was ended a moment later.
    await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function performed(options: SmokeOptions, prepared: PreparedProfile): Promise<SmokeReport> {
  const { profile } = prepared;
  const app = startProgram(options.program, [`--user-data-dir=${profile}`, '--hidden']);
  let second: RunningProgram | null = null;
  const faults: string[] = [];
  try {
    const until = stepsOf(app, profile, options);
    for (const milestone of [milestones.started, milestones.engineReady, milestones.secretsKept]) {
      await until(milestone, async () => hasReached(await logIn(profile), milestone));
    }
    await until('What lay in the watch folder is imported', prepared.isImported);
    await until("The engine has told its heap's size before and after that", async () => {
      const told = engineHeaps(await logIn(profile)).map(({ event }) => event);
      return told.includes('engine.started') && told.includes('run.finished');
    });
    if (hasReached(await logIn(profile), milestones.pageShown)) throw new StepFailed('The hidden start showed a page');
    const again = startProgram(options.program, [`--user-data-dir=${profile}`, '--screen=photos']);
    second = again;
    await until('The second start has left it to the first', async () => {
      const left = again.ended();
      if (left !== null && left.code !== 0) throw new StepFailed(`The second start ended with ${endOf(left)}`);
      return left !== null;
    });
    for (const milestone of [milestones.pageShown, milestones.thumbnailServed]) {
      await until(milestone, async () => hasReached(await logIn(profile), milestone));
    }
    const open = options.sandboxed && app.pid !== null ? whyNoSandbox(app.pid) : null;
    if (open !== null) faults.push(`The page is not shut in: ${open}`);
    await endProgram(app, profile, options);
    await prepared.verify();
  } catch (thrown) {
    faults.push(messageOf(thrown));
  } finally {
    for (const one of [app, second]) {
      if (one?.ended() === null) one.kill('SIGKILL');
      await one?.end;
    }
  }
  const log = await logIn(profile);
  for (const { event, heap } of engineHeaps(log)) options.onStep(`${event}: ${heapText(heap)}`);
  const secrets = secretsKept(log);
  if (options.secrets !== null && secrets !== options.secrets) {
    faults.push(`Secrets are kept in ${secrets ?? 'nothing'}, not in ${options.secrets}`);
  }
  return { faults: [...faults, ...faultsIn(log, app.output())], log: `${log}${app.output()}` };
}

/** Waits for one step after the other; a fault in the log, the app's end or the time limit end the wait. */
function stepsOf(app: RunningProgram, profile: string, { limitMs, onStep }: SmokeOptions) {
  return async (step: string, isDone: () => Promise<boolean>): Promise<void> => {
    const deadline = performance.now() + limitMs;
    while (!(await isDone())) {
      const end = app.ended();
      if (end !== null) throw new StepFailed(`The app has ended with ${endOf(end)} before: ${step}`);
      if (faultsIn(await logIn(profile), app.output()).length > 0) throw new StepFailed(`Went wrong before: ${step}`);
      if (performance.now() > deadline) throw new StepFailed(`Not within ${limitMs / 1000} s: ${step}`);
      await Promise.race([app.end, new Promise((resolve) => setTimeout(resolve, lookEveryMs))]);
    }
    onStep(step);
  };
}

/**
 * Asks it to end, as a log-out does. Windows has no such request for a program without a console: there it is ended.
 */
async function endProgram(app: RunningProgram, profile: string, options: SmokeOptions): Promise<void> {
  if (options.platform === 'win32') return;
  app.kill('SIGTERM');
  const late = new Promise<null>((resolve) => setTimeout(resolve, options.limitMs, null).unref());
  const end = await Promise.race([app.end, late]);
  if (end === null) throw new StepFailed(`Not within ${options.limitMs / 1000} s: ${milestones.ended}`);
  if (end.code !== 0) throw new StepFailed(`It ended with ${endOf(end)}, not with 0`);
  if (!hasReached(await logIn(profile), milestones.ended)) throw new StepFailed('It did not end in an orderly way');
  options.onStep(milestones.ended);
}

function endOf({ code, signal }: Ended): string {
  return `${code ?? signal}`;
}
