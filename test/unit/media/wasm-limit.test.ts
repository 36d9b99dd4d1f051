/// <reference path="../../../electron/engine/media/decoding/wasm-globals.d.ts" />
import { expect, test } from 'vitest';
import { limitWasmMemory } from '../../../electron/engine/media/decoding/webassembly.ts';

const page = 65_536;

test('WebAssembly of this thread grows up to the limit, and is refused more', () => {
  const limit = limitWasmMemory(10 * page);
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 1_000 });
  expect(memory.grow(7)).toBe(2);
  expect([limit.wasReached(), limit.usedBytes()]).toEqual([false, 9 * page]);
  expect(() => memory.grow(2)).toThrow(RangeError);
  expect(memory.buffer.byteLength).toBe(9 * page);
  expect([limit.wasReached(), limit.usedBytes()]).toEqual([true, 9 * page]);
  expect(memory.grow(1)).toBe(9);
});
