import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { keychainTexts as english } from '../english/keychain.ts';

export const keychainTexts: Translation<typeof english> = {
  'keychain.open': 'Abrir el llavero',
  'keychain.opening': 'Abriendo el llavero del sistema…',
  'keychain.meanwhile':
    'Si inicias sesión ahora, durará hasta que cierres Afterimage, salvo que el llavero se abra antes.',
};
