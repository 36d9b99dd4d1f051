/** What the self-test's preload puts into its pages. */
export type PageApi = {
  version(): Promise<string>;
  echo(value: unknown): Promise<unknown>;
  fail(): Promise<never>;
  double(number: number): Promise<unknown>;
  notify(message: unknown): void;
  add(a: number, b: number): number;
  readonly platform: string;
  talkToEngine(words: readonly string[], listener: (word: string) => void): void;
  onPort(listener: (message: unknown) => void): void;
};

declare global {
  interface Window {
    readonly api: PageApi;
    readonly apiAtFirstScript: string;
    readonly leak: unknown;
  }
}
