import { clockMoment } from './clock-moment.ts';

/** What is to be written into a copy of a photo or film; null for what is not. */
export interface FactsToEmbed {
  /**
   * `local`: `YYYY-MM-DDTHH:MM:SS`, the clock on the wall there. `zoneMinutes`: east of UTC; where nobody knows the zone,
   * `local` is in UTC, as everywhere in the catalog.
   */
  readonly taken: { readonly local: string; readonly zoneMinutes: number | null } | null;
  /** Decimal degrees, north and east positive. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** The moment of capture in seconds since 1970; null when it is not to be written. */
export function momentOf({ taken }: FactsToEmbed): number | null {
  return taken === null ? null : clockMoment(taken.local, taken.zoneMinutes ?? 0);
}
