/** The words about a keychain that is not open, wherever it is told. */
export const keychainStrings = {
  open: 'Open the keychain',
  opening: 'Opening the keychain of this system…',
  /** A sign-in made now. */
  moves:
    'Unlock the keychain: Afterimage then moves the sign-in there. If this system has none, install one (on Linux: GNOME Keyring or KWallet).',
  meanwhile: 'A sign-in that you make now lasts until Afterimage ends, unless the keychain opens before that.',
} as const;
