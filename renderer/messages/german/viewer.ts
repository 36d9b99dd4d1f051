import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { viewerTexts as english } from '../english/viewer.ts';

export const viewerTexts: Translation<typeof english> = {
  'viewer.place': '{place, number} von {total, number}',
  'viewer.undated': 'Ohne Datum',
  'viewer.loading': 'Wird geladen…',
  'viewer.again': 'Erneut versuchen',
  'viewer.close': 'Schließen',
  'viewer.previous': 'Vorheriges Foto',
  'viewer.next': 'Nächstes Foto',
  'viewer.info': 'Info',
  'viewer.open-externally': 'In Standard-App öffnen',
  'viewer.show-in-folder': 'Im Ordner anzeigen',
  'viewer.zoom': 'Zoom',
  'viewer.zoom-in': 'Vergrößern',
  'viewer.zoom-out': 'Verkleinern',
  'viewer.fit': 'An Fenster anpassen',
  'viewer.full-size': '100 %',
  'viewer.percent': '{percent, number} %',
  'viewer.picture': '{name}, groß angezeigt',
  'viewer.film': '{name}, Video',
  'viewer.live': 'Live',
  'viewer.play-live': 'Live-Foto abspielen',
  'viewer.stop-live': 'Live-Foto stoppen',
  'viewer.shrunk':
    'Sehr groß, daher mit {percent, number} % der Größe angezeigt. Die Datei in deinem Ordner ist unverändert.',
  'viewer.cannot-show.titles.picture': 'Dieses Foto kann hier nicht angezeigt werden',
  'viewer.cannot-show.titles.film': 'Dieses Video kann hier nicht abgespielt werden',
  'viewer.cannot-show.words.picture':
    'Afterimage kann dieses Format nicht lesen. Die Datei liegt unversehrt in deinem Ordner.',
  'viewer.cannot-show.words.film':
    'Das Format braucht einen Decoder, den dieses Fenster nicht hat. Die Datei liegt unversehrt in deinem Ordner.',
  'viewer.keys': 'Pfeiltasten: zurück und weiter · + und −: Zoom · 0: anpassen · 1: 100 % · I: Info · Esc: schließen',
};
