import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { problemsTexts as english } from '../english/problems.ts';

export const problemsTexts: Translation<typeof english> = {
  'problems.title': 'Problemas',
  'problems.lead': 'Qué falló, por qué y qué puedes hacer. No se ha borrado ni sobrescrito nada.',
  'problems.retry-all': 'Reintentar todo',
  'problems.export-csv': 'Guardar como CSV',
  'problems.exported': 'Lista guardada.',
  'problems.times': '{times, plural, one {# vez, {when}} other {# veces, la última {when}}}',
  'problems.retry.automatic': 'Se reintenta automáticamente',
  'problems.retry.after-fix': 'Te necesita',
  'problems.retry.never': 'No se puede reintentar',
  'problems.for-example': 'Por ejemplo',
  'problems.show': '{count, plural, one {Mostrar} other {Mostrar las #}}',
  'problems.loading': 'Cargando la lista…',
  'problems.more': 'Mostrar más',
  'problems.again': 'Reintentar',
  'problems.nothing-to-name': 'No afecta a ningún elemento concreto.',
  'problems.empty.title': 'Sin problemas',
  'problems.empty.words': 'Nada de lo encontrado hasta ahora requiere tu atención.',
};
