import type { Work } from './shapes.ts';

/** What one contender took for one shape once. */
export interface Outcome {
  readonly seconds: number;
  readonly peakRssBytes: number | null;
  /** Of the event loop, in milliseconds; only our own process tells. */
  readonly delayP99Ms: number | null;
  /** Processor time of all threads; only our own process tells. */
  readonly cpuSeconds: number | null;
  /** Requests to the API and to the byte host together; null where nobody counts. */
  readonly requests: number | null;
  /** Items that the contender could not store. */
  readonly leftOut: number;
}

/** One way to bring a library into a folder. */
export interface Contender {
  readonly name: string;
  /** Does the whole work once in `folder`, which is empty and goes away afterwards. Throws when it was not done. */
  readonly perform: (shape: Work, folder: string) => Promise<Outcome>;
}
