import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DecodeOutcome, DecodeRequest, PictureDecoder } from '../../../contract/picture-decoder.ts';
import { DecodeThread, type ThreadOutcome } from './decode-thread.ts';
import type { DecodeWorkerData } from './decode-worker.ts';
import { SharedOrAlone } from './shared-or-alone.ts';
import { compileWasm, readWasm, type WasmModule } from './webassembly.ts';

/** The bounds of a {@link DecoderPool}; tests choose others. */
export interface DecoderPoolOptions {
  /** Milliseconds that one picture may take. */
  readonly limitMs?: number;
  /** The thread's script. */
  readonly script?: URL;
  /** Reads the decoder that all threads share. */
  readonly loadMagick?: () => Promise<WasmModule>;
  /** Hears what ended a thread: a picture, or a part of the program that is missing. */
  readonly log?: (line: string) => void;
}

/** So many pictures are decoded at once: more would take the processor from a run, and from the screen. */
const parallel = 2;
const usualLimitMs = 20_000;
/** A file that is larger is no photo of a camera, and several copies of it would be in memory at once. */
const mostFileBytes = 96 * 1024 ** 2;
/** What the WebAssembly of one thread may take: enough for almost every photo of a camera. */
const usualMemoryBytes = 64 * 1024 ** 2;
/** A picture that needs more gets so much, and is decoded alone. */
const largeMemoryBytes = 288 * 1024 ** 2;

/**
 * Decodes pictures on threads of this process, by decoders in WebAssembly. A picture that ends its thread, or needs too
 * long, costs that picture only; the next one gets a new thread.
 */
export class DecoderPool implements PictureDecoder {
  readonly #limitMs: number;
  readonly #script: URL;
  readonly #loadMagick: () => Promise<WasmModule>;
  readonly #log: (line: string) => void;
  readonly #idle: DecodeThread[] = [];
  readonly #gate = new SharedOrAlone(parallel);
  #magick: Promise<WasmModule> | null = null;

  constructor(options: DecoderPoolOptions = {}) {
    this.#limitMs = options.limitMs ?? usualLimitMs;
    this.#script = options.script ?? workerScript();
    this.#loadMagick = options.loadMagick ?? readMagick;
    this.#log = options.log ?? (() => undefined);
  }

  readonly decode = async (request: DecodeRequest): Promise<DecodeOutcome> => {
    const usual = await this.#gate.shared(() => this.#attempt(request, usualMemoryBytes));
    if (usual.kind !== 'out-of-memory') return usual;
    const large = await this.#gate.alone(async () => {
      await this.#endIdle();
      return this.#attempt(request, largeMemoryBytes);
    });
    return large.kind === 'out-of-memory' ? { kind: 'undecodable' } : large;
  };

  /** Ends all threads that do not work at the moment. */
  async close(): Promise<void> {
    await this.#gate.alone(() => this.#endIdle());
  }

  /** Never rejects. */
  async #attempt(request: DecodeRequest, memoryBytes: number): Promise<DecodeOutcome | { kind: 'out-of-memory' }> {
    const content = await this.#contentOf(request).catch(() => null);
    if (content === null) return { kind: 'unavailable' };
    if (content === 'too-large') return { kind: 'undecodable' };
    const { format, orientation, size, form } = request;
    const thread = await this.#thread(memoryBytes).catch(() => null);
    if (thread === null) return { kind: 'unavailable' };
    const outcome = await thread.decode({ bytes: content, format, orientation, size, form }, this.#limitMs);
    await this.#putBack(thread, outcome);
    return outcome.kind === 'picture' ? pictureOf(outcome) : { kind: outcome.kind };
  }

  async #thread(memoryBytes: number): Promise<DecodeThread> {
    while (memoryBytes === usualMemoryBytes) {
      const idle = this.#idle.pop();
      if (idle === undefined) break;
      if (idle.isUsable) return idle;
    }
    const workerData: DecodeWorkerData = { memoryBytes, magick: await this.#sharedMagick() };
    return new DecodeThread(this.#script, workerData, (reason) => this.#log(`A picture ended its thread: ${reason}`));
  }

  /** Read once. After a failure it is read again for the next thread: the problem may have been temporary. */
  #sharedMagick(): Promise<WasmModule> {
    this.#magick ??= this.#loadMagick().catch((thrown: unknown) => {
      this.#magick = null;
      throw thrown;
    });
    return this.#magick;
  }

  async #putBack(thread: DecodeThread, outcome: ThreadOutcome): Promise<void> {
    const isSpent = outcome.kind === 'crashed' || outcome.kind === 'timed-out' || outcome.isSpent;
    if (isSpent || !thread.isUsable || thread.memoryBytes !== usualMemoryBytes) await thread.end();
    else this.#idle.push(thread);
  }

  async #endIdle(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  /** Rejects when the file cannot be read, or not in time. */
  #contentOf({ source }: DecodeRequest): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
    if (typeof source !== 'string') return Promise.resolve(new Uint8Array(source));
    const abort = new AbortController();
    const tooSlow = sleep(this.#limitMs, undefined, { signal: abort.signal, ref: false }).then(() => {
      throw new Error('The file could not be read in time');
    });
    return Promise.race([readWhole(source), tooSlow]).finally(() => abort.abort());
  }
}

async function readMagick(): Promise<WasmModule> {
  return compileWasm(await readWasm('@imagemagick/magick-wasm/magick.wasm'));
}

/** In memory of its own, which can be handed to a thread. */
async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  if (size > mostFileBytes) return 'too-large';
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length === size ? bytes : bytes.slice(0, length);
}

function pictureOf({ bytes, width, height }: Extract<ThreadOutcome, { kind: 'picture' }>): DecodeOutcome {
  return { kind: 'picture', bytes, width, height };
}

/** Sources run as they are; a build puts the worker beside the bundle. */
function workerScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './decode-worker.ts' : './decode-worker.js', import.meta.url);
}
