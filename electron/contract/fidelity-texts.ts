import type { Fidelity } from './models.ts';

/** How near a stored file is to what was uploaded, in plain words: shown wherever a person sees a stored photo. */
export const fidelityTexts: Readonly<Record<Fidelity, { readonly title: string; readonly explanation: string }>> = {
  original: {
    title: 'Original',
    explanation: 'These are the bytes as they were uploaded.',
  },
  'api-copy': {
    title: 'Copy as Google hands it out to programs',
    explanation:
      'Google removes the place where it was taken from every copy that a program may fetch, and converts videos. Only Google Takeout gives the original.',
  },
};
