import * as z from 'zod';

/** What the probe in the measured process has seen of its event loop, its processor time and its memory. */
export const probed = z.object({
  delayP99Ms: z.number(),
  delayMaxMs: z.number(),
  peakRssBytes: z.number(),
  cpuSeconds: z.number(),
});
