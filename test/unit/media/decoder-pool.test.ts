import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DecodableFormat } from '../../../electron/contract/picture-decoder.ts';
import { DecoderPool, type DecoderPoolOptions } from '../../../electron/engine/media/decoding/decoder-pool.ts';
import { compileWasm } from '../../../electron/engine/media/decoding/webassembly.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';
import { bytes } from './build/bytes.ts';

function openPool(options: DecoderPoolOptions = {}): DecoderPool {
  const pool = new DecoderPool(options);
  onTestFinished(() => pool.close());
  return pool;
}

/** A pool whose threads do what the pictures say. */
function misbehavingPool(limitMs = 30_000, log: (line: string) => void = () => undefined) {
  const pool = openPool({ limitMs, log, script: new URL('./build/misbehaving-worker.ts', import.meta.url) });
  return (word: string) =>
    pool
      .decode({ source: Buffer.from(word), format: 'jpeg', orientation: null, size: 32, form: 'thumbnail' })
      .then(({ kind }) => kind);
}

function decodeWith(pool: DecoderPool, source: string | Uint8Array, format: DecodableFormat) {
  return pool.decode({
    source: typeof source === 'string' ? source : new Uint8Array(source),
    format,
    orientation: null,
    size: 32,
    form: 'thumbnail',
  });
}

describe('a picture that ends its thread', () => {
  test.each(['throws', 'exits', 'fills its heap'])('one that %s costs that picture only', async (misdeed) => {
    const decode = misbehavingPool();
    const outcomes = await Promise.all(['good', misdeed, 'good', misdeed, 'good'].map(decode));
    expect(outcomes).toEqual(['picture', 'crashed', 'picture', 'crashed', 'picture']);
  });

  test('what ended a thread is told', async () => {
    const lines: string[] = [];
    const decode = misbehavingPool(30_000, (line) => lines.push(line));
    await Promise.all(['good', 'throws'].map(decode));
    expect(lines).toEqual(['A picture ended its thread: A trap']);
  });

  test('one that hangs costs its time only, and what is beside it continues', async () => {
    const decode = misbehavingPool(1_000);
    // Both threads are there by now: the time that they take to start is not what is measured.
    await Promise.all([decode('good'), decode('good')]);
    const begun = performance.now();
    expect(await Promise.all(['hangs', 'good', 'good'].map(decode))).toEqual(['timed-out', 'picture', 'picture']);
    expect(performance.now() - begun).toBeGreaterThan(990);
    expect(await decode('good')).toBe('picture');
  });

  test('one that needs more memory is tried again alone, and then given up', async () => {
    const decode = misbehavingPool();
    const outcomes = await Promise.all(['good', 'needs more memory', 'good', 'good'].map(decode));
    expect(outcomes).toEqual(['picture', 'undecodable', 'picture', 'picture']);
  });
});

describe('decompression bombs', () => {
  /** A small file of so many pixels a side, all of one colour. */
  function bomb(side: number, format: 'png' | 'webp' | 'jpeg' | 'tiff' | 'gif'): Promise<Buffer> {
    const plain = sharp({
      create: { width: side, height: side, channels: 3, background: 'red' },
      limitInputPixels: false,
    });
    return format === 'jpeg'
      ? plain.jpeg({ progressive: true }).toBuffer()
      : plain.toFormat(format, { compression: 'deflate' }).toBuffer();
  }

  // Making one costs more than refusing it: all formats but one are left to the long run.
  const formats = [
    ['png', 12_000],
    ...(isLong()
      ? ([
          ['tiff', 12_000],
          ['webp', 12_000],
          ['jpeg', 16_000],
        ] as const)
      : []),
  ] as const;

  test('take no more memory than a photo may, and leave the threads as they were', {
    tags: 'long',
    timeout: 120_000,
  }, async () => {
    const pool = openPool();
    const photo = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    // Made first: a picture of that size takes the memory that the pool must not.
    const bombs = [];
    for (const [format, side] of formats) bombs.push({ format, content: await bomb(side, format) });
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    }, 5);
    for (const { format, content } of bombs) {
      const [bombOutcome, photoOutcome] = await Promise.all([
        decodeWith(pool, content, format),
        decodeWith(pool, photo, 'jpeg'),
      ]);
      expect(bombOutcome, format).toEqual({ kind: 'undecodable' });
      expect(photoOutcome).toMatchObject({ kind: 'picture', width: 32, height: 16 });
    }
    clearInterval(watch);
    expect(most).toBeLessThan(600 * 1024 ** 2);
  });
});

test('a picture that is too large for one of two threads is decoded alone', async () => {
  const pool = openPool();
  const large = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: 'lime' } })
    .webp()
    .toBuffer();
  const photo = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  const outcomes = await Promise.all([
    decodeWith(pool, photo, 'jpeg'),
    decodeWith(pool, large, 'webp'),
    decodeWith(pool, photo, 'jpeg'),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['picture', 'picture', 'picture']);
});

test('a file that cannot be read says nothing of the picture', async () => {
  const pool = openPool();
  expect(await decodeWith(pool, join(await temporaryFolder(), 'gone.jpg'), 'jpeg')).toEqual({ kind: 'unavailable' });
});

test('a decoder that could not be read once is read again, and then no more', async () => {
  const emptyModule = bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  let reads = 0;
  const loadMagick = async () => {
    reads += 1;
    if (reads === 1) throw new Error('Too many open files');
    return compileWasm(new Uint8Array(emptyModule));
  };
  const pool = openPool({ script: new URL('./build/misbehaving-worker.ts', import.meta.url), loadMagick });
  const decode = async (word: string) => (await decodeWith(pool, Buffer.from(word), 'jpeg')).kind;
  expect(await decode('good')).toBe('unavailable');
  expect(await decode('throws')).toBe('crashed');
  expect(await decode('good')).toBe('picture');
  expect(reads).toBe(2);
});

test('random bytes with a good beginning are undecodable, one like the other', async () => {
  const pool = openPool();
  const folder = await temporaryFolder();
  const source = sharp({ create: { width: 300, height: 200, channels: 3, background: 'blue' } });
  let seed = 1;
  const noise = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 256;
    });
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const) {
    const whole = await source.toFormat(format).toBuffer();
    for (let cut = 0; cut < 8; cut += 1) {
      const file = join(folder, `${format}-${cut}`);
      await writeFile(file, bytes(whole.subarray(0, Math.round((whole.length * cut) / 8)), noise(400)));
      const { kind } = await decodeWith(pool, file, format);
      expect(['picture', 'undecodable', 'crashed'], `${format} ${cut}`).toContain(kind);
    }
  }
  expect((await decodeWith(pool, await source.jpeg().toBuffer(), 'jpeg')).kind).toBe('picture');
}, 60_000);
