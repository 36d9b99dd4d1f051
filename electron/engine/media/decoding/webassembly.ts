/// <reference path="./wasm-globals.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The WebAssembly memories of this thread, watched. */
export interface WasmLimit {
  /** Whether one of them was refused to grow. */
  readonly wasReached: () => boolean;
  /** What the largest that has ever grown takes, in bytes. */
  readonly usedBytes: () => number;
}

/** Compiled code, which threads can share. */
export type WasmModule = WebAssembly.Module;

const pageBytes = 65_536;

/** The decoders that are not part of a bundle: libraries that anybody may replace by their own build. */
export type WasmFile = '@imagemagick/magick-wasm/magick.wasm' | 'libheif-js/libheif-wasm/libheif.wasm';

/** Reads a decoder from the packages that lie beside the bundles as they lie in the project. */
export function readWasm(name: WasmFile): Promise<Buffer<ArrayBuffer>> {
  return readFile(createRequire(import.meta.url).resolve(name));
}

/** Compiles WebAssembly. Rejects when the bytes are none. */
export function compileWasm(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule> {
  return WebAssembly.compile(bytes);
}

/** Whether WebAssembly ended in a way that its library did not intend, and so cannot be trusted any more. */
export function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError;
}

/**
 * Refuses the WebAssembly memories of this thread to grow beyond `bytes` each. The modules themselves declare limits of
 * gigabytes, and their glue code grows them by this method alone; to them it looks like a machine without more memory.
 */
export function limitWasmMemory(bytes: number): WasmLimit {
  const { grow } = WebAssembly.Memory.prototype;
  let isReached = false;
  let used = 0;
  WebAssembly.Memory.prototype.grow = function growWithinLimit(this: WebAssembly.Memory, pages: number): number {
    const wanted = this.buffer.byteLength + Number(pages) * pageBytes;
    if (wanted > bytes) {
      isReached = true;
      throw new RangeError('A picture may not take more memory');
    }
    const before = grow.call(this, pages);
    used = Math.max(used, wanted);
    return before;
  };
  return { wasReached: () => isReached, usedBytes: () => used };
}
