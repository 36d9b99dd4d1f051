import { join } from 'node:path';
import * as z from 'zod';
import { project } from './planted-project.ts';

const path = z.union([z.string(), z.array(z.string())]);
const rule = z.object({
  name: z.string(),
  comment: z.string(),
  from: z.object({ path: z.string().optional() }),
  to: z.object({ pathNot: path.optional() }),
});

/** The rules of .dependency-cruiser.mjs. */
export async function layerRules(): Promise<readonly z.infer<typeof rule>[]> {
  const config: unknown = (await import(join(project, '.dependency-cruiser.mjs'))).default;
  return z.object({ forbidden: z.array(rule) }).parse(config).forbidden;
}
