import { createHash } from 'node:crypto';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { ByteSink } from '../../../electron/contract/bytes.ts';
import { byteIntake } from '../../../electron/engine/backup/byte-intake.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { freshBudget } from '../../../electron/engine/destination/patience.ts';
import { openStaging, type Staging } from '../../../electron/engine/destination/staging.ts';
import { openReceivingThreads } from '../../../electron/engine/runs/receiving-threads.ts';
import type { OpenPart, PartEntry } from '../../../electron/engine/sources/takeout/archive/part.ts';
import {
  centralHeader,
  endOfDirectory,
  localHeader,
  type ZipRecord,
} from '../../simulator/takeout/archive/zip-records.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { now, openedDestination, valueIn } from '../destination/open-folder.ts';
import { listed, opened } from '../takeout-archive/part-reading.ts';

const MiB = 1024 * 1024;
const never = new AbortController().signal;

/** A picture by its first bytes, and different everywhere, half of which deflate can spare. */
function picture(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  for (let at = 0; at + 8 <= bytes; at += 8) made.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at);
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex').copy(made);
  return made;
}

const photo = picture(3 * MiB + 77);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface Lies {
  readonly method?: 'stored' | 'deflated';
  readonly crc32?: number;
  readonly size?: number;
  readonly packed?: Buffer;
}

/** An archive of one photo, whose records may lie. */
function archiveOf(content: Buffer, { method = 'stored', packed, ...lies }: Lies = {}): Buffer {
  const data = packed ?? (method === 'stored' ? content : deflateRawSync(content));
  const record: ZipRecord = {
    ...{ name: Buffer.from('Takeout/Google Photos/Photos from 2024/photo.jpg'), flags: 0, offset: 0, mode: 0o100644 },
    ...{ method: method === 'stored' ? 0 : 8, modified: 1_790_000_000, width: 'zip32' as const },
    ...{ crc32: crc32(content), compressed: data.length, size: content.length },
    ...lies,
  };
  const local = Buffer.concat([localHeader(record), data]);
  const central = centralHeader(record);
  return Buffer.concat([
    local,
    central,
    endOfDirectory({ entries: 1, offset: local.length, bytes: central.length, width: 'zip32' }),
  ]);
}

let destination: Destination;
let staging: Staging;
let path: string;

beforeEach(async () => {
  destination = await openedDestination();
  const threads = openReceivingThreads(() => true, freshBudget());
  onTestFinished(() => threads.close());
  staging = valueIn(await openStaging(destination, threads, now));
  path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.zip');
});

async function partOf(archive: Buffer): Promise<OpenPart> {
  await writeFile(path, archive);
  return opened(path);
}

interface Options {
  /** Listed before; absent: the one that the part has now. */
  readonly entry?: PartEntry | undefined;
  readonly signal?: AbortSignal;
  /** Whether damaged bytes are wanted as well. */
  readonly keeps?: boolean;
}

/** Fetches the one entry of a part into a staged file. */
async function unpacked(part: OpenPart, { entry: known, signal = never, keeps = true }: Options = {}) {
  const entry = known ?? (await listed(part)).entries[0];
  if (entry === undefined) throw new Error('No entry');
  const file = await staging.open('takeout me one');
  let came = 0;
  let written = 0;
  const { damaged, ...intake } = byteIntake(file, { expectedMime: 'image/jpeg', datedName: null }, (bytes) => {
    came += bytes;
  });
  const sink: ByteSink = {
    ...intake,
    ...(keeps && damaged !== undefined ? { damaged } : {}),
    write: (chunk) => {
      written += chunk.length;
      return intake.write(chunk);
    },
  };
  const result = await part.fetch(entry, sink, signal);
  return { file, came, written, code: result.ok ? 'ok' : result.problem.code, damage: intake.damage()?.code ?? null };
}

test.each(['stored', 'deflated'] as const)('what is %s is read by the thread that writes it', async (method) => {
  const { file, code, came, written, damage } = await unpacked(await partOf(archiveOf(photo, { method })));
  expect({ code, came, written, damage }).toEqual({ code: 'ok', came: photo.length, written: 0, damage: null });
  expect(valueIn(await file.finish())).toMatchObject({ sha256: sha256(photo), bytes: photo.length });
});

test('what is small is read here', async () => {
  const small = picture(20_000);
  const { file, code, written } = await unpacked(await partOf(archiveOf(small)));
  expect({ code, written }).toEqual({ code: 'ok', written: small.length });
  expect(valueIn(await file.finish()).sha256).toBe(sha256(small));
});

test('an archive behind something else is read where it lies', async () => {
  const { file, code, written } = await unpacked(
    await partOf(Buffer.concat([Buffer.alloc(5_000, 1), archiveOf(photo)])),
  );
  expect({ code, written }).toEqual({ code: 'ok', written: 0 });
  expect(valueIn(await file.finish()).sha256).toBe(sha256(photo));
});

test('bytes whose checksum is wrong are kept where they are wanted, and told of', async () => {
  const { file, code, damage } = await unpacked(await partOf(archiveOf(photo, { crc32: 1 })));
  expect({ code, damage }).toEqual({ code: 'ok', damage: 'entry-kept-damaged' });
  expect(valueIn(await file.finish()).sha256).toBe(sha256(photo));
});

test.each<[string, Buffer]>([
  ['a wrong checksum', archiveOf(photo, { crc32: 1 })],
  ['fewer bytes than are declared', archiveOf(photo, { size: photo.length + 1, method: 'deflated' })],
  ['more bytes than are declared', archiveOf(photo, { size: photo.length - 1, method: 'deflated' })],
  ['what cannot be inflated', archiveOf(photo, { packed: Buffer.alloc(MiB, 0xee), method: 'deflated' })],
])('%s is damage where nobody keeps it', async (_what, archive) => {
  expect((await unpacked(await partOf(archive), { keeps: false })).code).toBe('entry-damaged');
});

test('an archive that somebody writes to is told as that', async () => {
  const part = await partOf(archiveOf(photo, { crc32: 1 }));
  await listed(part);
  await appendFile(path, 'more');
  expect((await unpacked(part)).code).toBe('part-changed');
});

test('an archive that becomes shorter is told as that', async () => {
  const part = await partOf(archiveOf(photo));
  const [entry] = (await listed(part)).entries;
  await truncate(path, MiB);
  expect((await unpacked(part, { entry })).code).toBe('part-changed');
});

test('a page in place of a photo is refused', async () => {
  const page = Buffer.from('<!DOCTYPE html><html><title>No</title>'.padEnd(2 * MiB));
  expect((await unpacked(await partOf(archiveOf(page)))).code).toBe('bytes-not-media');
});

test('a folder that takes nothing any more is not taken for a broken archive', async () => {
  await rm(join(destination.path, '.afterimage/staging'), { recursive: true });
  expect((await unpacked(await partOf(archiveOf(photo)))).code).toBe('destination-missing');
});

test('whoever is not wanted any more ends, and what came so far with him', async () => {
  const part = await partOf(archiveOf(picture(40 * MiB)));
  const stop = new AbortController();
  void setTimeout(10).then(() => stop.abort());
  const { code, file } = await unpacked(part, { signal: stop.signal });
  expect(code).toBe('interrupted');
  await file.discard();
  expect((await unpacked(part)).code).toBe('ok');
});

test('a part is closed only when no thread reads it any more', async () => {
  const part = await partOf(archiveOf(picture(40 * MiB)));
  const [entry] = (await listed(part)).entries;
  let code = 'under way';
  const reading = unpacked(part, { entry }).then((met) => {
    code = met.code;
  });
  await setTimeout(20);
  await part.close();
  expect(code).toBe('interrupted');
  await reading;
});
