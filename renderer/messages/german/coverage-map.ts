import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { coverageMapTexts as english } from '../english/coverage-map.ts';

export const coverageMapTexts: Translation<typeof english> = {
  'coverage-map.title': 'Abdeckungskarte',
  'coverage-map.lead': 'Jeder Monat deiner Bibliothek: was auf dem Laufwerk liegt, was geprüft wurde, was fehlt.',
  'coverage-map.back': 'Alle Fotos',
  'coverage-map.save': 'Als Bild speichern',
  'coverage-map.saved': 'Gespeichert.',
  'coverage-map.year': 'Jahr',
  'coverage-map.total': 'Gesamt',
  'coverage-map.undated': 'Ohne Datum: {stored, number}',
  'coverage-map.caption': 'Fotos und Videos nach Jahr und Monat',
  'coverage-map.loading': 'Wird gezählt…',
  'coverage-map.again': 'Erneut versuchen',
  'coverage-map.empty.title': 'Noch nichts gespeichert',
  'coverage-map.empty.words': 'Die Karte füllt sich, während Fotos und Videos gespeichert werden.',
  'coverage-map.states.verified': 'Geprüft',
  'coverage-map.states.stored': 'Auf dem Laufwerk',
  'coverage-map.states.missing': 'Teilweise fehlend',
  'coverage-map.states.none': 'Nichts',
  'coverage-map.cell':
    '{month}: {stored, number} auf dem Laufwerk, {verified, number} geprüft, {missing, number} fehlend',
  'coverage-map.cell-missing': '−{missing, number}',
  'coverage-map.nothing': '{month}: nichts',
  'coverage-map.gap':
    '{years, plural, one {# Jahr dazwischen ist ohne Fotos} other {# Jahre dazwischen sind ohne Fotos}}',
  'coverage-map.missing': '{missing, plural, one {# Foto oder Video fehlt} other {# Fotos und Videos fehlen}}',
  'coverage-map.to-problems': 'Probleme ansehen',
};
