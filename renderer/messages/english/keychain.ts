/** The words about a keychain that is not open, wherever it is told. */
export const keychainTexts = {
  'keychain.open': 'Open the keychain',
  'keychain.opening': "Opening this system's keychain…",
  'keychain.meanwhile': 'If you sign in now, it lasts until you quit Afterimage, unless the keychain opens first.',
} as const;
