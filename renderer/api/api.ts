import { type AppEvent, appEventSchema } from '../../electron/contract/desktop-models.ts';
import type { AfterimageBridge, IpcInput, IpcOutput, IpcVerb } from '../../electron/contract/ipc.ts';
import { problemOf } from '../../electron/contract/problem.ts';
import { failed, type Result } from '../../electron/contract/result.ts';
import type { TakeoutCandidates } from '../../electron/contract/takeout-desktop-models.ts';

/** Asks the main process; every failure, a broken bridge included, is a value. */
export type Ask = <V extends IpcVerb>(verb: V, input: IpcInput<V>) => Promise<Result<IpcOutput<V>>>;

/** What the page can do with the main process. */
export interface Api {
  readonly ask: Ask;
  /** Offers dropped files and folders for import; where they are is between the preload and the main process. */
  readonly offerDropped: (files: readonly File[]) => Promise<Result<TakeoutCandidates>>;
  /** Calls back with each event, or with null for one that cannot be read; returns what ends it. */
  readonly onEvent: (listener: (event: AppEvent | null) => void) => () => void;
}

/** The api over a bridge. */
export function createApi(bridge: AfterimageBridge): Api {
  return {
    ask: async (verb, input) => {
      try {
        return await bridge.ask(verb, input);
      } catch (thrown) {
        return failed(problemOf(thrown));
      }
    },
    offerDropped: async (files) => {
      try {
        return await bridge.offerDropped(files);
      } catch (thrown) {
        return failed(problemOf(thrown));
      }
    },
    onEvent: (listener) =>
      bridge.onEvent((event) => {
        const parsed = appEventSchema.safeParse(event);
        listener(parsed.success ? parsed.data : null);
      }),
  };
}
