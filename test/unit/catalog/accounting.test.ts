import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunKind } from '../../../electron/contract/models.ts';
import { type ProblemCode, problem } from '../../../electron/contract/problem.ts';
import { type Catalog, openCatalog } from '../../../electron/engine/catalog/catalog.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import { runsOf } from '../../support/test-environment.ts';
import { at, facts, goodValue, places, reportOf, seen } from './catalog-fixture.ts';

/** Few of everything, so that events meet. */
const itemCount = 7;
const contentCount = 4;

type Event =
  | { readonly do: 'list'; readonly items: readonly number[]; readonly readiness: 'ready' | 'processing' | 'failed' }
  | { readonly do: 'claim'; readonly limit: number }
  | { readonly do: 'store'; readonly pick: number; readonly content: number; readonly commit: boolean }
  | { readonly do: 'fail'; readonly pick: number; readonly code: ProblemCode }
  | { readonly do: 'skip' | 'release'; readonly pick: number }
  | { readonly do: 'verify'; readonly pick: number; readonly outcome: 'intact' | 'changed' | 'missing' }
  | { readonly do: 'adopt'; readonly content: number }
  | { readonly do: 'crash'; readonly filesWereThere: boolean }
  | { readonly do: 'finish'; readonly next: RunKind };

const small = fc.nat({ max: 20 });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('list' as const),
      items: fc.array(fc.nat({ max: itemCount - 1 }), { maxLength: 5 }),
      readiness: fc.constantFrom('ready' as const, 'ready' as const, 'processing' as const, 'failed' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim' as const), limit: fc.nat({ max: 4 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('store' as const),
      pick: small,
      content: fc.nat({ max: contentCount - 1 }),
      commit: fc.boolean(),
    }),
  },
  fc.record({
    do: fc.constant('fail' as const),
    pick: small,
    code: fc.constantFrom<ProblemCode>('bytes-incomplete', 'name-impossible', 'item-gone'),
  }),
  fc.record({ do: fc.constantFrom('skip' as const, 'release' as const), pick: small }),
  fc.record({
    do: fc.constant('verify' as const),
    pick: small,
    outcome: fc.constantFrom('intact' as const, 'changed' as const, 'missing' as const, 'missing' as const),
  }),
  fc.record({ do: fc.constant('adopt' as const), content: fc.nat({ max: contentCount - 1 }) }),
  fc.record({ do: fc.constant('crash' as const), filesWereThere: fc.boolean() }),
  fc.record({ do: fc.constant('finish' as const), next: fc.constantFrom<RunKind>('quick', 'full') }),
);

/** Plays the part of the backup: it holds claims in flight, and knows what it must never be given. */
class Backup {
  readonly #file: string;
  catalog: Catalog;
  source: number;
  run: number;
  #inFlight: WantedItem[] = [];
  #claimed = new Set<number>();
  /** Claimed, and neither stored nor failed: what a run gives back before it ends. */
  #abandoned: number[] = [];
  readonly seenKeys = new Set<string>();

  constructor(file: string) {
    this.#file = file;
    this.catalog = goodValue(openCatalog(file));
    this.source = this.catalog.sources.ensure('library', 'account-1', 'x');
    this.run = this.#begin('full');
  }

  play(step: Event): void {
    switch (step.do) {
      case 'list':
        return this.#list(step.items, step.readiness);
      case 'claim':
        return this.#claim(step.limit);
      case 'store':
        return this.#with(step.pick, (item) => this.#store(item.id, `content ${step.content}`, step.commit));
      case 'fail':
        return this.#with(step.pick, ({ id }) =>
          this.catalog.transfers.markFailed({ itemId: id, runId: this.run, problem: problem(step.code), at: at(1) }),
        );
      case 'skip':
        return this.#with(step.pick, ({ id }) =>
          this.catalog.transfers.markSkipped({ itemId: id, runId: this.run, problem: problem('item-gone'), at: at(1) }),
        );
      case 'release':
        return this.#with(step.pick, ({ id }) => {
          this.catalog.transfers.release([id]);
          this.#claimed.delete(id);
        });
      case 'verify':
        return this.#verify(step.pick, step.outcome);
      case 'adopt':
        return this.#adopt(`content ${step.content}`);
      case 'crash':
        return this.#crash(step.filesWereThere);
      case 'finish':
        return this.#finish(step.next);
    }
  }

  /** Ends the run the way a run ends that nothing stops. */
  drain(): void {
    for (this.#claim(3); this.#inFlight.length > 0; this.#claim(3)) {
      for (const { id } of this.#inFlight) this.#store(id, `content ${id % contentCount}`, true);
      this.#inFlight = [];
    }
  }

  #begin(kind: RunKind): number {
    this.#claimed = new Set();
    this.#inFlight = [];
    this.#abandoned = [];
    return this.catalog.runs.begin({ sourceId: this.source, kind, dryRun: false, startedAt: at(0) });
  }

  #list(items: readonly number[], readiness: 'ready' | 'processing' | 'failed'): void {
    const page = items.map((index) => seen(`item-${index}`, { readiness }));
    this.catalog.items.record(this.run, this.source, page, at(0));
    for (const { key } of page) this.seenKeys.add(key);
  }

  #claim(limit: number): void {
    const announced = this.catalog.transfers.countWanted(this.source, this.run);
    // What was found damaged is fetched again by full runs, and is stored until that has come.
    const known = this.catalog.findings.counts().total > 0 ? /wanted|failed|stored/ : /wanted|failed/;
    const items = this.catalog.transfers.claim(this.source, this.run, limit);
    expect(items).toHaveLength(Math.min(limit, announced));
    for (const item of items) {
      expect(this.#claimed.has(item.id)).toBe(false);
      expect(this.catalog.itemQueries.item(item.id)?.state).toMatch(known);
      this.#claimed.add(item.id);
      this.#inFlight.push(item);
    }
  }

  #with(pick: number, work: (item: WantedItem) => void): void {
    const [item] = this.#inFlight.splice(pick % Math.max(1, this.#inFlight.length), 1);
    if (item !== undefined) work(item);
  }

  #store(itemId: number, content: string, commit: boolean): void {
    const request = { itemId, facts: facts(content), candidates: places('IMG.JPG') };
    const [reservation] = this.catalog.storage.reserve(this.run, [request], at(1));
    if (reservation?.kind === 'present') return;
    if (reservation?.kind === 'reserved' && commit) {
      this.catalog.storage.commit(this.run, [{ assetId: reservation.assetId, itemId, storedAt: at(1), mtime: 1 }]);
    } else if (reservation?.kind === 'damaged' && commit) {
      this.catalog.storage.heal(this.run, { assetId: reservation.assetId, itemId, storedAt: at(1), mtime: 1 });
    } else {
      this.#abandoned.push(itemId);
    }
  }

  #verify(pick: number, outcome: 'intact' | 'changed' | 'missing'): void {
    const files = this.catalog.assets.verificationOrder();
    const file = files[pick % Math.max(1, files.length)];
    if (file !== undefined) this.catalog.assets.recordVerification(file, outcome, at(2));
  }

  #adopt(content: string): void {
    if ([...this.catalog.storage.leftovers()].length > 0) return;
    const place = { path: `Photos/${content}`, key: content };
    this.catalog.assets.adopt({ facts: facts(content), place, mtime: 1, at: at(3) });
  }

  #crash(filesWereThere: boolean): void {
    this.catalog.close();
    this.catalog = goodValue(openCatalog(this.#file));
    for (const report of this.catalog.runs.endInterrupted()) expectBalance(report);
    this.run = this.#begin('full');
    this.#settleLeftovers(filesWereThere);
  }

  #finish(next: RunKind): void {
    this.#settleLeftovers(false);
    this.catalog.transfers.release([...this.#abandoned, ...this.#inFlight.map(({ id }) => id)]);
    this.#claimed = new Set();
    this.#inFlight = [];
    this.drain();
    const { pending, balanced, ...classes } = this.catalog.runs.accounting(this.run);
    expect({ pending, balanced }).toEqual({ pending: 0, balanced: true });
    expectBalance(classes);
    this.catalog.runs.finish(reportOf(this.run, classes));
    this.run = this.#begin(next);
  }

  #settleLeftovers(filesWereThere: boolean): void {
    for (const { assetId, itemId } of this.catalog.storage.leftovers()) {
      if (filesWereThere) this.catalog.storage.commit(this.run, [{ assetId, itemId, storedAt: at(4), mtime: 1 }]);
      else this.catalog.storage.drop(assetId);
    }
  }
}

interface Classes {
  readonly discovered: number;
  readonly stored: number;
  readonly present: number;
  readonly skipped: number;
  readonly failed: number;
}

function expectBalance({ discovered, stored, present, skipped, failed }: Classes): void {
  expect(stored + present + skipped + failed).toBe(discovered);
}

/** What must hold after every event, whatever happened before. */
function expectSound({ catalog, run, seenKeys }: Backup): void {
  expect(catalog.runs.accounting(run).balanced).toBe(true);
  const { items, assets } = catalog.library.status();
  expect(items.wanted + items.stored + items.skipped + items.failed).toBe(seenKeys.size);
  const sums = [...catalog.assets.sums()];
  expect(new Set(sums.map(({ path }) => path.toLowerCase())).size).toBe(sums.length);
  expect(new Set(sums.map(({ sha256 }) => sha256)).size).toBe(sums.length);
  expect(assets).toBeLessThanOrEqual(sums.length);
  const stored = new Map(sums.map(({ path, sha256 }) => [path, sha256]));
  for (const item of catalog.itemQueries.page({ limit: 100, after: 0 })) {
    if (item.state === 'stored') expect(stored.get(item.path ?? '')).toBe(item.sha256);
    const needsReason = item.state === 'skipped' || item.state === 'failed';
    expect(item.problem !== null).toBe(needsReason);
  }
}

/**
 * Sequences that once broke the sums: the bytes of a new item are those of a file that was found changed; a file is found
 * missing in the run that stored it.
 */
const examples: [Event[]][] = [
  [
    [
      { do: 'list', items: [0], readiness: 'ready' },
      { do: 'claim', limit: 1 },
      { do: 'store', pick: 0, content: 0, commit: true },
      { do: 'verify', pick: 0, outcome: 'missing' },
    ],
  ],
  [
    [
      { do: 'adopt', content: 1 },
      { do: 'verify', pick: 0, outcome: 'changed' },
      { do: 'list', items: [0], readiness: 'ready' },
    ],
  ],
];

test('the sums agree after any sequence of events, and each item is in exactly one state', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const folder = mkdtempSync(join(tmpdir(), 'afterimage-test-'));
      const backup = new Backup(join(folder, 'catalog.sqlite'));
      try {
        for (const step of events) {
          backup.play(step);
          expectSound(backup);
        }
        backup.play({ do: 'finish', next: 'full' });
        expectSound(backup);
      } finally {
        backup.catalog.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: runsOf(40), examples },
  );
});
