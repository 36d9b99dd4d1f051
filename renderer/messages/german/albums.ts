import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { albumsTexts as english } from '../english/albums.ts';

export const albumsTexts: Translation<typeof english> = {
  'albums.title': 'Alben',
  'albums.known': '{count, plural, one {# Album} other {# Alben}}',
  'albums.found': '{count, plural, one {# Album gefunden} other {# Alben gefunden}}',
  'albums.search': 'Nach Titel suchen',
  'albums.order': 'Reihenfolge der Alben',
  'albums.orders.newest': 'Neueste',
  'albums.orders.title': 'Titel',
  'albums.orders.largest': 'Größte',
  'albums.list': 'Alben',
  'albums.loading': 'Alben werden geladen…',
  'albums.album-loading': 'Noch nicht geladen',
  'albums.again': 'Erneut versuchen',
  'albums.items': '{items, plural, one {# Element} other {# Elemente}}',
  'albums.stored-of': '{stored, number} von {items, number} gespeichert',
  'albums.untitled': 'Album ohne Titel',
  'albums.absent': 'Nicht mehr bei Google',
  'albums.empty.title': 'Noch keine Alben',
  'albums.empty.words':
    'Google zeigt Afterimage Alben, die mit deiner eigenen Client-ID erstellt wurden. Sie erscheinen hier nach einer Sicherung, die welche gefunden hat.',
  'albums.empty.to-overview': 'Zur Übersicht',
  'albums.nothing-found.title': 'Kein Album heißt „{search}“',
  'albums.nothing-found.words': 'Ein Teil des Titels genügt.',
  'albums.nothing-found.clear': 'Alle Alben anzeigen',
  'albums.album.back': 'Alle Alben',
  'albums.album.loading': 'Album wird geöffnet…',
  'albums.album.grid': 'Fotos und Videos von {title}',
  'albums.album.show': 'Im Ordner anzeigen',
  'albums.album.absent': 'Google führt dieses Album seit {day} nicht mehr auf',
  'albums.album.absent-words':
    'Es wurde dort gelöscht oder wird deiner Client-ID nicht mehr angezeigt. Deine Kopie bleibt: Nichts wird aus der Sicherung entfernt, weil es bei Google fehlt.',
  'albums.album.missing':
    '{items, plural, one {# Element ist noch nicht gespeichert} other {# Elemente sind noch nicht gespeichert}}',
  'albums.album.missing-words': 'Sie kommen mit der nächsten Sicherung oder stehen mit ihrem Grund unter „Probleme“.',
  'albums.album.to-problems': 'Probleme ansehen',
  'albums.album.empty': 'Von diesem Album ist noch nichts gespeichert',
  'albums.album.empty-words': 'Seine Fotos erscheinen hier, sobald eine Sicherung sie heruntergeladen hat.',
  'albums.album.unknown': 'Dieses Album gibt es nicht',
  'albums.album.unknown-words': 'Die Adresse ist vielleicht veraltet.',
};
