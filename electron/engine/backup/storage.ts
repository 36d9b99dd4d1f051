import type { Fidelity } from '../../contract/models.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import type { AssetTaken } from '../catalog/assets/asset-row.ts';
import type { AssetStorage, Reservation, StorageCommit, StorageRequest } from '../catalog/assets/asset-storage.ts';
import { fileTimeOf } from '../catalog/assets/relocations.ts';
import type { WantedItem } from '../catalog/items/transfers.ts';
import { clipPathCandidates, type NameRoom, photoPathCandidates } from '../destination/candidates.ts';
import { photosFolder } from '../destination/layout.ts';
import type { PlacementOutcome } from '../destination/placement-outcome.ts';
import type { StagedContent, StagedFile } from '../destination/staged-file.ts';
import type { Placement, Staging } from '../destination/staging.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaType } from '../media/media-type.ts';
import type { SourcePolicy } from '../sources/source-policy.ts';
import { blocksFolder, concernsOneItem } from './problem-scope.ts';
import { storedName } from './stored-name.ts';
import { Wake } from './wake.ts';

/*
 * Brings fetched items to their places, many at a time.
 * Long because a batch goes through all of it: what is reserved, placed and committed together must agree.
 */

/** What bytes are, and what they say about themselves. */
export interface InspectedBytes {
  readonly type: MediaType;
  readonly facts: MediaFacts;
}

/** One item whose bytes are whole, checked and on the disk, in staging. */
export interface Fetched extends InspectedBytes {
  readonly item: WantedItem;
  readonly file: StagedFile;
  readonly content: StagedContent;
  /** What is wrong with the bytes, which are all that there is and are stored all the same; null: nothing. */
  readonly damage: Problem | null;
}

export interface StorageDeps {
  readonly runId: number;
  readonly storage: Pick<AssetStorage, 'reserve' | 'commit' | 'drop' | 'heal'>;
  readonly staging: Pick<Staging, 'place' | 'restore'>;
  readonly fidelity: Fidelity;
  readonly room: NameRoom;
  /** Of the run's source. */
  readonly policy: SourcePolicy;
  readonly now: () => Date;
  /** The item is safe: `fetched` now, or the same bytes were `present`. */
  readonly onStored: (item: WantedItem, how: 'fetched' | 'present') => void;
  readonly onFailed: (item: WantedItem, problem: Problem) => void;
  /** Something lies in the place of a folder on the item's way, and of many others': it waits for the next run. */
  readonly onBlocked: (item: WantedItem, problem: Problem) => void;
  /** An item was stored although its bytes are damaged; what a person can mend is told each time that it comes. */
  readonly onDamaged: (problem: Problem) => void;
}

/** One at a time would cost a folder sync and two transactions each; more would hold up everything else for long. */
const batchSize = 64;
/** A batch that is not full waits so many milliseconds for more: items that come seldom do not mind. */
const gatherMs = 50;
/** So many names in a row that are taken are no coincidence: this folder has none to give. */
const mostNames = 1_000;
/** So many fetched items may wait for their place before fetching waits too. */
const queueLimit = 3 * batchSize;

/**
 * Brings fetched items to their places, many at a time: reserve the paths in the catalog, place the files durably,
 * commit the rows. Durable file first, row second, so a kill between any two instructions loses nothing.
 */
export class StorageQueue {
  readonly #deps: StorageDeps;
  readonly #wake = new Wake();
  #queue: Fetched[] = [];
  /** Paths, by item, at which something unknown lies on the disk. */
  readonly #occupied = new Map<number, Set<string>>();
  #working: Promise<void> | null = null;
  /** Ends the wait for a fuller batch. */
  #gathered: () => void = () => undefined;
  #flushing = false;
  #failure: unknown = null;

  constructor(deps: StorageDeps) {
    this.#deps = deps;
  }

  /** Takes a fetched item; resolves once there is room for the next. Throws what stopped the storing. */
  async add(fetched: Fetched): Promise<void> {
    // What failed once would fail again; and what the failed batch reserved stays so until the next run looks at it.
    if (this.#failure !== null) throw this.#failure;
    this.#queue.push(fetched);
    if (this.#queue.length >= batchSize) this.#gathered();
    this.#working ??= this.#work();
    while (this.#queue.length >= queueLimit && this.#failure === null) await this.#wake.next();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Everything taken so far is in its place. Throws a ProblemError when the destination failed. */
  async flush(): Promise<void> {
    this.#flushing = true;
    this.#gathered();
    while (this.#working !== null) await this.#working;
    this.#flushing = false;
    if (this.#failure !== null) throw this.#failure;
  }

  async #work(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        await this.#gather();
        const batch = this.#queue.splice(0, batchSize);
        await this.#storeBatch(batch);
        this.#wake.signal();
      }
    } catch (thrown) {
      this.#failure = thrown;
      this.#queue = [];
    } finally {
      this.#working = null;
      this.#wake.signal();
    }
  }

  async #gather(): Promise<void> {
    if (this.#flushing || this.#queue.length >= batchSize) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gathered = resolve;
    const timer = setTimeout(resolve, gatherMs);
    await promise;
    clearTimeout(timer);
  }

  async #storeBatch(batch: readonly Fetched[]): Promise<void> {
    const { runId, storage, now } = this.#deps;
    const dated = batch.map((fetched): Dated => ({ fetched, taken: this.#decide(fetched) }));
    const requests = dated.map((entry) => this.#request(entry));
    const reservations = storage.reserve(runId, requests, now().toISOString());
    const toPlace: Reserved[] = [];
    for (const [index, entry] of dated.entries()) {
      const reservation = reservations[index];
      if (reservation === undefined) throw new Error('Every request is answered');
      await this.#sort(entry, reservation, toPlace);
    }
    if (toPlace.length > 0) return this.#place(toPlace);
    const waiting = reservations.every(({ kind }) => kind === 'pending');
    if (waiting && this.#queue.length === batch.length) throw new Error('Nobody is storing what the rest waits for');
  }

  async #sort({ fetched, taken }: Dated, reservation: Reservation, toPlace: Reserved[]): Promise<void> {
    switch (reservation.kind) {
      case 'present':
        await fetched.file.discard();
        this.#deps.onStored(fetched.item, 'present');
        if (reservation.isDamaged && fetched.damage?.retry === 'after-fix') this.#tellDamage(fetched);
        return;
      case 'damaged':
        return this.#restore({ fetched, taken }, reservation);
      case 'pending':
        // The same bytes are in this very batch: in the next one they are present.
        this.#queue.push(fetched);
        return;
      case 'reserved':
        toPlace.push({ fetched, taken, assetId: reservation.assetId, path: reservation.path });
        return;
    }
  }

  /** One at a time: damaged files are few, and each is read once more before it is replaced. */
  async #restore({ fetched, taken }: Dated, damaged: Extract<Reservation, { kind: 'damaged' }>): Promise<void> {
    const { runId, storage, staging, now } = this.#deps;
    const { path, sha256, hardLinks, assetId } = damaged;
    const { stagedPath } = fetched.content;
    const restored = await staging.restore({ stagedPath, path, sha256, hardLinks, takenAt: takenAt(taken) });
    if (!restored.ok) return void (await this.#fail(fetched, restored.problem));
    if (restored.value === 'in the way') {
      return void (await this.#fail(fetched, problem('destination-link', { subject: path })));
    }
    if (restored.value === 'was whole') await fetched.file.discard();
    const mtime = takenAt(taken)?.getTime() ?? now().getTime();
    storage.heal(runId, { assetId, itemId: fetched.item.id, storedAt: now().toISOString(), mtime });
    this.#deps.onStored(fetched.item, restored.value === 'restored' ? 'fetched' : 'present');
  }

  async #place(reserved: readonly Reserved[]): Promise<void> {
    const placed = await this.#deps.staging.place(reserved.map(placement));
    if (!placed.ok) throw new ProblemError(placed.problem);
    const commits: StorageCommit[] = [];
    const refusals: Problem[] = [];
    for (const [index, entry] of reserved.entries()) {
      const outcome = placed.value[index];
      if (outcome === undefined) throw new Error('Every placement is answered');
      const judged = await this.#judge(entry, outcome);
      if (judged?.kind === 'commit') commits.push(judged.commit);
      if (judged?.kind === 'refusal') refusals.push(judged.problem);
    }
    this.#deps.storage.commit(this.#deps.runId, commits);
    const done = new Set(commits.map(({ itemId }) => itemId));
    for (const { fetched } of reserved) {
      if (!done.has(fetched.item.id)) continue;
      this.#deps.onStored(fetched.item, 'fetched');
      this.#tellDamage(fetched);
    }
    // Behind what is in its place: that is stored, whatever became of the others.
    const [first] = refusals;
    if (first !== undefined) throw new ProblemError(first);
  }

  #tellDamage({ damage, item }: Fetched): void {
    if (damage !== null) this.#deps.onDamaged({ ...damage, subject: item.filename });
  }

  async #judge({ fetched, taken, assetId, path }: Reserved, outcome: PlacementOutcome): Promise<Judged | null> {
    const { storage, now } = this.#deps;
    switch (outcome.kind) {
      case 'placed': {
        const mtime = takenAt(taken)?.getTime() ?? now().getTime();
        const { item, damage } = fetched;
        return {
          kind: 'commit',
          commit: { assetId, itemId: item.id, storedAt: now().toISOString(), mtime, damage },
        };
      }
      case 'taken': {
        // A file that Afterimage does not know lies there: it stays, and this one takes the next name.
        storage.drop(assetId);
        if ((this.#occupied.get(fetched.item.id)?.size ?? 0) >= mostNames) return this.#fail(fetched, noNameLeft(path));
        const occupied = this.#occupied.get(fetched.item.id) ?? new Set();
        this.#occupied.set(fetched.item.id, occupied.add(path));
        this.#queue.push(fetched);
        return null;
      }
      case 'failed':
        // A disk that fails may have placed the file all the same: its place stays reserved, and the next run looks.
        if (concernsOneItem(outcome.problem) || blocksFolder(outcome.problem)) storage.drop(assetId);
        return this.#fail(fetched, outcome.problem);
    }
  }

  /** Costs the item, or ends the storing when the problem is not its own. */
  async #fail({ file, item }: Fetched, met: Problem): Promise<Judged | null> {
    await file.discard();
    const isBlocked = blocksFolder(met) && met.subject !== photosFolder;
    if (isBlocked) this.#deps.onBlocked(item, met);
    else if (concernsOneItem(met) && !blocksFolder(met)) this.#deps.onFailed(item, met);
    else return { kind: 'refusal', problem: met };
    return null;
  }

  /** An album copy may say more, or a neighbour: that is decided when everything is stored. */
  #decide({ facts, item }: Fetched): AssetTaken {
    const { policy, now } = this.#deps;
    const { said, filename, createdAt } = item;
    return policy.decideDate({ facts, filename, createdAt, said, neighbourZone: null }, now());
  }

  #request({ fetched: { item, content, type, facts, damage }, taken }: Dated): StorageRequest {
    const { fidelity, room } = this.#deps;
    const { beside } = item;
    const filename = storedName(item.filename, type.mime);
    const candidates =
      beside === null
        ? photoPathCandidates({ ...room, takenLocal: taken.takenLocal, filename })
        : clipPathCandidates(beside, filename);
    return {
      itemId: item.id,
      facts: {
        sha256: content.sha256,
        bytes: content.bytes,
        mimeType: type.mime,
        takenLocal: taken.takenLocal,
        zoneMinutes: taken.zoneMinutes,
        takenReason: taken.takenReason,
        moment: { takenAt: taken.takenAt, zoneReason: taken.zoneReason },
        seconds: facts.seconds,
        embedded: JSON.stringify({ taken: facts.taken, place: facts.place, camera: facts.camera }),
        width: facts.pixels?.width ?? item.width,
        height: facts.pixels?.height ?? item.height,
        fidelity,
      },
      candidates: without(candidates, this.#occupied.get(item.id)),
      damage,
    };
  }
}

/** A fetched item, and when it was taken. */
interface Dated {
  readonly fetched: Fetched;
  readonly taken: AssetTaken;
}

/** It has a place, which is not filled yet. */
interface Reserved extends Dated {
  readonly assetId: number;
  readonly path: string;
}

/** What is to be committed, or why the storing ends. */
type Judged =
  | { readonly kind: 'commit'; readonly commit: StorageCommit }
  | { readonly kind: 'refusal'; readonly problem: Problem };

function* without<T extends { readonly path: string }>(candidates: Iterable<T>, left: ReadonlySet<string> | undefined) {
  for (const candidate of candidates) if (left?.has(candidate.path) !== true) yield candidate;
}

function noNameLeft(path: string): Problem {
  return problem('name-impossible', { detail: `${mostNames} names are taken, the last: ${path}` });
}

function placement({ fetched, taken, path }: Reserved): Placement {
  return { stagedPath: fetched.content.stagedPath, path, takenAt: takenAt(taken) };
}

function takenAt(taken: AssetTaken): Date | null {
  const time = fileTimeOf(taken);
  return time === null ? null : new Date(time);
}
