/** Times near now, and what Intl has no words for. */
export const formatsTexts = {
  'formats.just-now': 'just now',
  'formats.day-at': '{day} at {time}',
} as const;
