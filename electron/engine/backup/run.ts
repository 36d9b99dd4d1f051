import type { MonotonicClock } from '../../base/clock.ts';
import type { AlbumViewKind, RunEvent, RunKind, RunReport } from '../../contract/models.ts';
import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ClaimScope, ClipOrder, WantedItem } from '../catalog/items/transfers.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath, catalogSnapshotFile } from '../destination/layout.ts';
import { writeRunReport } from '../destination/reports.ts';
import { openStaging, type Staging } from '../destination/staging.ts';
import type { Source } from '../sources/source.ts';
import { ClaimQueue } from './claims.ts';
import { discover } from './discovery.ts';
import { finalize } from './finalize.ts';
import type { DecideExportDate } from './item-dates.ts';
import { concernsOneItem } from './problem-scope.ts';
import { ProgressMeter } from './progress.ts';
import { adoptUnknownFiles, resolveReservations } from './recovery.ts';
import { finalizeRelocations } from './relocation.ts';
import type { RunControl } from './run-control.ts';
import { StorageQueue } from './storage.ts';
import { transfer } from './transfer.ts';
import { noticeMissingFiles } from './verification.ts';

/** What a run counts of its traffic. */
export interface Traffic {
  readonly apiRequests: number;
  readonly mediaRequests: number;
  readonly bytes: number;
}

/** What a run works with. The destination is locked by this process, and the catalog is its own. */
export interface RunDeps {
  readonly source: Source;
  readonly account: { readonly id: string; readonly label: string };
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: DiskThreads;
  readonly control: RunControl;
  readonly decideExportDate: DecideExportDate;
  readonly traffic: () => Traffic;
  readonly now: () => Date;
  readonly clock: MonotonicClock;
  readonly emit: (event: RunEvent) => void;
}

export interface RunRequest {
  /** `auto`: full when the last full run is a week old or there was none. */
  readonly kind: RunKind | 'auto';
  readonly dryRun: boolean;
  readonly view: AlbumViewKind;
  /** Of the destination's file system, in bytes. */
  readonly maxNameBytes: number;
  /** The folder must be compared with the catalog before anything else. */
  readonly unfamiliar: boolean;
  /** Problems from before the run that belong in its report. */
  readonly problems: readonly Problem[];
}

const fullEveryMs = 7 * 24 * 60 * 60 * 1_000;
/** More than the connections, so that syncing and storing never leave a connection idle. */
const transfersAtOnce = 18;
const progressEveryMs = 250;
/** A long run leaves a copy of the catalog in the destination so often, in milliseconds. */
const snapshotEveryMs = 15 * 60 * 1_000;
/** So long, in milliseconds, the source may take to give back what it holds at Google. */
const releaseWithinMs = 10_000;
/** Passing faults get a second chance at the end of the run; this many at most. */
const secondChances = 1_000;

/** Makes one run from beginning to report. Whatever happens, it ends with a report; bugs alone throw. */
export async function runBackup(parts: RunDeps, request: RunRequest): Promise<RunReport> {
  return new Run(parts, request).perform();
}

class Run {
  readonly #parts: RunDeps;
  readonly #request: RunRequest;
  readonly #startedAt: Date;
  readonly #sourceId: number;
  readonly #kind: RunKind;
  readonly #runId: number;
  readonly #meter: ProgressMeter;
  /** An earlier run did not come to its end: the folder may hold more than the catalog knows. */
  readonly #wasInterrupted: boolean;
  readonly #problems: Problem[] = [];
  /** Items that failed in a way that may pass, while there is room to remember them. */
  #again: number[] = [];
  /** Items that have had their second chance. */
  readonly #triedAgain = new Set<number>();
  /** Items that were taken up in this run, whatever became of them. */
  #claimed = 0;

  constructor(parts: RunDeps, request: RunRequest) {
    const { catalog, source, account, now, clock } = parts;
    this.#parts = parts;
    this.#request = request;
    this.#startedAt = now();
    this.#sourceId = catalog.sources.ensure(source.kind, account.id, account.label);
    this.#kind = request.kind === 'auto' ? this.#dueKind() : request.kind;
    this.#wasInterrupted = catalog.runs.endInterrupted().length > 0;
    this.#runId = catalog.runs.begin({
      sourceId: this.#sourceId,
      kind: this.#kind,
      dryRun: request.dryRun,
      startedAt: this.#startedAt.toISOString(),
    });
    this.#meter = new ProgressMeter(clock);
  }

  async perform(): Promise<RunReport> {
    const { emit, source, account } = this.#parts;
    emit({
      event: 'started',
      run: this.#runId,
      source: source.kind,
      account: account.id,
      kind: this.#kind,
      dryRun: this.#request.dryRun,
      startedAt: this.#startedAt.toISOString(),
    });
    for (const known of this.#request.problems) this.#note(known);
    const ticker = setInterval(() => this.#showProgress(), progressEveryMs);
    try {
      await this.#work();
    } catch (thrown) {
      this.#parts.control.halt(problemOf(thrown));
    } finally {
      clearInterval(ticker);
    }
    return this.#finish();
  }

  #dueKind(): RunKind {
    const { catalog } = this.#parts;
    const last = catalog.runs.lastFull(this.#sourceId);
    const isRecent = last !== null && this.#startedAt.getTime() - Date.parse(last.finishedAt) < fullEveryMs;
    return isRecent ? 'quick' : 'full';
  }

  async #work(): Promise<void> {
    const { control } = this.#parts;
    await this.#recover();
    if (!control.halted.aborted) await (this.#request.dryRun ? this.#discoverOnly() : this.#discoverAndTransfer());
    if (control.aborted.aborted || this.#request.dryRun) return;
    this.#meter.enter('settling');
    this.#showProgress();
    await finalize({
      destination: this.#parts.destination,
      catalog: this.#parts.catalog,
      view: this.#request.view,
      room: { maxNameBytes: this.#request.maxNameBytes },
      decideExportDate: this.#parts.decideExportDate,
      now: this.#parts.now,
      signal: control.aborted,
      onProblem: (met) => this.#noteLasting(met),
    });
  }

  /** Brings catalog and folder to agreement after a crash, a restore or a hand that removed files. */
  async #recover(): Promise<void> {
    const { catalog, destination, threads, now, control } = this.#parts;
    const signal = control.aborted;
    await finalizeRelocations({ destination, catalog });
    await resolveReservations({ destination, catalog, threads, now, signal }, this.#runId);
    // First what is gone, then what is new: a file that a person moved is both, and need not be fetched again.
    const missing = this.#kind === 'full' ? await noticeMissingFiles({ destination, catalog, now, signal }) : 0;
    if (this.#request.unfamiliar || this.#wasInterrupted || missing > 0) {
      await adoptUnknownFiles({ destination, catalog, threads, now, signal });
    }
  }

  async #discoverOnly(): Promise<void> {
    this.#meter.enter('discovering');
    await this.#discover(() => undefined);
  }

  async #discover(onPage: () => void): Promise<void> {
    const { source, catalog, now, control } = this.#parts;
    await discover({
      source,
      catalog,
      runId: this.#runId,
      sourceId: this.#sourceId,
      kind: this.#kind,
      now,
      signal: control.halted,
      onPage: (items) => {
        this.#meter.discovered(items);
        onPage();
      },
      onProblem: (met) => this.#note(met),
    });
  }

  async #discoverAndTransfer(): Promise<void> {
    const { source, destination, threads, now, control } = this.#parts;
    const staging = await openStaging(destination, threads, now());
    if (!staging.ok) return control.halt(staging.problem);
    try {
      await this.#fetchAll(staging.value);
    } catch (thrown) {
      control.halt(problemOf(thrown));
    }
    await source.release(control.ending, AbortSignal.timeout(releaseWithinMs));
  }

  async #fetchAll(staging: Staging): Promise<void> {
    const { control } = this.#parts;
    const storing = this.#openStoring(staging);
    const claims = this.#openClaims('after photos');
    this.#meter.enter('discovering');
    const discovering = this.#discover(() => claims.more())
      .then(() => {
        this.#meter.expect(this.#claimed + this.#remaining(), 'final');
        this.#meter.enter('transferring');
      })
      .catch((thrown: unknown) => control.halt(problemOf(thrown)))
      .finally(() => claims.discoveryEnded());
    const transferring = this.#transferAll(claims, staging, storing);
    await Promise.all([discovering, transferring]);
    await storing.flush();
    await this.#secondRound(staging, storing);
    await this.#laterRounds(staging, storing);
  }

  /** Passing faults of single items get one more chance, now that everything else is safe. */
  async #secondRound(staging: Staging, storing: StorageQueue): Promise<void> {
    if (this.#again.length === 0 || this.#parts.control.halted.aborted) return;
    this.#parts.catalog.transfers.release(this.#again);
    for (const itemId of this.#again) this.#triedAgain.add(itemId);
    this.#again = [];
    await this.#round(staging, storing, 'after photos');
  }

  /** The clip of a motion photo is stored beside its photo, so it had to wait until that had its place; or has none. */
  async #laterRounds(staging: Staging, storing: StorageQueue): Promise<void> {
    for (const clips of ['after photos', 'alone'] as const) {
      if (this.#parts.control.halted.aborted) return;
      await this.#round(staging, storing, clips);
      await this.#secondRound(staging, storing);
    }
  }

  async #round(staging: Staging, storing: StorageQueue, clips: ClipOrder): Promise<void> {
    const claims = this.#openClaims(clips);
    claims.discoveryEnded();
    await this.#transferAll(claims, staging, storing);
    await storing.flush();
  }

  #openStoring(staging: Staging): StorageQueue {
    return new StorageQueue({
      runId: this.#runId,
      storage: this.#parts.catalog.storage,
      staging,
      fidelity: this.#parts.source.fidelity,
      room: { maxNameBytes: this.#request.maxNameBytes },
      decideExportDate: this.#parts.decideExportDate,
      now: this.#parts.now,
      onStored: (item) => this.#ended(item),
      onFailed: (item, met) => this.#failed(item, met),
    });
  }

  #openClaims(clips: ClipOrder): ClaimQueue {
    const { source, catalog, control, now } = this.#parts;
    return new ClaimQueue({
      source,
      control,
      now: () => now().getTime(),
      store: {
        claim: (limit) => {
          const claimed = catalog.transfers.claim(this.#sourceId, this.#runId, limit, { scope: this.#scope, clips });
          this.#claimed += claimed.length;
          return claimed;
        },
        release: (itemIds) => catalog.transfers.release(itemIds),
        renewed: (items) => catalog.items.renew(this.#sourceId, items),
      },
      onFailed: (item, met) => this.#failed(item, met),
    });
  }

  async #transferAll(claims: ClaimQueue, staging: Staging, storing: StorageQueue): Promise<void> {
    let snapshotAt = this.#parts.clock() + snapshotEveryMs;
    const worker = async (): Promise<void> => {
      for (let item = await claims.next(); item !== null; item = await claims.next()) {
        this.#meter.began(item.id, item.filename);
        const fetched = await transfer(item, {
          source: this.#parts.source,
          staging,
          keyOf: ({ key }) => `${this.#parts.source.kind} ${this.#parts.account.id} ${key}`,
          now: this.#parts.now,
          onBytes: (bytes) => this.#meter.received(bytes),
          signal: this.#parts.control.aborted,
        });
        if (fetched.ok) await storing.add(fetched.value);
        else if (concernsOneItem(fetched.problem)) this.#failed(item, fetched.problem);
        else this.#halted(item, fetched.problem);
        if (this.#parts.clock() >= snapshotAt) {
          snapshotAt = this.#parts.clock() + snapshotEveryMs;
          await this.#writeSnapshot();
        }
      }
    };
    const workers = Array.from({ length: transfersAtOnce }, () =>
      worker().catch((thrown: unknown) => this.#parts.control.halt(problemOf(thrown))),
    );
    await Promise.all(workers);
    claims.giveBack();
  }

  get #scope(): ClaimScope {
    return this.#parts.source.shows === 'everything' ? 'all' : 'seen';
  }

  #remaining(): number {
    return this.#parts.catalog.transfers.countWanted(this.#sourceId, this.#runId, this.#scope);
  }

  #ended(item: WantedItem): void {
    this.#meter.ended(item.id);
  }

  #failed(item: WantedItem, met: Problem): void {
    const { catalog, now } = this.#parts;
    const named = { ...met, subject: item.filename };
    const outcome = { itemId: item.id, runId: this.#runId, problem: named, at: now().toISOString() };
    this.#ended(item);
    // Gone at Google before its bytes came: there is nothing that anybody could do better.
    if (met.code === 'item-gone') return catalog.transfers.markSkipped(outcome);
    catalog.transfers.markFailed(outcome);
    const mayPass = met.retry === 'automatic' && !this.#triedAgain.has(item.id);
    if (mayPass && this.#again.length < secondChances) this.#again.push(item.id);
  }

  /** The run cannot go on; the item itself is not to blame and comes first next time. */
  #halted(item: WantedItem, met: Problem): void {
    this.#meter.ended(item.id);
    this.#parts.catalog.transfers.release([item.id]);
    this.#parts.control.halt(met);
  }

  /** A problem of the run as a whole, told at once. */
  #note(met: Problem): void {
    this.#problems.push(met);
    this.#parts.emit({ event: 'problem', problem: met });
  }

  #noteLasting(met: Problem): void {
    this.#parts.catalog.problems.record(this.#runId, met, this.#parts.now().toISOString());
    this.#note(met);
  }

  #showProgress(): void {
    this.#parts.emit({ event: 'progress', ...this.#meter.snapshot() });
  }

  async #finish(): Promise<RunReport> {
    const { catalog, destination, control, traffic, now, emit, source, account } = this.#parts;
    const failures = this.#request.dryRun ? [] : catalog.problems.ofRunItems(this.#runId, 1_000);
    for (const met of failures) emit({ event: 'problem', problem: met });
    const { pending, balanced, ...classes } = catalog.runs.accounting(this.#runId);
    if (!balanced) this.#note(problem('internal', { detail: `the sums of run ${this.#runId} do not agree` }));
    const finishedAt = now();
    const stoppedBy = control.problem;
    const hasProblems = classes.failed > 0 || this.#problems.some(({ code }) => code !== 'catalog-restored');
    const report: RunReport = {
      run: this.#runId,
      source: source.kind,
      account: account.id,
      kind: this.#kind,
      dryRun: this.#request.dryRun,
      ...classes,
      // Not reached, because the run was stopped or only looked: the reason is the run's own.
      skipped: classes.skipped + pending,
      ...traffic(),
      seconds: (finishedAt.getTime() - this.#startedAt.getTime()) / 1_000,
      outcome: stoppedBy !== null ? 'stopped' : hasProblems ? 'problems' : 'complete',
      startedAt: this.#startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      problem: stoppedBy,
    };
    catalog.runs.finish(report);
    if (!this.#request.dryRun && (await destination.stillThere()).ok) {
      await writeRunReport(destination, { ...report, problems: [...this.#problems, ...failures] });
      await this.#writeSnapshot();
    }
    this.#meter.enter('done');
    this.#showProgress();
    emit({ event: 'finished', ...report });
    return report;
  }

  async #writeSnapshot(): Promise<void> {
    const { catalog, destination } = this.#parts;
    if (!catalog.snapshots.changed()) return;
    const written = await catalog.snapshots.write(absolutePath(destination.path, catalogSnapshotFile));
    if (!written.ok) this.#note(written.problem);
  }
}
