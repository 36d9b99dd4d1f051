import { spawn } from 'node:child_process';
import * as z from 'zod';

/** What contenders race over: so many items of one size. */
export interface Work {
  readonly title: string;
  readonly items: number;
  /** The mean, where they differ. */
  readonly itemBytes: number;
}

/** A library to fetch. */
export interface Shape extends Work {
  readonly name: 'small' | 'large';
}

/** Photos of a phone, and videos: what costs by the file, and what costs by the byte. */
export const shapes: readonly Shape[] = [
  { name: 'small', title: '2,000 × 200 KB', items: 2_000, itemBytes: 200_000 },
  { name: 'large', title: '20 × 50 MB', items: 20, itemBytes: 50_000_000 },
];

/** The flags with which every simulator of a shape shows the same library. */
export function simulatorFlags({ items, itemBytes }: Pick<Shape, 'items' | 'itemBytes'>): readonly string[] {
  return ['--items', `${items}`, '--albums', '0', '--seed', '11', '--item-bytes', `${itemBytes}`, '--auto-consent'];
}

/** Writes a shape's bytes as files for a plain file server, each once. */
export function exportMedia(shape: Shape, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const flags = [...simulatorFlags(shape), '--export-media', folder];
    const child = spawn(process.execPath, ['test/simulator/main.ts', ...flags], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The export of the library ended with ${code}`));
    });
  });
}

const truthLine = z.object({ id: z.string(), kind: z.enum(['photo', 'video']) });

/** Where the byte host has the items of a simulator's first account, relative to its root. */
export async function pathsOfItems(simulatorUrl: string): Promise<readonly string[]> {
  const answer = await fetch(`${simulatorUrl}/simulator/truth`);
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`);
  const lines = (await answer.text()).trimEnd().split('\n');
  return lines
    .map((line) => truthLine.parse(JSON.parse(line)))
    .map(({ id, kind }) => `lr/${id}${kind === 'video' ? '=dv' : '=d'}`);
}
