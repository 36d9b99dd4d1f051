import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';

/** Moves a damaged file out of the way, keeping it; returns its new path. */
export async function keepAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${randomUUID().slice(0, 8)}`;
  await rename(path, aside);
  return aside;
}
