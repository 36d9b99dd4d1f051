import { hash } from 'node:crypto';
import { type Problem, ProblemError, problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { noHandle } from '../../../electron/contract/source-items.ts';
import type { WantedItem } from '../../../electron/engine/catalog/items/transfers.ts';
import type { StagedFile } from '../../../electron/engine/destination/staged-file.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';

/** The whole JPEG of a test, as long as it is asked to be. */
export function jpeg(content = '', length = 0): Buffer {
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  const whole = Buffer.concat([start, Buffer.from([0xff, 0xfe, 0, content.length + 2]), Buffer.from(content)]);
  return Buffer.concat([whole, Buffer.from('ffd9', 'hex'), Buffer.alloc(Math.max(0, length - whole.length - 2))]);
}

/** A staged file in memory that counts how often its beginning is read again. */
export interface StagedBytes extends StagedFile {
  readonly content: () => Buffer;
  readonly reads: () => number;
  /** How it ended: `finish`, `keep`, `suspend`, `discard`; the latest last. */
  readonly endings: () => readonly string[];
}

/** `left`: what an earlier run brought of it. */
export function stagedBytes(left: Buffer = Buffer.alloc(0), failure: Problem | null = null): StagedBytes {
  let content = Buffer.alloc(0);
  let reads = 0;
  const endings: string[] = [];
  return {
    content: () => content,
    reads: () => reads,
    endings: () => endings,
    resumeFrom: () => (left.length === 0 ? null : { offset: left.length, etag: '"left"' }),
    start: async ({ from }) => {
      content = Buffer.concat([from === left.length ? left : content.subarray(0, from)]);
    },
    write: (chunk) => {
      content = Buffer.concat([content, chunk]);
    },
    bytes: () => content.length,
    read: async (offset, length) => {
      reads += 1;
      if (failure !== null) throw new ProblemError(failure);
      return content.subarray(offset, offset + length);
    },
    finish: async () => {
      endings.push('finish');
      return ok({ sha256: hash('sha256', content), bytes: content.length, stagedPath: '/staging/it' });
    },
    keep: async () => {
      endings.push('keep');
      return ok(undefined);
    },
    suspend: async () => void endings.push('suspend'),
    discard: async () => void endings.push('discard'),
  };
}

/** An item as the catalog hands it out. */
export function wanted(id: number, changes: Partial<WantedItem> = {}): WantedItem {
  return {
    ...{ id, key: `key ${id}`, filename: `${id}.JPG`, mimeType: 'image/jpeg', createdAt: '2023-08-01T10:00:00.000Z' },
    ...{ width: null, height: null, description: null, beside: null, waitsFor: null, said: null },
    handle: { locator: `link ${id}`, staleAt: null },
    ...changes,
  };
}

/** An item whose handle has run out. */
export function stale(id: number): WantedItem {
  return wanted(id, { handle: noHandle });
}

/** A source that has nothing; `parts` say what it does have. */
export function sourceWith(parts: Partial<Source>): Source {
  return {
    ...{ kind: 'library', fidelity: 'api-copy', shows: 'everything', renewBatch: 50 },
    discover: async function* () {},
    renew: async () => ok(new Map()),
    fetch: async () => failed(problem('item-gone')),
    release: async () => undefined,
    ...parts,
  };
}
