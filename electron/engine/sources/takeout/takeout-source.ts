import { type EarlyContents, sha256InEtag } from '../../../contract/bytes.ts';
import { type Problem, problem } from '../../../contract/problem.ts';
import { failed, ok } from '../../../contract/result.ts';
import type { EntryCounts } from '../../../contract/takeout-models.ts';
import type { ByteSink, Discovery, ItemHandle, Source } from '../source.ts';
import { showAlbums } from './albums.ts';
import { placeBareFiles } from './bare-files.ts';
import { DryRun, type DryRunCounts } from './dry-run.ts';
import { dropEarly, earlyNameOf } from './early-media.ts';
import { GivenParts } from './given-parts.ts';
import { identifyExports } from './identification.ts';
import type { ImportContext } from './import-context.ts';
import { listParts, tellProblems } from './listing.ts';
import { matchExport } from './matching.ts';
import { showItems } from './media-discovery.ts';
import { otherAccounts } from './other-accounts.ts';
import { ImportMarks } from './pass-marks.ts';
import { reopenParts } from './reopening.ts';

/** A Takeout source that is open. */
export interface TakeoutSource extends Source {
  /** In which states the entries of the given parts are; after a look, in which they would be. */
  readonly counts: () => EntryCounts;
  /** Bytes that were read for photos. */
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

/** A disk has no connections to be kept busy: more of them wait in memory, with three blocks of a megabyte each. */
const localTransfers = 8;

/** Exports of Google Takeout, read where they lie: originals, with all that Google says about them. Good for one run. */
export function createTakeoutSource(parts: ImportContext): TakeoutSource {
  const given = new GivenParts();
  const { catalog, tell, now } = parts;
  const looked: DryRunCounts = { store: 0, present: 0, skip: 0, fail: 0 };
  let bytes = 0;
  let early: EarlyContents | null = null;
  let marks = new ImportMarks(null);
  const late: Problem[] = [];
  let foreign: ReadonlyMap<number, Problem> = new Map();

  /** The entry that a handle leads to, and its part; null when that was not given in this run. */
  function find({ locator }: ItemHandle) {
    const entry = catalog.takeout.items.entry(Number(locator));
    const part = entry === null ? null : given.open(entry.partId);
    return { entry, part };
  }

  async function* discover(signal: AbortSignal): AsyncGenerator<Discovery> {
    yield* listParts({ ...parts, early, marks }, given, signal);
    await identifyExports(parts, given, signal);
    for (const { id } of given.exports()) await matchExport(parts, id, signal);
    yield* placeBareFiles(parts, given);
    for (const { id } of given.exports()) await matchExport(parts, id, signal);
    yield* tellProblems(parts, given);
    yield* sayOwners(signal);
    yield* sayPartsWithoutPhotos(parts, given);
    yield* reopenParts(parts, given);
    const dryRun = parts.request.purpose === 'store' ? null : new DryRun(parts, given, looked);
    try {
      yield* showItems(parts, given, dryRun, signal);
      yield* showAlbums(parts, given, signal);
      await dryRun?.finish(signal);
    } finally {
      dryRun?.end();
    }
  }

  /** Before albums are shown, which are kept apart by account. */
  async function* sayOwners(signal: AbortSignal): AsyncGenerator<Discovery> {
    const { owner, purpose } = parts.request;
    const exports = given.exports().map(({ id }) => id);
    const holder = exports.length === 0 ? null : ((await parts.origin?.holder(signal)) ?? null);
    const assigned = owner ?? holder;
    if (assigned !== null && purpose === 'store') catalog.takeout.kinds.assign(exports, assigned);
    if (holder !== null) foreign = otherAccounts(parts, given, holder);
    for (const met of foreign.values()) yield { kind: 'problem', problem: met };
  }

  return {
    kind: 'takeout',
    fidelity: 'original',
    shows: 'a part',
    keepsOrder: true,
    // Parts that lie far away are read through connections, like photos.
    ...(parts.origin === undefined ? { transfersAtOnce: localTransfers } : { isReadForward: true }),
    renewBatch: 1,
    discover: ({ signal, early: offered, notes }) => {
      early = offered ?? null;
      marks = new ImportMarks(notes ?? null);
      return discover(signal);
    },
    // Handles never go stale: there is nothing to renew.
    renew: async () => ok(new Map()),
    fetch: async ({ handle }, sink, signal) => {
      const { entry, part } = find(handle);
      if (entry === null || part === null) return failed(problem('part-missing', { subject: entry?.part }));
      const { folder, name, position } = entry;
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      if (await handOver(entry.bytes, sink)) {
        bytes += entry.bytes;
        return ok(undefined);
      }
      const { receive } = sink;
      const counted: ByteSink = {
        ...(receive === undefined
          ? {}
          : {
              receive: (request, { head, came }, signal) => {
                const counting = (more: number): void => {
                  bytes += more;
                  came(more);
                };
                return receive(request, { head, came: counting }, signal);
              },
            }),
        resumeFrom: () => sink.resumeFrom(),
        start: (head) => sink.start(head),
        write: (chunk) => {
          bytes += chunk.length;
          return sink.write(chunk);
        },
        end: () => sink.end(),
        ...(sink.damaged === undefined ? {} : { damaged: sink.damaged }),
      };
      const fetched = await part.fetch({ path, position }, counted, signal);
      return fetched.ok ? fetched : failed(asOfExport(fetched.problem));
    },
    earlyName: ({ handle }) => {
      const { entry, part } = find(handle);
      return entry === null || part?.isReadOnce !== true ? null : earlyNameOf(part, entry);
    },
    release: async () => {
      const at = now().toISOString();
      for (const { id, stamp, part } of given.all()) {
        const state = catalog.takeout.parts.settle(id, at);
        await (state === 'imported' ? marks.of(part)?.drop() : marks.of(part)?.settled());
        if (early !== null && part.isReadOnce === true && state === 'imported') await dropEarly(early, part);
        const ended = await parts.origin?.ended(part, id, state);
        const met = ended?.problem ?? null;
        tell({
          event: 'part',
          stamp,
          part: part.name,
          state,
          entries: catalog.takeout.queries.entriesOf(id),
          // A page that shows parts says it of the part; the run itself has told it.
          problem: met ?? foreign.get(id) ?? null,
          ...(ended?.checksum === undefined ? {} : { checksum: ended.checksum }),
        });
        if (met !== null) late.push(met);
      }
      if (parts.request.purpose !== 'store') return;
      catalog.takeout.review.review(given.exports().map(({ id }) => id));
      catalog.takeout.kinds.judge(now().getTime());
    },
    lateProblems: () => late,
    wouldFail: () => looked.fail,
    counts: () => {
      const ids = given.all().map(({ id }) => id);
      const { queries } = catalog.takeout;
      if (parts.request.purpose === 'store') return queries.counts(ids);
      const others = queries.counts(ids, 'without media');
      const { store, present, skip, fail } = looked;
      const seen = { stored: store, duplicate: present, trash: others.trash + skip, failed: others.failed + fail };
      return { ...others, ...seen };
    },
    bytes: () => bytes,
    close: () => given.close(),
  };
}

/** Lets the sink continue with all that there is of a content, when that waits already. */
async function handOver(bytes: number, sink: ByteSink): Promise<boolean> {
  const held = sink.resumeFrom();
  if (held === null || sha256InEtag(held.etag) === null || held.offset !== bytes) return false;
  await sink.start({ length: bytes, contentType: null, from: held.offset, etag: held.etag });
  await sink.end();
  return true;
}

/** Nobody should take such a part for one whose photos are in the backup. */
function* sayPartsWithoutPhotos({ catalog }: ImportContext, given: GivenParts): Generator<Discovery> {
  for (const { id, part } of given.all()) {
    if (catalog.takeout.queries.stateOf(part.fingerprint) === 'broken' || catalog.takeout.items.mediaIn(id) > 0)
      continue;
    yield { kind: 'problem', problem: problem('part-without-photos', { subject: part.name }) };
  }
}

/** What lies in an export is what Google put there: trying again would bring the same. */
function asOfExport(met: Problem): Problem {
  if (met.code !== 'bytes-not-media') return met;
  return problem('entry-not-media', { detail: met.detail });
}
