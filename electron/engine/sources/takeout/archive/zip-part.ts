import type { ByteSink } from '../../../../contract/bytes.ts';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import { sharedBlocks } from './blocks.ts';
import { deliver, type EntryContent, readThrough, readWhole } from './delivery.ts';
import { createEntryJudge } from './entry-judge.ts';
import { fileOfBytes, rangeOfFile } from './file-views.ts';
import type { EntryPlace, OpenPart, PartEntry, PassedEntry } from './part-entry.ts';
import type { PartFile } from './part-file.ts';
import { throwIfAborted } from './part-problems.ts';
import { type ReadWindow, windowOver } from './read-window.ts';
import { isSmall, largeContent, packedRange, smallContent } from './zip-content.ts';
import { type DirectoryEntry, listedZipEntry, openZipDirectory, packingOf } from './zip-directory.ts';
import { ZipExtents } from './zip-extents.ts';
import { type ZipRow, ZipTable } from './zip-table.ts';

/** What is small stands close together, or beside a photo: one read brings a few dozen, and never much in vain. */
const smallWindowBytes = 64 << 10;

/** A packed archive in an archive is unpacked in memory up to this size: Google's own are not packed once more. */
const largestUnpackedBytes = 64 << 20;

/** A zip archive as a part. */
export interface ZipOpenPart extends OpenPart {
  /** An entry as a file of its own, which closes this part when it is closed. See `nested-file.ts`. */
  readonly entryFile: (place: EntryPlace) => Promise<Result<PartFile>>;
}

/** A zip archive as a part; `part-empty`, `part-truncated` and `part-damaged` are found out here. */
export async function openZipPart(
  file: PartFile,
  identity: Pick<OpenPart, 'name' | 'path' | 'fingerprint'>,
): Promise<Result<ZipOpenPart>> {
  const directory = await openZipDirectory(file, identity.name);
  if (!directory.ok) return directory;
  if (directory.value.entryCount === 0) return failed(problem('part-empty', { subject: identity.name }));
  const part = new ZipPart(file, identity.name);
  return ok({
    ...identity,
    format: 'zip',
    bytes: file.size,
    walk: (signal) => part.walk(signal),
    fetch: async (place, sink, signal) => {
      const row = await part.find(place);
      if (row.ok && sink.receive !== undefined && part.isForThreads(row.value))
        return part.unpackInThread(row.value, sink, signal);
      return row.ok ? part.inTurn(row.value, signal, (content) => deliver(content, sink, signal)) : row;
    },
    entryFile: (place) => part.entryFile(place),
    wantWhole: () => file.ahead?.whole(),
    close: () => file.close(),
  });
}

class ZipPart {
  readonly #file: PartFile;
  readonly #name: string;
  /** Filled by the first whole pass, or by the first fetch. */
  #table: Promise<Result<ZipTable>> | null = null;
  /** For fetches of small entries, one at a time: those that are asked for in order often lie in one read. */
  readonly #near: ReadWindow;
  #isNearFree = true;
  /** Where each entry begins; only of a file that is far away. */
  #extents: ZipExtents | null = null;

  constructor(file: PartFile, name: string) {
    this.#file = file;
    this.#name = name;
    this.#near = windowOver(file, smallWindowBytes);
  }

  async *walk(signal: AbortSignal): AsyncGenerator<PassedEntry> {
    const table = new ZipTable();
    await this.#announceSidecars(signal);
    const window = windowOver(this.#file, this.#file.ahead === undefined ? smallWindowBytes : 0);
    for await (const { entry, row } of this.#listed(signal)) {
      table.push(row);
      if (entry === null) continue;
      const content = (): Result<EntryContent> => this.#passed(entry, row, window);
      yield {
        entry,
        read: (limit) => this.#readPassed(row, content, signal, (found) => readWhole(found, limit, signal)),
        readThrough: (take) => this.#readPassed(row, content, signal, (found) => readThrough(found, take, signal)),
      };
    }
    this.#table ??= Promise.resolve(ok(table));
  }

  /** Where an entry lies; a problem when the part has no such entry, or no list any more. */
  async find({ path, position }: EntryPlace): Promise<Result<ZipRow>> {
    this.#table ??= this.#listAll();
    const table = await this.#table;
    if (!table.ok) {
      // The disk may be back at the next attempt.
      this.#table = null;
      return table;
    }
    const row = table.value.find(path, position);
    if (row === 'damaged') return failed(problem('entry-damaged', { subject: path }));
    return row === null ? failed(problem('part-changed', { subject: path })) : ok(row);
  }

  contentOf(row: ZipRow, window: ReadWindow = windowOver(this.#file, 0)): EntryContent {
    // What is far away is read to the next entry and not a byte further.
    const end = this.#extents?.of(row).end ?? this.#file.size;
    const chunks = isSmall(row) ? smallContent(row, window, end) : largeContent(row, this.#file, sharedBlocks);
    return { path: row.path, bytes: row.bytes, crc32: row.crc32, chunks, isUnchanged: () => this.#file.isUnchanged() };
  }

  /** Reads an entry once it is its turn, where the file has turns. */
  async inTurn<T>(
    row: ZipRow,
    signal: AbortSignal,
    read: (content: EntryContent) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const { ahead } = this.#file;
    if (ahead === undefined) return this.#nearby(row, read);
    try {
      const extent = (await this.#locate(signal)).of(row);
      const content = this.contentOf(row);
      return await read({ ...content, chunks: inTurn(() => ahead.turn(extent, signal), content.chunks) });
    } catch (thrown) {
      if (thrown instanceof ProblemError) return failed(thrown.problem);
      throw thrown;
    }
  }

  /** What is small costs more to be asked for than to be read. */
  isForThreads(row: ZipRow): boolean {
    return this.#file.inThreads !== undefined && this.#file.ahead === undefined && !isSmall(row);
  }

  /** Lets the thread that writes an entry read it as well. */
  async unpackInThread(row: ZipRow, sink: ByteSink, signal: AbortSignal): Promise<Result<void>> {
    const { inThreads } = this.#file;
    if (inThreads === undefined || sink.receive === undefined) throw new Error('Nobody said that this is for threads');
    const { path, offset, packedBytes, bytes, method, crc32 } = row;
    const entry = { path, offset, packedBytes, bytes, method, crc32 };
    try {
      throwIfAborted(signal);
      await sink.start({ length: bytes, contentType: null, from: 0, etag: null });
      const outcome = await sink.receive(
        { kind: 'packed', ...inThreads, entry, keepsDamaged: sink.damaged !== undefined },
        { head: () => 'refused', came: () => undefined },
        signal,
      );
      if (outcome.kind === 'received' && outcome.damage !== undefined) sink.damaged?.(outcome.damage);
      await sink.end();
      return ok(undefined);
    } catch (thrown) {
      if (signal.aborted) return failed(problem('interrupted'));
      if (thrown instanceof ProblemError) return failed(thrown.problem);
      throw thrown;
    }
  }

  async #nearby<T>(row: ZipRow, read: (content: EntryContent) => Promise<Result<T>>): Promise<Result<T>> {
    if (!this.#isNearFree || !isSmall(row)) return read(this.contentOf(row));
    this.#isNearFree = false;
    try {
      return await read(this.contentOf(row, this.#near));
    } finally {
      this.#isNearFree = true;
    }
  }

  async entryFile(place: EntryPlace): Promise<Result<PartFile>> {
    const row = await this.find(place);
    if (!row.ok) return row;
    if (row.value.method === 'stored') {
      const { begin, end } = await packedRange(row.value, this.#file);
      return ok(rangeOfFile(this.#file, begin, end - begin));
    }
    const whole = await readWhole(this.contentOf(row.value), largestUnpackedBytes, new AbortController().signal);
    if (whole.ok) return ok(fileOfBytes(this.#file, place.position, whole.value));
    const isTooLarge = whole.problem.code === 'entry-too-large';
    const { detail } = whole.problem;
    return failed(problem(isTooLarge ? 'part-holds-archives' : 'part-damaged', { subject: place.path, detail }));
  }

  async #readPassed<T>(
    row: ZipRow | 'damaged' | null,
    content: () => Result<EntryContent>,
    signal: AbortSignal,
    read: (content: EntryContent) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const isLarge = row !== null && row !== 'damaged' && !isSmall(row);
    if (isLarge && this.#file.ahead !== undefined) return this.inTurn(row, signal, read);
    return whenFound(content(), read);
  }

  /** Tells a file that is far away which small entries a pass is going to read. */
  async #announceSidecars(signal: AbortSignal): Promise<void> {
    if (this.#file.ahead === undefined) return;
    this.#file.ahead.small((await this.#locate(signal)).sidecars());
  }

  /** Lists once where the entries of a file begin that is far away. */
  async #locate(signal: AbortSignal): Promise<ZipExtents> {
    if (this.#extents !== null) return this.#extents;
    const extents = new ZipExtents();
    for await (const { row, offset } of this.#listed(signal)) extents.push(offset, row);
    extents.finish(this.#file.size);
    this.#file.ahead?.contents(extents.contents());
    this.#extents = extents;
    return extents;
  }

  #passed(entry: PartEntry, row: ZipRow | 'damaged' | null, window: ReadWindow): Result<EntryContent> {
    if (row === null || row === 'damaged')
      return failed(entry.refusal ?? problem('entry-unsupported', { subject: entry.path }));
    return ok(this.contentOf(row, window));
  }

  async #listAll(): Promise<Result<ZipTable>> {
    const table = new ZipTable();
    try {
      // Shared by all who wait for it: the wish of one of them to stop does not end it.
      for await (const { row } of this.#listed(new AbortController().signal)) table.push(row);
      return ok(table);
    } catch (thrown) {
      if (thrown instanceof ProblemError) return failed(thrown.problem);
      throw thrown;
    }
  }

  async *#listed(signal: AbortSignal): AsyncGenerator<{
    readonly entry: PartEntry | null;
    readonly row: ZipRow | 'damaged' | null;
    readonly offset: number;
  }> {
    const directory = await openZipDirectory(this.#file, this.#name);
    if (!directory.ok) throw new ProblemError(directory.problem);
    const judge = createEntryJudge();
    let position = 0;
    for await (const listed of directory.value.entries()) {
      throwIfAborted(signal);
      const entry = judge(listedZipEntry(listed, position, this.#file.size));
      yield { entry, row: rowOf(listed, entry), offset: listed.entry.relativeOffsetOfLocalHeader };
      position += 1;
    }
  }
}

/** Holds the turn only while bytes come: what is done before and afterwards takes its own time. */
async function* inTurn(
  take: () => Promise<{ readonly release: () => void }>,
  chunks: EntryContent['chunks'],
): AsyncGenerator<Uint8Array> {
  const turn = await take();
  try {
    yield* chunks;
  } finally {
    turn.release();
  }
}

async function whenFound<T>(
  content: Result<EntryContent>,
  read: (content: EntryContent) => Promise<Result<T>>,
): Promise<Result<T>> {
  return content.ok ? read(content.value) : content;
}

function rowOf({ entry: listed }: DirectoryEntry, entry: PartEntry | null): ZipRow | 'damaged' | null {
  if (entry?.refusal?.code === 'entry-damaged') return 'damaged';
  const method = packingOf(listed);
  if (entry === null || entry.refusal !== null || method === null) return null;
  return {
    path: entry.path,
    offset: listed.relativeOffsetOfLocalHeader,
    packedBytes: listed.compressedSize,
    bytes: entry.bytes,
    crc32: listed.crc32,
    method,
  };
}
