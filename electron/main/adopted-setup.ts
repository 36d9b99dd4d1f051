import type { AppSnapshot } from '../contract/desktop-models.ts';
import type { StoredSettings } from './settings/stored-settings.ts';

/**
 * The set-up of a person who has done all of it on the command line: nothing is asked again. Null when the app's own
 * set-up was begun, or something is missing.
 */
export function adoptedSetup(
  { setup, destination }: Pick<StoredSettings, 'setup' | 'destination'>,
  { client, accounts }: Pick<AppSnapshot, 'client' | 'accounts'>,
): StoredSettings['setup'] | null {
  const isUntouched = setup.step === 'welcome' && !setup.finished;
  const isComplete = client !== null && accounts.length > 0 && destination !== null;
  return isUntouched && isComplete ? { step: 'done', finished: true } : null;
}
