import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { folderTexts as english } from '../english/folder.ts';

export const folderTexts: Translation<typeof english> = {
  'folder.path': 'Ordner',
  'folder.space': 'Platz auf diesem Laufwerk',
  'folder.free-of': '{free} von {total} frei',
  'folder.file-system': 'Dateisystem',
  'folder.unknown': 'unbekannt',
  'folder.location': 'Ort',
  'folder.locations.internal': 'Laufwerk in diesem Computer',
  'folder.locations.external': 'Externes Laufwerk',
  'folder.locations.network': 'Netzlaufwerk',
  'folder.locations.unknown': 'Unbekannt',
  'folder.albums': 'Albumordner verwenden',
  'folder.views.symlink': 'Verknüpfungen (kein zusätzlicher Platz)',
  'folder.views.hardlink': 'Hardlinks (kein zusätzlicher Platz)',
  'folder.views.copy': 'Kopien (dieses Dateisystem kennt keine Verknüpfungen)',
  'folder.views.none': 'nichts: Albumordner sind ausgeschaltet',
  'folder.found.title': 'Darin gefunden',
  'folder.found.files': '{files, plural, one {# Datei} other {# Dateien}}',
  'folder.found.albums': '{albums, plural, one {# Album} other {# Alben}}',
  'folder.found.last': 'letzte Sicherung {day}',
  'folder.found.never': 'noch keine vollständige Sicherung',
  'folder.found.sentence': 'Die Sicherung in diesem Ordner wird jetzt verwendet: {text}.',
  'folder.choice.title': 'Diesen Ordner verwenden?',
  'folder.choice.use': '{path} verwenden',
  'folder.choice.cancel': 'Bisherigen Ordner behalten',
  'folder.choice.adopts':
    'Dieser Ordner enthält schon eine Afterimage-Sicherung. Sie wird weiterverwendet; nichts wird erneut heruntergeladen.',
  'folder.choice.begins': 'In diesem Ordner beginnt eine neue Sicherung.',
};
