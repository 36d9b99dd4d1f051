import type { restoreProblems } from '../restore.ts';
import type { ProblemMessages } from '../traits.ts';

export const restoreMessages: Readonly<Record<keyof typeof restoreProblems, ProblemMessages>> = {
  'restore-busy': {
    title: 'Eine andere Wiederherstellung läuft',
    explanation:
      'Google nimmt neue Elemente jeweils nur von einem Programm an; Wiederherstellungen laufen deshalb nacheinander.',
    wayOut: 'Warte, bis die andere Wiederherstellung fertig ist, oder stoppe sie.',
  },
  'restore-nothing-stored': {
    title: 'Es gibt noch nichts wiederherzustellen',
    explanation: 'Weder eine Sicherung noch ein Import hat in diesem Ordner etwas gespeichert.',
    wayOut: 'Importiere zuerst einen Export, oder starte eine Sicherung.',
  },
  'restore-not-confirmed': {
    title: 'Das Konto wurde nicht bestätigt',
    explanation:
      'Dieses Konto enthält diese Fotos vielleicht noch. Google würde beide Kopien behalten, und keine App kann die zweite löschen.',
    wayOut:
      'Stelle in einem Konto ohne diese Fotos wieder her, oder bestätige, indem du die E-Mail-Adresse des Kontos eingibst.',
  },
  'restore-file-changed': {
    title: 'Die Datei hat sich geändert oder ist weg',
    explanation: 'Sie ist nicht die Datei, die die Sicherung kennt, und wurde deshalb nicht gesendet.',
    wayOut: 'Führe „afterimage verify“ aus, um zu sehen, was mit ihr ist, und stelle sie dann erneut wieder her.',
  },
  'restore-file-unaccepted': {
    title: 'Google Fotos nimmt diese Datei nicht an',
    explanation: 'Angenommen werden die meisten Fotos bis 200 MB und Videos bis 20 GB.',
    wayOut: 'Behalte die Datei in deiner Sicherung, oder wandle sie um und lade das Ergebnis hoch.',
  },
  'restore-item-refused': {
    title: 'Google hat die Datei abgelehnt',
    explanation:
      'Google konnte daraus weder ein Foto noch ein Video machen. Die Datei in deiner Sicherung ist unverändert.',
    wayOut: 'Öffne die Datei, um zu sehen, ob sie heil ist. Vielleicht kennt Google ihr Format nicht.',
  },
  'restore-item-failing': {
    title: 'Google konnte die Datei gerade nicht annehmen',
    explanation: 'Google antwortete jedes Mal mit einem eigenen Fehler.',
    wayOut: 'Starte die Wiederherstellung später erneut: Sie sendet nur, was fehlt.',
  },
  'restore-item-not-found': {
    title: 'Das Element wurde bei Google nicht gefunden',
    explanation: 'Es wurde gesendet, war beim Zurücklesen aber nicht da.',
    wayOut: 'Starte die Wiederherstellung mit „--missing“ erneut: Sie sendet, was nicht da ist.',
  },
  'restore-storage-full': {
    title: 'Im Google-Konto ist kein Speicherplatz mehr',
    explanation: 'Wiederhergestellte Fotos zählen in Originalqualität zum Speicherplatz des Kontos.',
    wayOut:
      'Schaffe Speicherplatz im Konto oder kaufe welchen dazu, und starte die Wiederherstellung erneut: Sie sendet nur, was fehlt.',
  },
  'google-sharing-over': {
    title: 'Apps können keine Alben mehr teilen',
    explanation: 'Google lehnt das seit dem 31. März 2025 bei jeder App ab.',
    wayOut: 'Teile das Album auf photos.google.com.',
  },
};
