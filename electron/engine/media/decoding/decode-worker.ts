import { parentPort, workerData } from 'node:worker_threads';
import type { DecodableFormat, DecodedForm } from '../../../contract/picture-decoder.ts';
import { HeicDecoder } from './heic.ts';
import { type EncodedPicture, encodedFile, encodedPixels, likelyBytes, loadMagick, type Wanted } from './magick.ts';
import { isTrap, limitWasmMemory, type WasmModule } from './webassembly.ts';

/** What a decoding thread is started with. */
export interface DecodeWorkerData {
  /** So much may each of its WebAssembly memories take, in bytes. */
  readonly memoryBytes: number;
  /** ImageMagick, compiled once for all threads. */
  readonly magick: WasmModule;
}

/** One picture, whose bytes change hands. */
export interface DecodeTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: DecodableFormat;
  readonly orientation: number | null;
  readonly size: number;
  readonly form: DecodedForm;
}

type Decoded =
  | ({ readonly kind: 'picture' } & EncodedPicture)
  | { readonly kind: 'undecodable' }
  /** It may be decoded with more memory. */
  | { readonly kind: 'out-of-memory' };

/** What a thread answers, one answer a task. */
export type DecodeAnswer = Decoded & {
  /** The thread is of no use any more: it holds much memory, or its libraries have met an end of it. */
  readonly isSpent: boolean;
};

/** WebAssembly gives no memory back: a thread with more than this, which few photos need, is spent. */
const keptBytes = 48 * 1024 ** 2;

const { memoryBytes, magick }: DecodeWorkerData = workerData;
const limit = limitWasmMemory(memoryBytes);
const heic = new HeicDecoder();
const ready = loadMagick(magick);

async function answerTo(task: DecodeTask): Promise<DecodeAnswer> {
  await ready;
  const outcome = await decode(task);
  // Frees the file's bytes now: the collector does not know how much lies outside of its heap.
  task.bytes.buffer.transfer(0);
  return { ...outcome, isSpent: limit.wasReached() || limit.usedBytes() > keptBytes };
}

async function decode({ bytes, format, orientation, size, form }: DecodeTask): Promise<Decoded> {
  const wanted: Wanted = { size, form };
  try {
    if (format === 'heic') {
      return { kind: 'picture', ...encodedPixels(await heic.decode(bytes, wanted), wanted) };
    }
    if (likelyBytes(bytes, format, form) > memoryBytes) return { kind: 'out-of-memory' };
    return { kind: 'picture', ...encodedFile(bytes, format, orientation, wanted) };
  } catch (thrown) {
    // It ends this thread, and with it whatever is broken.
    if (isTrap(thrown) && !limit.wasReached()) throw thrown;
    return { kind: limit.wasReached() ? 'out-of-memory' : 'undecodable' };
  }
}

parentPort?.on('message', (task: DecodeTask) => {
  // What is thrown ends the thread, and the pool hears of that.
  void answerTo(task).then((answer) => {
    parentPort?.postMessage(answer, answer.kind === 'picture' ? [answer.bytes.buffer] : []);
  });
});
