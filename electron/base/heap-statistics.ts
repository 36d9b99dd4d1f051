import v8 from 'node:v8';

/** Bytes, of this process's heap. */
export interface HeapStatistics {
  /** The most that V8 lets it grow to. It counts the young generation as three times one of its halves. */
  readonly limit: number;
  /** What is taken from the system. */
  readonly size: number;
  readonly used: number;
  /** What the young generation takes of the system. */
  readonly young: number;
}

/** How large the heap of this process is; whether V8 got our flags at the start shows in the limit. */
export function heapStatistics(): HeapStatistics {
  const { heap_size_limit: limit, total_heap_size: size, used_heap_size: used } = v8.getHeapStatistics();
  const young = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
  return { limit, size, used, young };
}
