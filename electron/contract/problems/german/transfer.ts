import type { ProblemMessages } from '../traits.ts';
import type { transferProblems } from '../transfer.ts';

export const transferMessages: Readonly<Record<keyof typeof transferProblems, ProblemMessages>> = {
  'bytes-link-expired': {
    title: 'Der Downloadlink war abgelaufen',
    explanation: 'Links zu Fotodateien gelten etwa eine Stunde. Auch ein neuer wurde abgelehnt.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'bytes-not-media': {
    title: 'Der Download war kein gültiges Foto',
    explanation: 'Statt des Fotos oder Videos kam eine Fehlerseite oder ein Platzhalter. Es wurde nicht gespeichert.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'bytes-incomplete': {
    title: 'Die Übertragung brach ab',
    explanation: 'Es kamen weniger oder mehr Bytes als angekündigt. Nichts Halbes wurde gespeichert.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'bytes-stalled': {
    title: 'Die Übertragung blieb stehen',
    explanation: 'Lange kamen keine Daten, obwohl die Verbindung offen war.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'bytes-cut-short': {
    title: 'Dem Foto oder Video fehlt das Ende',
    explanation: 'Die Antwort sah vollständig aus, aber die Datei endet zu früh. Sie wurde nicht gespeichert.',
    wayOut: 'Nichts zu tun: Afterimage fragt noch einmal.',
  },
  'photo-damaged': {
    title: 'Googles Kopie dieses Fotos oder Videos ist beschädigt',
    explanation:
      'Dieselbe unvollständige Datei kam zweimal; das ist also, was Google hat. Sie wurde so gespeichert, wie sie ist.',
    wayOut:
      'Nichts zu tun: Vollständige Abgleiche fragen Google erneut, und eine unversehrte Kopie ersetzt sie dann. Über Google Takeout bekommst du vielleicht das Original.',
  },
  'video-processing': {
    title: 'Google verarbeitet dieses Video noch',
    explanation: 'Ein Video lässt sich erst herunterladen, wenn Google es vorbereitet hat.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'video-failed': {
    title: 'Google konnte dieses Video nicht verarbeiten',
    explanation: 'Google markiert das Video als fehlgeschlagen und bietet keine Datei dafür an.',
    wayOut: 'Lade das Video noch einmal in Google Fotos hoch oder hol dir das Original über Google Takeout.',
  },
};
