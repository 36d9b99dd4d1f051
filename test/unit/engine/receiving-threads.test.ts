import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ProblemError, problem } from '../../../electron/contract/problem.ts';
import { byteIntake } from '../../../electron/engine/backup/byte-intake.ts';
import type { Destination } from '../../../electron/engine/destination/identity.ts';
import { freshBudget } from '../../../electron/engine/destination/patience.ts';
import type { StagedFile } from '../../../electron/engine/destination/staged-file.ts';
import { openStaging, type Staging } from '../../../electron/engine/destination/staging.ts';
import { ContentSizes } from '../../../electron/engine/google/content-sizes.ts';
import { openReceivingThreads } from '../../../electron/engine/runs/receiving-threads.ts';
import { now, openedDestination, valueIn } from '../destination/open-folder.ts';
import { googleServer, inTurn, type Responder, reset, sendBytes, sendHtml } from '../google/google-server.ts';
import { fakeTiming, noon, pipeline } from '../google/pipeline.ts';

const MiB = 1024 * 1024;
const never = new AbortController().signal;
const isJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');

/** A picture by its first bytes, and different everywhere, so that a block in the wrong place shows. */
function picture(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) made.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at);
  isJpeg.copy(made);
  return made;
}

const small = picture(200_003);
const large = picture(3 * MiB + 77);

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let destination: Destination;
let staging: Staging;
const stagedNames = async (): Promise<string[]> => {
  const names = await readdir(join(destination.path, '.afterimage/staging'));
  return names.toSorted();
};

async function openedStaging(): Promise<Staging> {
  const threads = openReceivingThreads(() => true, freshBudget());
  onTestFinished(() => threads.close());
  return valueIn(await openStaging(destination, threads, now));
}

beforeEach(async () => {
  destination = await openedDestination();
  staging = await openedStaging();
});

/** What a line knows that brought a film before. */
function knownLarge(): ContentSizes {
  const sizes = new ContentSizes();
  sizes.took(10 * MiB, 'image');
  return sizes;
}

/** Fetches what `responder` sends into a staged file, which is left as it is then. */
async function fetched(responder: Responder, { file: given, timing = fakeTiming(), signal = never }: Given = {}) {
  const server = await googleServer(responder);
  const { http } = pipeline({ timing, sizes: knownLarge() });
  const file = given ?? (await staging.open('library account one'));
  let came = 0;
  const intake = byteIntake(file, { expectedMime: 'image/jpeg', datedName: null }, (bytes) => {
    came += bytes;
  });
  const result = await http.bytes(
    `${server.origin}/photo=d`,
    intake,
    { authorization: 'none', media: 'image' },
    signal,
  );
  const code = result.ok ? 'ok' : result.problem.code;
  return { server, http, file, intake, code, detail: result.ok ? null : result.problem.detail, came: () => came };
}

interface Given {
  readonly file?: StagedFile;
  readonly timing?: ReturnType<typeof fakeTiming>;
  readonly signal?: AbortSignal;
}

/** Sends the first `sent` bytes of a body that is announced whole, then breaks the connection. */
function cutOff(bytes: Buffer, sent: number, headers: Record<string, string> = {}): Responder {
  return (response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length, ...headers });
    response.write(bytes.subarray(0, sent), () => setTimeout(() => response.destroy(), 20));
  };
}

/** Answers ranges as RFC 9110 asks for. */
function sendRanges(bytes: Buffer, etag: string): Responder {
  return (response, request) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from === 0 || request.headers['if-range'] !== etag) return sendBytes(bytes, { etag })(response, request);
    const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    const headers = { etag, 'content-type': 'image/jpeg', 'content-range': range };
    response.writeHead(206, { ...headers, 'content-length': bytes.length - from }).end(bytes.subarray(from));
  };
}

describe('a thread that receives', () => {
  test.each([
    ['nothing beyond what tells what it is', picture(isJpeg.length)],
    ['what fits into a block', small],
    ['exactly a block', picture(MiB)],
    ['a block and a byte', picture(MiB + 1)],
    ['several blocks', large],
  ])('brings %s to the disk', async (_what, bytes) => {
    const { file, intake, code, came, http } = await fetched(sendBytes(bytes, { etag: '"v1"' }));
    expect(code).toBe('ok');
    expect(came()).toBe(bytes.length);
    expect(http.counters()).toMatchObject({ mediaRequests: 1, bytes: bytes.length });
    expect(intake.announced()).toBe(bytes.length);
    expect(valueIn(await intake.verdict()).mime).toBe('image/jpeg');
    expect(file.bytes()).toBe(bytes.length);
    expect(Buffer.from(await file.read(bytes.length - 10, 10))).toEqual(bytes.subarray(-10));
    expect(valueIn(await file.finish())).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length });
  });

  test('receives many side by side, each into its own file', async () => {
    const contents = Array.from({ length: 30 }, (_, index) =>
      picture(index % 5 === 0 ? 2 * MiB + index : 9_000 + index),
    );
    const server = await googleServer((response, { path }) =>
      sendBytes(contents[Number(path.slice(1))] ?? small)(response, {} as never),
    );
    const { http } = pipeline({ sizes: knownLarge() });
    const stored = await Promise.all(
      contents.map(async (bytes, index) => {
        const file = await staging.open(`library account ${index}`);
        const intake = byteIntake(file, { expectedMime: 'image/jpeg', datedName: null }, () => undefined);
        const result = await http.bytes(
          `${server.origin}/${index}`,
          intake,
          { authorization: 'none', media: 'image' },
          never,
        );
        expect(result.ok).toBe(true);
        return [valueIn(await file.finish()).sha256, sha256(bytes)];
      }),
    );
    for (const [found, expected] of stored) expect(found).toBe(expected);
  });

  test.each<[string, Responder]>([
    ['a reset', reset],
    ['a reset in the middle', cutOff(large, 1_500_000)],
    ['500', sendHtml(500)],
    ['an error page as a success', sendHtml(200)],
    [
      'a page that calls itself a picture',
      sendBytes(Buffer.from('<!DOCTYPE html><html><title>No</title>'.padEnd(9_000))),
    ],
    ['a page as large as a video', sendBytes(Buffer.from('<!DOCTYPE html><html><title>No</title>'.padEnd(2 * MiB)))],
    [
      'too few bytes, and the end of the connection',
      sendBytes(small, { 'content-length': String(small.length + 1), connection: 'close' }),
    ],
    [
      'a range that nobody asked for',
      (response) => response.writeHead(206, { 'content-type': 'image/jpeg' }).end('abc'),
    ],
  ])('tries again after %s', async (_what, responder) => {
    const { file, code, server } = await fetched(inTurn(responder, sendBytes(large)));
    expect(code).toBe('ok');
    expect(server.requests).toHaveLength(2);
    expect(valueIn(await file.finish()).sha256).toBe(sha256(large));
  });

  test.each<[string, Responder, string]>([
    ['an error page', sendHtml(200), 'bytes-not-media'],
    ['a broken server', sendHtml(500), 'google-unavailable'],
    ['truncation', cutOff(small, 1_000), 'bytes-incomplete'],
    ['a link that has run out', sendHtml(403), 'bytes-link-expired'],
  ])('%s every time ends as what it is, and nothing is kept', async (_what, responder, code) => {
    const met = await fetched(responder);
    expect(met.code).toBe(code);
    await met.file.discard();
    expect(await stagedNames()).toEqual([]);
  });

  test('a transfer that stands still is given up and tried again', async () => {
    const standStill: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': small.length });
      response.write(small.subarray(0, 1_000));
    };
    const { code, server } = await fetched(inTurn(standStill, sendBytes(small)), { timing: fakeTiming(noon, 0.02) });
    expect(code).toBe('ok');
    expect(server.requests).toHaveLength(2);
  });
});

describe('which bytes a thread receives', () => {
  /** How many bytes of a content came by here, after `before` contents on the same line. */
  async function passedHere(bytes: Buffer, before: readonly Buffer[], limits: Parameters<typeof pipeline>[0] = {}) {
    const contents = [...before, bytes];
    const server = await googleServer((response, request) =>
      sendBytes(contents[Number(request.path.slice(1))] ?? bytes)(response, request),
    );
    const { http } = pipeline(limits);
    let written = 0;
    for (const [index] of contents.entries()) {
      const file = await staging.open(`library account ${index}`);
      const intake = byteIntake(file, { expectedMime: 'image/jpeg', datedName: null }, () => undefined);
      written = 0;
      const write = (chunk: Uint8Array): void | Promise<void> => {
        written += chunk.length;
        return intake.write(chunk);
      };
      const asked = { authorization: 'none', media: 'image' } as const;
      expect((await http.bytes(`${server.origin}/${index}`, { ...intake, write }, asked, never)).ok).toBe(true);
      expect(valueIn(await file.finish()).sha256).toBe(sha256(contents[index] ?? bytes));
    }
    return written;
  }
  const icons = Array.from({ length: 8 }, () => picture(9_000));

  test('those after large ones; the first goes ahead here', async () => {
    expect(await passedHere(large, [])).toBe(large.length);
    expect(await passedHere(small, [large, large])).toBe(0);
  });

  test('not those that are small like the ones before, until large ones come again', async () => {
    expect(await passedHere(small, icons)).toBe(small.length);
    expect(await passedHere(large, [...icons, large, large, large])).toBe(0);
  });

  test('none where a person has set a limit to them', async () => {
    expect(await passedHere(large, [large], { bandwidthLimit: 100_000_000 })).toBe(large.length);
  });
});

describe('what a thread received of a file', () => {
  test('is gone on with after the connection broke', async () => {
    const broken = cutOff(large, 1_500_000, { etag: '"v1"' });
    const { file, code, server } = await fetched(inTurn(broken, sendRanges(large, '"v1"')));
    expect(code).toBe('ok');
    const from = Number(/\d+/.exec(server.requests[1]?.headers.range ?? '')?.[0]);
    expect(from).toBeGreaterThan(1_000_000);
    expect(valueIn(await file.finish()).sha256).toBe(sha256(large));
  });

  test('is forgotten when the content is another by then', async () => {
    const broken = cutOff(picture(2 * MiB).fill(7, 100), 1_500_000, { etag: '"v1"' });
    const { file, code } = await fetched(inTurn(broken, sendRanges(large, '"v2"')));
    expect(code).toBe('ok');
    expect(valueIn(await file.finish()).sha256).toBe(sha256(large));
  });

  test('is noted on the way, so that a kill costs little', async () => {
    const film = picture(20 * MiB);
    let finish: () => void = () => undefined;
    const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
    const responder: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': film.length, etag: '"v1"' });
      response.write(film.subarray(0, 12 * MiB), () => isSent());
      finish = () => response.end(film.subarray(12 * MiB));
    };
    const fetching = fetched(responder);
    await sent;
    await expect.poll(stagedNames).toHaveLength(2);
    // Killed here: who comes next goes on with what is noted.
    const next = await openedStaging();
    const file = await next.open('library account one');
    expect(file.resumeFrom()?.offset).toBeGreaterThanOrEqual(8 * MiB);
    finish();
    expect((await fetching).code).toBe('ok');
    expect(valueIn(await (await fetching).file.finish()).sha256).toBe(sha256(film));
  });

  test('is kept for the next run when this one is broken off, and gone on with there', async () => {
    const film = picture(20 * MiB);
    const stop = new AbortController();
    const responder: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': film.length, etag: '"v1"' });
      response.write(film.subarray(0, 12 * MiB), () => setTimeout(() => stop.abort(), 200));
    };
    const { file, code } = await fetched(responder, { signal: stop.signal });
    expect(code).toBe('interrupted');
    await file.suspend();
    staging = await openedStaging();
    const second = await fetched(sendRanges(film, '"v1"'));
    expect(second.code).toBe('ok');
    expect(second.server.requests[0]?.headers.range).toMatch(/^bytes=1\d{7}-$/);
    expect(second.came()).toBeLessThan(9 * MiB);
    expect(valueIn(await second.file.finish()).sha256).toBe(sha256(film));
  });

  test('begins anew when the server does not go on with it', async () => {
    const film = picture(10 * MiB);
    const stop = new AbortController();
    const responder: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': film.length, etag: '"v1"' });
      response.write(film.subarray(0, 9 * MiB), () => setTimeout(() => stop.abort(), 200));
    };
    const { file } = await fetched(responder, { signal: stop.signal });
    await file.suspend();
    staging = await openedStaging();
    const second = await fetched(sendBytes(large, { etag: '"v2"' }));
    expect(second.code).toBe('ok');
    expect(valueIn(await second.file.finish()).sha256).toBe(sha256(large));
    expect(await stagedNames()).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  test('a folder that takes nothing any more is told as that', async () => {
    await rm(join(destination.path, '.afterimage/staging'), { recursive: true });
    const { code } = await fetched(sendBytes(large));
    expect(code).toBe('destination-missing');
  });

  test('what the hearer throws ends it, and is thrown', async () => {
    const server = await googleServer(sendBytes(large));
    const { http } = pipeline({ sizes: knownLarge() });
    const file = await staging.open('library account one');
    const intake = byteIntake(file, { expectedMime: 'image/jpeg', datedName: null }, () => {
      throw new ProblemError(problem('destination-full'));
    });
    const result = await http.bytes(`${server.origin}/x`, intake, { authorization: 'none', media: 'image' }, never);
    expect(result.ok ? 'ok' : result.problem.code).toBe('destination-full');
    await file.discard();
    expect(await stagedNames()).toEqual([]);
  });

  test('whoever is not wanted any more asks nobody', async () => {
    const { code, server } = await fetched(sendBytes(small), { signal: AbortSignal.abort() });
    expect(code).toBe('interrupted');
    expect(server.requests).toHaveLength(0);
  });
});

test('threads that are given up close their connections', async () => {
  const threads = openReceivingThreads(() => true, freshBudget());
  staging = valueIn(await openStaging(destination, threads, now));
  const { server, file } = await fetched(sendBytes(small));
  await file.finish();
  expect(server.open()).toBeGreaterThan(0);
  await threads.close();
  await expect.poll(server.open).toBe(0);
});
