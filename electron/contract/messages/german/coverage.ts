import type { coverageTexts as english } from '../english/coverage.ts';
import type { Translation } from '../icu.ts';

export const coverageTexts: Translation<typeof english> = {
  'coverage.none': 'Deine Google-Bibliothek ist noch nicht gesichert.',
  'coverage.waiting': 'Deine Google-Bibliothek ist noch nicht gesichert. Google braucht für den Export meist 1–3 Tage.',
  'coverage.order-late':
    'Deine Google-Bibliothek ist noch nicht gesichert. Der am {orderedAt} angeforderte Export ist nicht angekommen.',
  'coverage.only-made':
    '{items, plural, one {Deine Google-Bibliothek ist noch nicht gesichert, nur # Element, das deine Client-ID erstellt hat.} other {Deine Google-Bibliothek ist noch nicht gesichert, nur # Elemente, die deine Client-ID erstellt hat.}}',
  'coverage.only-chosen':
    '{items, plural, one {Deine Google-Bibliothek ist noch nicht gesichert, nur # Element, das du ausgewählt hast.} other {Deine Google-Bibliothek ist noch nicht gesichert, nur # Elemente, die du ausgewählt hast.}}',
  'coverage.only-made-and-chosen':
    'Deine Google-Bibliothek ist noch nicht gesichert, nur {items, number} Elemente, die deine Client-ID erstellt hat oder die du ausgewählt hast.',
  'coverage.receiving': 'Der Export vom {made} ist noch nicht vollständig importiert.',
  'coverage.incomplete':
    '{missing, plural, one {# Datei des Exports vom {made} fehlt.} other {# Dateien des Exports vom {made} fehlen.}}',
  'coverage.parts-missing':
    '{parts, plural, one {# Exportdatei vom {made} fehlt.} other {# Exportdateien vom {made} fehlen.}}',
  'coverage.parts-not-here':
    '{numbersCount, plural, one {Exportdatei {numbers} vom {made} fehlt.} other {Exportdateien {numbers} vom {made} fehlen.}}',
  'coverage.broken': 'Eine Exportdatei vom {made} ist beschädigt.',
  'coverage.losses':
    '{failed, plural, one {# Datei des Exports vom {made} konnte nicht exportiert oder gespeichert werden.} other {# Dateien des Exports vom {made} konnten nicht exportiert oder gespeichert werden.}}',
  'coverage.unproven': 'Der Export vom {made} kam ohne lesbare Liste seiner Dateien.',
  'coverage.albums-only': 'Der Export vom {made} enthält nur Alben, nicht deine Bibliothek.',
  'coverage.years-left-out': 'Im Export vom {made} fehlen Jahre, aus denen du Fotos hast.',
  'coverage.not-full': 'Nichts belegt, dass der Export vom {made} deine ganze Bibliothek enthält.',
  'coverage.gap': 'Ein Export zwischen {from} und {made} fehlt.',
  'coverage.until': 'Gesichert bis {until}.',
  'coverage.late': 'Gesichert bis {until}. Der für {expectedAt} erwartete Export ist nicht da.',
  'coverage.old': 'Gesichert bis {until}, das ist über 90 Tage her.',
  'coverage.of-unknown': 'Konto unbekannt: {status}',
  'coverage.of-account': '{account}: {status}',
};
