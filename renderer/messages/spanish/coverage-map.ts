import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { coverageMapTexts as english } from '../english/coverage-map.ts';

export const coverageMapTexts: Translation<typeof english> = {
  'coverage-map.title': 'Mapa de cobertura',
  'coverage-map.lead': 'Cada mes de tu biblioteca: qué está en el disco, qué se ha comprobado y qué falta.',
  'coverage-map.back': 'Todas las fotos',
  'coverage-map.save': 'Guardar como imagen',
  'coverage-map.saved': 'Guardado.',
  'coverage-map.year': 'Año',
  'coverage-map.total': 'Total',
  'coverage-map.undated': 'Sin fecha: {stored, number}',
  'coverage-map.caption': 'Fotos y vídeos por año y mes',
  'coverage-map.loading': 'Contando…',
  'coverage-map.again': 'Reintentar',
  'coverage-map.empty.title': 'Aún no hay nada guardado',
  'coverage-map.empty.words': 'El mapa se completa a medida que se guardan fotos y vídeos.',
  'coverage-map.states.verified': 'Comprobado',
  'coverage-map.states.stored': 'En el disco',
  'coverage-map.states.missing': 'Falta algo',
  'coverage-map.states.none': 'Nada',
  'coverage-map.cell':
    '{month}: {stored, number} en el disco, {verified, number} comprobados, {missing, number} que faltan',
  'coverage-map.cell-missing': '−{missing, number}',
  'coverage-map.nothing': '{month}: nada',
  'coverage-map.gap':
    '{years, plural, one {# año intermedio no tiene fotos} other {# años intermedios no tienen fotos}}',
  'coverage-map.missing': '{missing, plural, one {Falta # foto o vídeo} other {Faltan # fotos y vídeos}}',
  'coverage-map.to-problems': 'Ver problemas',
};
