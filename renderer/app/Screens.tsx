import { Suspense, use, useEffect } from 'react';
import { assertNever } from '../../electron/contract/result.ts';
import { Waiting } from '../components/Waiting.tsx';
import { OverviewScreen } from '../features/overview/OverviewScreen.tsx';
import { useTexts } from '../formatting/formats-context.tsx';
import type { Route } from '../store/navigation.ts';
import type { otherScreens } from './other-screens.ts';

type OtherScreens = typeof otherScreens;

let fetching: Promise<OtherScreens> | null = null;
let fetched: OtherScreens | null = null;

/**
 * Fetches the screens that are not in the page's first script; with them the Overview, which most starts show, would be
 * there later. Asked for as soon as the page is idle, so that they are there before somebody opens one.
 */
function fetchOtherScreens(): Promise<OtherScreens> {
  fetching ??= import('./other-screens.ts').then(
    (code) => {
      fetched = code.otherScreens;
      return fetched;
    },
    (thrown: unknown) => {
      // The next one who asks tries again.
      fetching = null;
      throw thrown;
    },
  );
  return fetching;
}

/** What has been fetched; null before that. Waiting for it, if only for a moment, would make the page flash. */
function fetchedScreens(): OtherScreens | null {
  return fetched;
}

/** The screen of a place. */
export function Screens({ place }: { readonly place: Route }) {
  const t = useTexts();
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      // What cannot be fetched is told when it is wanted.
      fetchOtherScreens().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
  if (place.screen === 'overview') return <OverviewScreen />;
  return (
    <Suspense fallback={<Waiting label={t('app.opening')} />}>
      <OtherScreen screen={place.screen} part={place.part} />
    </Suspense>
  );
}

interface OtherScreenProps {
  readonly screen: Exclude<Route['screen'], 'overview'>;
  readonly part: Route['part'];
}

function OtherScreen({ screen, part }: OtherScreenProps) {
  const screens = fetchedScreens() ?? use(fetchOtherScreens());
  switch (screen) {
    case 'photos':
      return <screens.PhotosScreen part={part} />;
    case 'albums':
      return <screens.AlbumsScreen part={part} />;
    case 'takeout':
      return <screens.TakeoutScreen part={part} />;
    case 'activity':
      return <screens.ActivityScreen />;
    case 'problems':
      return <screens.ProblemsScreen />;
    case 'settings':
      return <screens.SettingsScreen part={part} />;
    case 'restore':
      return <screens.RestoreScreen />;
    case 'setup':
      return <screens.SetupScreen />;
    default:
      return assertNever(screen);
  }
}
