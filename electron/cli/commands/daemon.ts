import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { problem } from '../../contract/problem.ts';
import { type AnnouncementFlags, addAnnouncementOptions, announced, announcementsOf } from '../announcement.ts';
import { type CommandRunner, endWith } from '../command.ts';
import type { CommandLineSettings } from '../command-line-settings.ts';
import { backupJob, driveJob, scrubJob, watchJob } from '../daemon/daemon-jobs.ts';
import { type Job, runJobs } from '../daemon/jobs.ts';
import { inAllFolders, type KnownLibrary } from '../daemon/known-library.ts';
import { type DaemonNumbers, serveMetrics } from '../daemon/metrics.ts';
import { scaledClock } from '../daemon/scaled-clock.ts';
import { placeName } from '../each-place.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatInstant } from '../format.ts';
import { whenFree } from '../lock-wait.ts';
import { lockProcess } from '../process-lock.ts';
import { addBandwidthOption, addFilterOptions, addStorageOptions } from '../run-options.ts';
import { serviceName } from '../service/service-definition.ts';
import type { Session } from '../session.ts';

interface DaemonFlags extends AnnouncementFlags {
  readonly metricsPort?: string;
}

/** `daemon`. */
export function addDaemonCommand(program: Command, runner: CommandRunner): void {
  const daemon = program
    .command('daemon')
    .description('back up on schedule, import what arrives, read photos again; in the foreground, until it is stopped')
    .option('--metrics-port <port>', 'show numbers for Prometheus on 127.0.0.1, at /metrics')
    .action((flags: DaemonFlags, command: Command) =>
      runner.run(command, (session, signal) => keepBackup(session, flags, signal)),
    );
  addFilterOptions(addStorageOptions(addBandwidthOption(addAnnouncementOptions(daemon))));
}

async function keepBackup(session: Session, flags: DaemonFlags, signal: AbortSignal): Promise<ExitCode> {
  const places = await session.places(undefined);
  if (!places.ok) return endWith(session, places.problem);
  const [first] = places.value;
  if (first === undefined) return endWith(session, problem('destination-not-set'));
  const { settings } = first;
  const daemon = new Daemon(session, flags, settings);
  const port = flags.metricsPort === undefined ? settings.commandLine.metricsPort : Number(flags.metricsPort);
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    return endWith(session, problem('usage', { detail: '--metrics-port takes a port, 1 to 65535.' }));
  }
  const lock = await whenFree(
    session,
    () => lockProcess(session.dataFolder, nameOfDaemon(session.options), systemClock.now),
    signal,
  );
  if (!lock.ok) return endWith(session, lock.problem);
  const metrics = port === null ? null : await serveMetrics(port, () => daemon.numbers());
  if (metrics !== null && !metrics.ok) {
    lock.value.release();
    return endWith(session, metrics.problem);
  }
  session.terminal.note(`Keeping the backup in ${places.value.map(placeName).join(', ')} … (Ctrl-C ends)`);
  try {
    await daemon.run(signal);
  } finally {
    metrics?.value.close();
    lock.value.release();
  }
  // To be stopped is how a daemon ends.
  return exitCodes.complete;
}

/** One daemon per profile, as there is one service. */
function nameOfDaemon({ profile }: Session['options']): string {
  return serviceName(profile ?? null).replace('afterimage', 'daemon');
}

class Daemon {
  readonly #session: Session;
  readonly #flags: DaemonFlags;
  readonly #clock;
  readonly #runs = new Map<string, number>();
  readonly #jobs: readonly Job[];
  readonly #backup: Job;
  #settings: CommandLineSettings;
  /** Of all folders in use. */
  #library: KnownLibrary | null = null;

  constructor(session: Session, flags: DaemonFlags, settings: CommandLineSettings) {
    this.#session = session;
    this.#flags = flags;
    this.#clock = scaledClock(systemClock, session.timeScale);
    this.#settings = settings;
    const deps = {
      ...{ session, clock: this.#clock, settings: () => this.#settings },
      lastRun: () => this.#library?.lastRun ?? null,
    };
    this.#backup = backupJob(deps);
    this.#jobs = [watchJob(deps), driveJob(deps), this.#backup, scrubJob(deps)].map((job) => this.#watched(job));
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#readAgain();
    await runJobs(
      {
        clock: this.#clock,
        jobs: this.#jobs,
        onEnd: ({ name }, code) => {
          if (code === null) return;
          const labels = `job="${name}",exit_code="${code}"`;
          this.#runs.set(labels, (this.#runs.get(labels) ?? 0) + 1);
          this.#session.terminal.record({ event: 'job', job: name, exitCode: code });
          const next = this.#backup.dueAt();
          const when = next === null ? '' : `; next backup ${formatInstant(new Date(next).toISOString())}`;
          this.#session.terminal.note(`${name} ended with ${code}${when}`);
        },
      },
      signal,
    );
  }

  numbers(): DaemonNumbers {
    return { runs: this.#runs, nextRun: this.#backup.dueAt(), library: this.#library };
  }

  /** A job with its listeners; what it depends on, and what it changes, is read around it. */
  #watched(job: Job): Job {
    return {
      ...job,
      run: async (signal) => {
        await this.#readAgain();
        const listeners = announcementsOf(this.#flags, this.#settings);
        // The address watches over backups: that photos were read again well does not mean that there was one.
        const pings = job === this.#backup ? 'all' : 'failures';
        const ended = await announced(this.#session, { ...listeners, pings }, job.name, () => job.run(signal));
        await this.#readAgain();
        return ended;
      },
    };
  }

  async #readAgain(): Promise<void> {
    const read = await this.#session.settings.read();
    // Somebody is in the middle of writing them: the last good ones hold.
    if (read.ok) this.#settings = read.value;
    const engine = await this.#session.engine();
    const places = await this.#session.places(undefined);
    if (!engine.ok || !places.ok) return;
    const libraries = places.value.flatMap(({ destination }) => {
      const stored = engine.value.stored(destination);
      if (!stored.ok || stored.value === null) return [];
      const library = stored.value.status();
      stored.value.close();
      return [library];
    });
    this.#library = inAllFolders(libraries) ?? this.#library;
  }
}
