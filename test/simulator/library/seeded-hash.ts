/**
 * A number in 0 … 2³²−1 that depends on nothing but the seed, the purpose and the index: item i can be checked
 * without looking at the items before it. (Murmur3's finalizer over mixed inputs; well spread, not cryptographic.)
 */
export function hashOf(seed: number, purpose: string, index: number): number {
  let hash = mixed(seed ^ 0x9e3779b9);
  for (let i = 0; i < purpose.length; i += 1) hash = mixed(hash ^ (purpose.charCodeAt(i) * 0x01000193));
  return mixed(hash ^ mixed(index + 0x7f4a7c15));
}

/** A whole number in 0 … bound−1. */
export function pickBelow(bound: number, seed: number, purpose: string, index: number): number {
  return Math.floor((hashOf(seed, purpose, index) / 0x1_0000_0000) * bound);
}

/** One of the list, which must not be empty. */
export function pickFrom<T>(list: readonly T[], seed: number, purpose: string, index: number): T {
  const picked = list[pickBelow(list.length, seed, purpose, index)];
  if (picked === undefined) throw new Error(`Nothing to pick from for ${purpose}`);
  return picked;
}

/** A stream of numbers in 0 … 2³²−1 (mulberry32) for bulk data. */
export function numberStream(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  };
}

function mixed(input: number): number {
  let value = input >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
