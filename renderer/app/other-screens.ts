// First here too: the bundler may put this script's modules before those of the page's own.
import '../api/zod-without-eval.ts';
import { ActivityScreen } from '../features/activity/ActivityScreen.tsx';
import { AlbumsScreen } from '../features/albums/AlbumsScreen.tsx';
import { PhotosScreen } from '../features/photos/PhotosScreen.tsx';
import { ProblemsScreen } from '../features/problems/ProblemsScreen.tsx';
import { RestoreScreen } from '../features/restore/RestoreScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { SetupScreen } from '../features/setup/SetupScreen.tsx';
import { TakeoutScreen } from '../features/takeout/TakeoutScreen.tsx';

/** Every screen but the Overview: a script of its own, which Screens.tsx fetches. */
export const otherScreens = {
  ActivityScreen,
  AlbumsScreen,
  PhotosScreen,
  ProblemsScreen,
  RestoreScreen,
  SettingsScreen,
  SetupScreen,
  TakeoutScreen,
} as const;
