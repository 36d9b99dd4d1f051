import { assertNever } from '../../electron/contract/result.ts';
import { ActivityScreen } from '../features/activity/ActivityScreen.tsx';
import { AlbumsScreen } from '../features/albums/AlbumsScreen.tsx';
import { OverviewScreen } from '../features/overview/OverviewScreen.tsx';
import { PhotosScreen } from '../features/photos/PhotosScreen.tsx';
import { ProblemsScreen } from '../features/problems/ProblemsScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { SetupScreen } from '../features/setup/SetupScreen.tsx';
import { TakeoutScreen } from '../features/takeout/TakeoutScreen.tsx';
import type { Place } from '../store/navigation.ts';

/** The screen of a place. */
export function Screens({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'overview':
      return <OverviewScreen />;
    case 'photos':
      return <PhotosScreen />;
    case 'albums':
      return <AlbumsScreen part={place.part} />;
    case 'takeout':
      return <TakeoutScreen part={place.part} />;
    case 'activity':
      return <ActivityScreen />;
    case 'problems':
      return <ProblemsScreen />;
    case 'settings':
      return <SettingsScreen part={place.part} />;
    case 'setup':
      return <SetupScreen />;
    default:
      return assertNever(place.screen);
  }
}
