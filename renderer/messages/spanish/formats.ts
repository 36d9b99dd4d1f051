import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { formatsTexts as english } from '../english/formats.ts';

export const formatsTexts: Translation<typeof english> = {
  'formats.just-now': 'ahora mismo',
  'formats.day-at': '{day}, {time}',
};
