/** The words about a keychain that is not open, wherever it is told. */
export const keychainStrings = {
  open: 'Open the keychain',
  opening: 'Opening the keychain of this system…',
  meanwhile: 'A sign-in that you make now lasts until Afterimage ends, unless the keychain opens before that.',
} as const;
