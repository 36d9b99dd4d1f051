import { setImmediate } from 'node:timers/promises';
import type { EarlyContent, EarlyContents } from '../../contract/bytes.ts';
import { type Problem, ProblemError, problem, problemOf } from '../../contract/problem.ts';
import { failed } from '../../contract/result.ts';
import { itemMatcher } from '../catalog/items/item-filter.ts';
import type { ClaimScope, ClipOrder, WantedItem } from '../catalog/items/transfers.ts';
import { keepFree, type SpaceReserve } from '../destination/space-reserve.ts';
import { openStaging, type Staging } from '../destination/staging.ts';
import { ClaimQueue } from './claims.ts';
import { isContainedClip } from './contained-clip.ts';
import { DamagedCopies } from './damaged-copies.ts';
import { discoverInto } from './discovery-phase.ts';
import { ItemOutcomes } from './item-outcomes.ts';
import { concernsOneItem } from './problem-scope.ts';
import type { RunContext } from './run-context.ts';
import { type Fetched, StorageQueue } from './storage.ts';
import { transfer } from './transfer.ts';
import { drainClaims } from './transfer-pool.ts';
import { WaitingClips } from './waiting-clips.ts';

/** A long run leaves a copy of the catalog in the destination so often, in milliseconds. */
const snapshotEveryMs = 15 * 60 * 1_000;
/** So long, in milliseconds, the source may take to give back what it holds at Google. */
const releaseWithinMs = 10_000;

/** Discovers and, at the same time, fetches and stores. Whatever goes wrong halts the run. */
export async function discoverAndTransfer(run: RunContext): Promise<void> {
  const { source, destination, threads, now, control } = run.deps;
  const staging = await openStaging(destination, threads, now());
  if (!staging.ok) return control.halt(staging.problem);
  try {
    await new TransferPhase(run, staging.value).perform();
  } catch (thrown) {
    control.halt(problemOf(thrown));
  }
  await source.release(control.ending, AbortSignal.timeout(releaseWithinMs));
  for (const met of source.lateProblems?.() ?? []) run.noteLasting(met);
}

/** The rounds of transfer of one run: alongside discovery, second chances, then the clips of motion photos. */
class TransferPhase {
  readonly #run: RunContext;
  readonly #staging: Staging;
  readonly #outcomes: ItemOutcomes;
  readonly #storing: StorageQueue;
  readonly #clips: WaitingClips;
  readonly #damagedCopies = new DamagedCopies();
  readonly #reserve: SpaceReserve | null;
  /** What a person's choice or a part does not show is not to be had in this run. */
  readonly #scope: ClaimScope;
  /** Why the listing did not come to its end. */
  #brokenListing: Problem | null = null;
  readonly #ownProblems = new Set<number>();
  /** Items that were taken up in this run, whatever became of them. */
  #claimed = 0;

  constructor(run: RunContext, staging: Staging) {
    const { catalog, control, now, source, policyOf, destination } = run.deps;
    const { minFreeBytes } = run.request;
    this.#run = run;
    this.#reserve = minFreeBytes === undefined ? null : keepFree(destination.path, minFreeBytes);
    this.#staging = staging;
    this.#scope = source.shows === 'everything' ? 'all' : 'seen';
    const outcomes = new ItemOutcomes({
      runId: run.runId,
      transfers: catalog.transfers,
      meter: run.meter,
      control,
      now,
    });
    this.#outcomes = outcomes;
    this.#storing = new StorageQueue({
      runId: run.runId,
      storage: catalog.storage,
      staging,
      fidelity: source.fidelity,
      room: { maxNameBytes: run.request.maxNameBytes },
      policy: policyOf(source.kind),
      now,
      onStored: (item) => {
        outcomes.stored(item);
        this.#clips.photoEnded(item.key);
      },
      onFailed: (item, met) => outcomes.failed(item, met),
      onBlocked: (item, met) => {
        outcomes.blocked(item);
        run.noteLasting(met);
      },
      onDamaged: (met) => run.note(met),
    });
    this.#clips = new WaitingClips({
      clipNow: (item) => this.#clipNow(item),
      store: (fetched) => this.#store(fetched),
      dropped: (item) => outcomes.halted(item, problem('interrupted')),
      failed: (thrown) => control.halt(problemOf(thrown)),
    });
  }

  async perform(): Promise<void> {
    const { meter, deps, sourceId } = this.#run;
    if (deps.source.keepsOrder === true) deps.catalog.transfers.releaseInterrupted(sourceId);
    const claims = this.#openClaims(deps.source.isReadForward === true ? 'in order' : 'after photos');
    meter.enter('discovering');
    const discovering = this.#discover(claims);
    // What is in which album, and so what a filter wants, is known when the listing has ended.
    if (this.#run.request.filter !== undefined) await discovering;
    await Promise.all([discovering, this.#drain(claims)]);
    await this.#flush();
    await this.#secondRound();
    await this.#laterRounds();
    if (this.#isHalted()) await this.#clips.dropAll();
    // Only now: what was listed before is fetched all the same.
    if (this.#brokenListing !== null) deps.control.halt(this.#brokenListing);
  }

  async #discover(claims: ClaimQueue): Promise<void> {
    const { meter } = this.#run;
    try {
      // What comes by while parts are listed may be what a filter does not want.
      const early = this.#run.request.filter === undefined ? this.#early() : undefined;
      const notes = this.#staging.early(this.#prefix());
      await discoverInto(this.#run, () => claims.more(), { early, notes });
      await this.#leaveOut();
      meter.expect(this.#claimed + this.#remaining(), 'final');
      meter.enter('transferring');
    } catch (thrown) {
      this.#listingBroke(problemOf(thrown));
      await this.#leaveOut();
    } finally {
      claims.discoveryEnded();
    }
  }

  /** What the filter does not want is not claimed in this run. A second time finds nothing more to leave out. */
  async #leaveOut(): Promise<void> {
    const { runId, sourceId, request, deps } = this.#run;
    if (request.filter === undefined) return;
    const matches = itemMatcher(request.filter);
    const run = { sourceId, runId, scope: this.#scope };
    for (let after: number | null = 0; after !== null; ) {
      after = deps.catalog.filtered.leaveOut(run, after, matches);
      await setImmediate();
    }
  }

  /** What single items would not survive either (sign-in, quota, network) halts the run at once. */
  #listingBroke(met: Problem): void {
    if (concernsOneItem(met)) this.#brokenListing = met;
    else this.#run.deps.control.halt(met);
  }

  /** Passing faults of single items get one more chance, now that everything else is safe. */
  async #secondRound(): Promise<void> {
    if (this.#isHalted() || !this.#outcomes.giveSecondChances()) return;
    await this.#round('after photos');
  }

  /** The clip of a motion photo is stored beside its photo, so it had to wait until that had its place; or has none. */
  async #laterRounds(): Promise<void> {
    for (const clips of ['after photos', 'alone'] as const) {
      if (this.#isHalted()) return;
      if (clips === 'alone') await this.#clips.storeAll();
      await this.#round(clips);
      await this.#secondRound();
    }
  }

  async #round(clips: ClipOrder): Promise<void> {
    const claims = this.#openClaims(clips);
    claims.discoveryEnded();
    await this.#drain(claims);
    await this.#flush();
  }

  /** Everything that was fetched is in its place, clips of stored photos included. */
  async #flush(): Promise<void> {
    await this.#storing.flush();
    await this.#clips.settled();
    await this.#storing.flush();
  }

  #drain(claims: ClaimQueue): Promise<void> {
    const { source, now, clock, control } = this.#run.deps;
    let snapshotAt = clock() + snapshotEveryMs;
    return drainClaims({
      claims,
      control,
      pace: this.#run.pace,
      atOnce: this.#run.request.transfers ?? source.transfersAtOnce,
      outcomes: this.#outcomes,
      ownProblems: this.#ownProblems,
      hadBefore: ({ id }, { code }) => this.#run.deps.catalog.problems.isOpenOf(id, code),
      fetch: async (item) => {
        const reached = (await this.#reserve?.check()) ?? null;
        if (reached !== null) return failed(reached);
        return transfer(item, {
          source,
          staging: this.#staging,
          keyOf: (item) => `${this.#prefix()}${source.earlyName?.(item) ?? item.key}`,
          damagedCopies: this.#damagedCopies,
          now,
          onBytes: (bytes) => {
            this.#run.meter.received(bytes);
            this.#reserve?.take(bytes);
          },
          signal: control.aborted,
        });
      },
      store: (fetched) => this.#store(fetched),
      afterItem: async () => {
        if (clock() < snapshotAt) return;
        snapshotAt = clock() + snapshotEveryMs;
        await this.#run.writeSnapshot();
      },
    });
  }

  /** Before the name of a content it makes a key of it, across sources and accounts. */
  #prefix(): string {
    const { source, account } = this.#run.deps;
    return `${source.kind} ${account.id} `;
  }

  /** What comes over the line counts when it comes, not when it is handed over. */
  #early(): EarlyContents {
    const early = this.#staging.early(this.#prefix());
    const open = async (name: string): Promise<EarlyContent> => {
      const reached = (await this.#reserve?.check()) ?? null;
      if (reached !== null) throw new ProblemError(reached);
      const content = await early.open(name);
      return {
        ...content,
        write: (chunk) => {
          this.#run.meter.received(chunk.length);
          this.#reserve?.take(chunk.length);
          return content.write(chunk);
        },
      };
    };
    return { ...early, open };
  }

  async #store(fetched: Fetched): Promise<void> {
    const { item, file } = fetched;
    const { destination, catalog, now } = this.#run.deps;
    if (item.waitsFor !== null && catalog.transfers.isOpen(this.#run.sourceId, item.waitsFor)) {
      return this.#clips.add(item.waitsFor, fetched);
    }
    if (item.waitsFor !== null) return this.#store({ ...fetched, item: this.#clipNow(item) });
    // One that lies here as a film of its own from before goes at the end of the run (upgrade.ts).
    const isShown =
      !catalog.assets.isStored(fetched.content.sha256) &&
      (await isContainedClip(destination, fetched)) &&
      catalog.storage.showWith(this.#run.runId, item.id, item.beside ?? '', now().toISOString());
    if (!isShown) return this.#storing.add(fetched);
    await file.discard();
    this.#outcomes.stored(item);
  }

  #clipNow(item: WantedItem): WantedItem {
    return { ...item, beside: this.#run.deps.catalog.transfers.besideOf(item.id), waitsFor: null };
  }

  #openClaims(clips: ClipOrder): ClaimQueue {
    const { runId, sourceId, deps } = this.#run;
    const { source, catalog, control, now } = deps;
    return new ClaimQueue({
      source,
      control,
      now: () => now().getTime(),
      store: {
        claim: (limit) => {
          const order = clips === 'in order' && !this.#clips.hasRoom() ? 'after photos' : clips;
          const claimed = catalog.transfers.claim(sourceId, runId, limit, { scope: this.#scope, clips: order });
          this.#claimed += claimed.length;
          return claimed;
        },
        release: (itemIds) => catalog.transfers.release(itemIds),
        renewed: (items) => catalog.items.renew(sourceId, items),
      },
      onFailed: (item, met) => this.#outcomes.failed(item, met),
    });
  }

  #remaining(): number {
    const { runId, sourceId, deps } = this.#run;
    return deps.catalog.transfers.countWanted(sourceId, runId, this.#scope);
  }

  #isHalted(): boolean {
    return this.#run.deps.control.halted.aborted;
  }
}
