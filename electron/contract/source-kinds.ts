/** Where items come from. Kinds are stored and printed, so they are never renamed. */
export const sourceKinds = ['library', 'picker', 'takeout'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * What a run is to the person who started it; words, progress and buttons follow from it. `backup`: of everything, so
 * that its success says that all is safe. `selection`: of what was chosen by hand. `import`: of files, without Google.
 */
export type RunPurpose = 'backup' | 'selection' | 'import';

/** What the app and the command line have to know of a kind of source. */
export interface SourceTraits {
  readonly purpose: RunPurpose;
  /** Of where a photo came from. */
  readonly origin: string;
  /** Its items are those of an account that is signed in. */
  readonly hasAccount: boolean;
}

/** The table of sources for people; the engine's is `electron/engine/sources/source-policies.ts`. */
export const sourceTable: Readonly<Record<SourceKind, SourceTraits>> = {
  library: { purpose: 'backup', origin: 'Google Photos library', hasAccount: true },
  picker: { purpose: 'selection', origin: 'Picked in Google Photos', hasAccount: true },
  // Exports need no sign-in, and do not say whose they are.
  takeout: { purpose: 'import', origin: 'Google Takeout', hasAccount: false },
};
