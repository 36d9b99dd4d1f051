import type { driveProblems } from '../drive.ts';
import type { ProblemMessages } from '../traits.ts';

export const driveMessages: Readonly<Record<keyof typeof driveProblems, ProblemMessages>> = {
  'drive-not-connected': {
    title: 'Google Drive ist nicht verbunden',
    explanation: 'Afterimage darf die Exporte in diesem Google Drive noch nicht sehen.',
    wayOut:
      'Führe „afterimage drive connect --unattended“ aus, oder „--ask-each-time“, um die Dateien selbst auszuwählen.',
  },
  'drive-nothing-picked': {
    title: 'Es wurde keine Exportdatei ausgewählt',
    explanation: 'Die Seite von Google wurde beantwortet, aber ohne eine Datei aus Google Drive auszuwählen.',
    wayOut: 'Führe den Befehl erneut aus und wähle auf der Seite alle Exportdateien aus.',
  },
  'drive-no-exports': {
    title: 'In diesem Google Drive ist kein Export von Google Takeout',
    explanation: 'Es gibt keinen Ordner „Takeout“ mit Exportdateien, und auch sonst keine Exportdatei.',
    wayOut:
      'Prüfe das Konto. Wähle in Google Takeout als Übermittlungsmethode „Zu Drive hinzufügen“ und fordere den Export an.',
  },
  'drive-export-unknown': {
    title: 'Diesen Export gibt es in diesem Google Drive nicht',
    explanation: 'Keine Exportdatei dort trägt diese Zeit im Namen.',
    wayOut: 'Nenne einen Export so wie seine Dateien, etwa 20260301T120000Z; der Takeout-Bildschirm zeigt, was da ist.',
  },
  'drive-search-incomplete': {
    title: 'Google Drive hat nicht alles durchsucht',
    explanation: 'Google meldete, dass in der Antwort Dateien fehlen können. Was gefunden wurde, wird importiert.',
    wayOut: 'Nichts zu tun: Beim nächsten Mal wird erneut gesucht.',
  },
  'drive-other-account': {
    title: 'Ein Export in diesem Google Drive gehört zu einem anderen Konto',
    explanation:
      'Google legt einen Export im Drive des Kontos ab, zu dem er gehört, aber die Indexseite von diesem nennt ein anderes. Er wird als Export des Kontos importiert, das sie nennt.',
    wayOut:
      'Nichts zu tun, wenn beide Konten deine sind. Melde dich sonst mit dem Konto an, dessen Exporte du möchtest, und verbinde dessen Google Drive.',
  },
  'drive-file-gone': {
    title: 'Eine Exportdatei ist nicht mehr in Google Drive',
    explanation: 'Sie wurde gelöscht oder verschoben, während sie gelesen wurde. Was gelesen wurde, ist gespeichert.',
    wayOut: 'Stelle die Datei aus dem Papierkorb von Google Drive wieder her, sonst fordere den Export erneut an.',
  },
  'drive-file-changed': {
    title: 'Eine Exportdatei in Google Drive hat sich geändert',
    explanation: 'Ihr Inhalt wurde ersetzt, während sie gelesen wurde. Nichts halb Gelesenes wurde gespeichert.',
    wayOut: 'Nichts zu tun: Beim nächsten Mal wird sie von vorn gelesen.',
  },
  'drive-checksum': {
    title: 'Eine Exportdatei kam anders an, als Google sie hat',
    explanation: 'Die MD5-Prüfsumme des Empfangenen weicht von der in Google Drive ab.',
    wayOut: 'Nichts zu tun: Beim nächsten Mal wird die Datei erneut gelesen.',
  },
  'drive-range-ignored': {
    title: 'Google Drive hat nicht den angeforderten Teil einer Datei gesendet',
    explanation: 'Es kam ein anderer Teil oder die ganze Datei: Vielleicht hat ein Proxy die Anfrage verändert.',
    wayOut: 'Bleibt es dabei, versuche ein anderes Netzwerk; beim nächsten Mal wird es erneut versucht.',
  },
  'drive-download-quota': {
    title: 'Diese Datei wurde heute zu oft heruntergeladen',
    explanation:
      'Google begrenzt, wie oft eine Datei in Google Drive heruntergeladen werden darf. Was gelesen wurde, ist gespeichert.',
    wayOut: 'Nichts zu tun: Afterimage versucht es erneut. Google hebt die Grenze innerhalb von 24 Stunden auf.',
  },
  'drive-daily-limit': {
    title: 'Das Downloadlimit von Google Drive für heute ist erreicht',
    explanation: 'Google lässt ein Projekt 1 TB pro Tag herunterladen. Was gelesen wurde, ist gespeichert.',
    wayOut: 'Nichts zu tun: Afterimage macht morgen weiter.',
  },
  'drive-file-flagged': {
    title: 'Google hält eine Exportdatei für Malware oder Spam',
    explanation: 'Google Drive gibt eine so markierte Datei nicht heraus.',
    wayOut: 'Lade die Datei im Browser herunter, wo Google noch einmal nachfragt, und importiere sie vom Laufwerk.',
  },
  'drive-file-not-picked': {
    title: 'Afterimage darf eine Exportdatei nicht lesen',
    explanation: 'Sie war nicht unter den ausgewählten Dateien.',
    wayOut: 'Führe „afterimage drive connect --ask-each-time“ aus und wähle jede Datei des Exports aus.',
  },
  'drive-not-allowed': {
    title: 'Google Drive hat die Anfrage abgelehnt',
    explanation: 'Die Datei gehört jemand anderem, oder der Administrator des Kontos erlaubt es nicht.',
    wayOut: 'Nutze das Konto, das den Export angefordert hat, oder frage den Administrator.',
  },
};
