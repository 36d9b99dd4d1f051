import * as z from 'zod';
import type { MediaFacts } from './media-facts.ts';

const reasonSchema = z.enum(['exif', 'quicktime']);
const factsSchema = z.object({
  taken: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('local'),
        local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/u),
        zoneMinutes: z.number().nullable(),
        reason: reasonSchema,
      }),
      z.object({ kind: z.literal('instant'), utc: z.iso.datetime(), reason: reasonSchema }),
    ])
    .nullable(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
});

/** What a file says about when and where it was taken, as the catalog keeps it; null for what this version did not write. */
export function readEmbeddedFacts(embedded: string): Pick<MediaFacts, 'taken' | 'place'> | null {
  return factsSchema.safeParse(parsedJson(embedded)).data ?? null;
}

/** Whether the camera was looked for when this was noted: earlier versions did not. */
export function tellsOfCamera(embedded: string): boolean {
  return z.object({ camera: z.unknown() }).safeParse(parsedJson(embedded)).data?.camera !== undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Another machine's catalog: as good as nothing.
    return null;
  }
}
