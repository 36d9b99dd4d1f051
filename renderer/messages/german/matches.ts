import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { matchesTexts as english } from '../english/matches.ts';

export const matchesTexts: Translation<typeof english> = {
  'matches.title': 'Titel und Dateiname passen zu dieser Datei.',
  'matches.title-spelled-otherwise': 'Titel und Dateiname passen zu dieser Datei, in anderer Schreibweise.',
  'matches.title-without-extension': 'Der Titel ist der Name dieser Datei ohne Endung.',
  'matches.name': 'Der Dateiname ist aus dem dieser Datei gebildet, der Titel ist ein anderer.',
  'matches.name-spelled-otherwise':
    'Der Dateiname ist in anderer Schreibweise aus dem dieser Datei gebildet, der Titel ist ein anderer.',
  'matches.name-without-extension': 'Der Titel ist der Name dieser Datei; dem eigenen Dateinamen fehlt die Endung.',
  'matches.name-of-another-form':
    'Der Titel ist der Name dieser Datei; der eigene Dateiname hat eine ungewöhnliche Form.',
  'matches.name-cut-elsewhere':
    'Der Titel beginnt wie der Name dieser und keiner anderen Datei; einer der Namen wurde gekürzt.',
  'matches.edited-copy': 'Diese Datei ist eine bearbeitete Kopie des Fotos, zu dem sie gehören.',
  'matches.edited-copy-of-double': 'Diese Datei ist eine bearbeitete Kopie des Fotos mit derselben Nummer.',
  'matches.edited-copy-cut':
    'Dem gekürzten Namen nach ist diese Datei eine bearbeitete Kopie des Fotos, zu dem sie gehören.',
  'matches.edited-copy-other-extension':
    'Diese Datei ist eine bearbeitete Kopie des Fotos, zu dem sie gehören, mit einer anderen Endung.',
  'matches.edited-copy-unlisted':
    'Dem Namen nach ist diese Datei eine Fassung des Fotos oder Videos, zu dem sie gehören.',
  'matches.edited-copy-cut-away':
    'Nach dem Rest des Namens ist diese Datei eine bearbeitete Kopie des Fotos, zu dem sie gehören.',
  'matches.motion-clip': 'Diese Datei ist der bewegte Teil des Fotos, zu dem sie gehören.',
  'matches.motion-clip-of-stem': 'Diese Datei heißt wie das Foto, zu dem sie gehören, und ist sein bewegter Teil.',
  'matches.several-sidecars': 'Mehrere Dateien mit Angaben könnten zu dieser Datei gehören.',
  'matches.several-media':
    'Eine Datei mit Angaben könnte zu dieser Datei gehören oder zu anderen mit fast demselben Namen.',
  'matches.several-pictures': 'Diese Datei könnte zu mehreren Fotos gehören.',
  'matches.claimed-twice': 'Mehrere Dateien mit verschiedenem Inhalt haben denselben Namen.',
  'matches.another-number': 'Es gibt Angaben mit demselben Titel, aber mit einer anderen Nummer.',
  'matches.picture-in-doubt': 'Es ist unsicher, welche Angaben zu dem Foto gehören, zu dem diese Datei gehört.',
  'matches.picture-not-there': 'Diese Datei könnte der bewegte Teil eines Fotos sein, das fehlt.',
  'matches.picture-without-sidecar': 'Zu dem Foto, zu dem diese Datei gehört, gibt es keine Angaben.',
  'matches.no-sidecar': 'Zu dieser Datei gibt es keine Angaben.',
};
