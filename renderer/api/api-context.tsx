import { createContext, type ReactNode, useContext } from 'react';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Api, Ask } from './api.ts';

interface ApiContextValue {
  readonly api: Api;
  readonly onUnheard: (problem: Problem) => void;
}

const ApiContext = createContext<ApiContextValue | null>(null);

/** What the api's users need. */
export interface ApiProviderProps {
  readonly api: Api;
  /** Hears of a failure whose button is gone by the time it comes; stays the same function. */
  readonly onUnheard: (problem: Problem) => void;
  readonly children: ReactNode;
}

/** Hands the api to everything below it. */
export function ApiProvider({ api, onUnheard, children }: ApiProviderProps) {
  return <ApiContext value={{ api, onUnheard }}>{children}</ApiContext>;
}

/** Asks the main process for one thing. For reading use `useAnswer`, for buttons `useCommand`. */
export function useAsk(): Ask {
  return useApiContext().api.ask;
}

/** Offers dropped files and folders for import. */
export function useOfferDropped(): Api['offerDropped'] {
  return useApiContext().api.offerDropped;
}

/** Where failures go that nobody on the page can show any more. */
export function useOnUnheard(): (problem: Problem) => void {
  return useApiContext().onUnheard;
}

function useApiContext(): ApiContextValue {
  const value = useContext(ApiContext);
  if (value === null) throw new Error('the api was used outside of ApiProvider');
  return value;
}
