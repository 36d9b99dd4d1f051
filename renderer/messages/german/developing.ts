import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { developingTexts as english } from '../english/developing.ts';

export const developingTexts: Translation<typeof english> = {
  'developing.strip': 'Gerade gespeichert',
  'developing.title': 'Deine Fotos sind wieder da',
  'developing.nothing.title': 'Noch nichts zurückgeholt',
  'developing.nothing.words': 'Importiere einen Export: Was er zurückgebracht hat, wird hier gezählt.',
  'developing.lead': 'In {folder}, in deinen eigenen Händen.',
  'developing.year': 'Aus {year}',
  'developing.years': 'Von {first} bis {last}',
  'developing.figures.photos': '{count, plural, one {Foto} other {Fotos}}',
  'developing.figures.films': '{count, plural, one {Video} other {Videos}}',
  'developing.figures.albums': '{count, plural, one {Album} other {Alben}}',
  'developing.facts.places': '{count, plural, one {# Foto mit Ort} other {# Fotos mit Ort}}',
  'developing.facts.captions': '{count, plural, one {# Bildunterschrift} other {# Bildunterschriften}}',
  'developing.facts.people':
    '{count, plural, one {# Foto mit Namen von Personen} other {# Fotos mit Namen von Personen}}',
  'developing.facts.favourites': '{count, plural, one {# Favorit} other {# Favoriten}}',
  'developing.doubtful': '{count, plural, one {# Foto hat unsichere Angaben} other {# Fotos haben unsichere Angaben}}',
  'developing.missing': '{count, plural, one {# fehlt noch} other {# fehlen noch}}',
  'developing.nothing-missing': 'Keine fehlenden Fotos gefunden.',
  'developing.to-photos': 'Fotos ansehen',
  'developing.to-map': 'Abdeckungskarte',
  'developing.to-takeout': 'Takeout',
  'developing.loading': 'Wird gezählt…',
  'developing.again': 'Erneut versuchen',
  'developing.see': 'Zurückgeholtes ansehen',
};
