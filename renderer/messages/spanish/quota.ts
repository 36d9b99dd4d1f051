import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { quotaTexts as english } from '../english/quota.ts';

export const quotaTexts: Translation<typeof english> = {
  'quota.title': 'Límites de Google hoy',
  'quota.api': 'Solicitudes',
  'quota.media': 'Descargas',
  'quota.used': '{used, number} de {limit, number}',
  'quota.resets': 'El recuento vuelve a empezar {when}.',
  'quota.states.ok': 'A toda velocidad',
  'quota.states.slowed': 'Más lento',
  'quota.states.waiting': 'Esperando',
  'quota.states.stopped': 'Detenido',
  'quota.waiting-until': 'Esperando hasta {when}.',
  'quota.words': 'No tienes que hacer nada: la copia se reanuda automáticamente.',
  'quota.unknown': 'Se sabrá después de la primera solicitud a Google.',
};
