import { keychainStrings } from '../keychain/strings.ts';
import type { WayOut } from './ways-out.ts';

export const wayOutStrings = {
  labels: {
    'sign-in': 'Sign in again',
    'open-keychain': keychainStrings.open,
    'set-client': 'Set the client ID',
    'open-link': "Open Google's page",
    'publish-app': 'Open Audience in the console',
    'choose-folder': 'Choose another folder',
    'check-folder': 'Look for the folder again',
    'open-folder': 'Open the folder',
    'restart-engine': 'Restart the engine',
    'choose-photos': 'Go to choosing photos',
    repair: 'Repair',
    retry: 'Try again',
  } satisfies Record<WayOut, string>,
} as const;
