import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { keychainTexts as english } from '../english/keychain.ts';

export const keychainTexts: Translation<typeof english> = {
  'keychain.open': 'Schlüsselbund öffnen',
  'keychain.opening': 'Schlüsselbund des Systems wird geöffnet…',
  'keychain.meanwhile':
    'Wenn du dich jetzt anmeldest, gilt das bis zum Beenden von Afterimage, außer der Schlüsselbund öffnet sich vorher.',
};
