import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { quotaTexts as english } from '../english/quota.ts';

export const quotaTexts: Translation<typeof english> = {
  'quota.title': 'Limits von Google heute',
  'quota.api': 'Anfragen',
  'quota.media': 'Downloads',
  'quota.used': '{used, number} von {limit, number}',
  'quota.resets': 'Neu gezählt wird {when}.',
  'quota.states.ok': 'Volles Tempo',
  'quota.states.slowed': 'Gebremst',
  'quota.states.waiting': 'Wartet',
  'quota.states.stopped': 'Gestoppt',
  'quota.waiting-until': 'Wartet bis {when}.',
  'quota.words': 'Nichts zu tun: Die Sicherung wird automatisch fortgesetzt.',
  'quota.unknown': 'Nach der ersten Anfrage an Google bekannt.',
};
