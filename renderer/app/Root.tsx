import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { useEffect, useState } from 'react';
import type { Language } from '../../electron/contract/languages.ts';
import { formatLocale } from '../../electron/contract/locale.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Api } from '../api/api.ts';
import { ApiProvider } from '../api/api-context.tsx';
import { windowApi } from '../api/window-api.ts';
import { createFormats } from '../formatting/formats.ts';
import { FormatsProvider } from '../formatting/formats-context.tsx';
import type { LanguageTexts } from '../messages/texts.ts';
import { createStores, type Stores } from '../store/app-store.ts';
import { placeOf } from '../store/navigation.ts';
import { StoresProvider } from '../store/use-store.tsx';
import { type Connection, connect } from './connection.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Shell } from './Shell.tsx';

export interface RootProps {
  readonly language: Language;
  readonly texts: LanguageTexts;
}

/** The whole page: makes what everything else receives, and keeps it connected while it is shown. */
export function Root({ language, texts }: RootProps) {
  const [api] = useState(windowApi);
  const [stores] = useState(() => createStores(window.location.hash));
  const [formats] = useState(() => createFormats({ texts, locale: formatLocale(navigator.languages, language) }));
  const [onUnheard] = useState(() => (problem: Problem) => {
    stores.page.setState(({ unheard }) => ({ unheard: [...unheard, problem] }));
  });
  const connection = useConnection(api, stores);
  usePlaceFromAddress(stores);
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
        <FormatsProvider formats={formats}>
          <ErrorBoundary>
            <ApiProvider api={api} onUnheard={onUnheard}>
              <StoresProvider stores={stores}>
                <Shell onTryAgain={() => connection?.again()} />
              </StoresProvider>
            </ApiProvider>
          </ErrorBoundary>
        </FormatsProvider>
      </DirectionProvider>
    </CSPProvider>
  );
}

function useConnection(api: Api, stores: Stores): Connection | null {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const begun = connect(api, stores.app);
    setConnection(begun);
    return begun.end;
  }, [api, stores]);
  return connection;
}

function usePlaceFromAddress(stores: Stores): void {
  useEffect(() => {
    const follow = () => stores.page.setState({ place: placeOf(window.location.hash) });
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [stores]);
}
