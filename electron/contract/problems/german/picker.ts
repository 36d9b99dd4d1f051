import type { pickerProblems } from '../picker.ts';
import type { ProblemMessages } from '../traits.ts';

export const pickerMessages: Readonly<Record<keyof typeof pickerProblems, ProblemMessages>> = {
  'picker-no-photos': {
    title: 'Dieses Konto nutzt Google Fotos nicht',
    explanation: 'Google lässt dich Fotos nur in einem Konto auswählen, in dem Google Fotos aktiviert ist.',
    wayOut:
      'Öffne photos.google.com einmal mit diesem Konto, oder melde dich mit dem Konto an, das deine Fotos enthält.',
  },
  'picker-sessions-full': {
    title: 'Zu viele Auswahlen sind offen',
    explanation:
      'Google erlaubt nur eine begrenzte Zahl gleichzeitig. Afterimage beendet seine eigenen, aber manche wurden anderswo begonnen oder ließen sich nicht beenden.',
    wayOut:
      'Schließe Auswahlen ab, die auf andere Sicherungsordner warten, oder brich sie ab. Alle anderen enden innerhalb einer Woche.',
  },
  'picker-not-finished': {
    title: 'Die Auswahl ist noch nicht fertig',
    explanation: 'Google gibt deine Auswahl erst heraus, wenn du in Google Fotos auf „Fertig“ geklickt hast.',
    wayOut: 'Klicke im Browserfenster mit deiner Auswahl auf „Fertig“.',
  },
  'picker-timeout': {
    title: 'Es wurde nicht rechtzeitig ausgewählt',
    explanation: 'Die Auswahl im Browser wurde nicht abgeschlossen; das Warten darauf ist beendet.',
    wayOut: 'Wähle erneut Fotos aus und klicke in Google Fotos auf „Fertig“.',
  },
  'picker-session-expired': {
    title: 'Google gibt diese Auswahl nicht mehr heraus',
    explanation:
      'Was du auswählst, ist für Afterimage höchstens einige Tage verfügbar. Die Auswahl endete, bevor alles heruntergeladen war.',
    wayOut: 'Wähle diese Fotos erneut aus. Schon Gespeichertes wird nicht noch einmal heruntergeladen.',
  },
};
