/** What `npm start` was asked for. */
export interface StartRequest {
  readonly demo: boolean;
  /** For the app, as they are. */
  readonly forApp: readonly string[];
}

/** Reads the words after `npm start --`. */
export function readStartRequest(words: readonly string[]): StartRequest {
  return { demo: words.includes('--demo'), forApp: words.filter((word) => word !== '--demo') };
}

/** A demo's place: everything it leaves behind is in one folder that the next demo replaces. */
export interface DemoPlace {
  readonly profile: string;
  readonly tokens: string;
}

/** What the app is told in a demo: a simulated Google, its own profile, sign-ins in its own file. */
export function demoArguments(google: string, { profile, tokens }: DemoPlace): readonly string[] {
  return [`--google=${google}`, `--user-data-dir=${profile}`, `--token-store=file:${tokens}`];
}
