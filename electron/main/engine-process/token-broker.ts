import { problem } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { AccessTokens } from '../../contract/tokens.ts';

/** What is sent to the main process to get a token. */
export interface TokenWanted {
  readonly id: number;
  readonly account: string;
  readonly refused: string | null;
}

/** The engine's side of the hand-over of access tokens: none is ever kept here. */
export interface TokenBroker {
  readonly tokens: AccessTokens;
  /** The main process has answered. */
  readonly settle: (id: number, result: Result<string>) => void;
  /** Nobody will answer any more. */
  readonly close: () => void;
}

/** A broker that sends requests with `want` and gets the answers through `settle`. */
export function createTokenBroker(want: (wanted: TokenWanted) => void): TokenBroker {
  const waiting = new Map<number, (result: Result<string>) => void>();
  let asked = 0;
  return {
    tokens: {
      accessToken: (account, refused) =>
        new Promise((resolve) => {
          asked += 1;
          waiting.set(asked, resolve);
          want({ id: asked, account, refused: refused ?? null });
        }),
    },
    settle: (id, result) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
    close: () => {
      for (const resolve of waiting.values()) resolve(failed(problem('interrupted')));
      waiting.clear();
    },
  };
}
