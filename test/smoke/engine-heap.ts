import * as z from 'zod';

const bytes = z.int().nonnegative();
const heapSchema = z.object({ limit: bytes, size: bytes, used: bytes, young: bytes });
const recordSchema = z.object({ event: z.enum(['engine.started', 'run.finished']), heap: heapSchema });

/** The heap of the engine's process, in bytes, as its log tells it. */
export type EngineHeap = z.infer<typeof heapSchema>;

/** What the engine's log says of its heap: at its start and after each run, in their order. */
export function engineHeaps(log: string): readonly z.infer<typeof recordSchema>[] {
  return log.split('\n').flatMap((line) => {
    const read = recordSchema.safeParse(parsed(line));
    return read.success ? [read.data] : [];
  });
}

/** One line for a person, in MiB, as V8's flags count. */
export function heapText({ limit, size, used, young }: EngineHeap): string {
  const mib = (value: number): string => (value / 1024 ** 2).toFixed(1);
  return `heap of the engine, MiB: limit ${mib(limit)}, size ${mib(size)}, used ${mib(used)}, young ${mib(young)}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The app's own log is in the same text, and is no JSON.
    return null;
  }
}
