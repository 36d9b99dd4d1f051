/** Where someone was in the list when they opened an album. */
export interface ListPlace {
  /** `place` of the grid; null before anything was opened. */
  readonly y: number | null;
  readonly album: number | null;
}
