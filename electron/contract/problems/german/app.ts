import type { appProblems } from '../app.ts';
import type { ProblemMessages } from '../traits.ts';

export const appMessages: Readonly<Record<keyof typeof appProblems, ProblemMessages>> = {
  'engine-crashed': {
    title: 'Der Sicherungsdienst wurde unerwartet beendet',
    explanation:
      'Der Teil von Afterimage, der die Arbeit macht, ist ausgefallen. Dateien, die gerade übertragen wurden, liegen im Zwischenspeicher; alles Gespeicherte ist unversehrt.',
    wayOut:
      'Nichts zu tun, wenn er automatisch neu startet. Bleibt er aus, wähle „Sicherungsdienst neu starten“ und speichere ein Support-Paket, falls das nicht hilft.',
  },
  'settings-damaged': {
    title: 'Die Einstellungen konnten nicht gelesen werden',
    explanation:
      'Die Datei war beschädigt oder stammt von einer anderen Version. Sie wurde beiseitegelegt; die Einstellungen beginnen neu.',
    wayOut:
      'Sieh die Einstellungen durch und wähle den Sicherungsordner erneut. Die Sicherung selbst ist nicht betroffen.',
  },
  'entry-unknown': {
    title: 'Das steht nicht im Katalog',
    explanation:
      'Die Anzeige ist vielleicht älter als der Katalog, oder der Sicherungsordner wurde inzwischen gewechselt.',
    wayOut: 'Öffne die Liste erneut.',
  },
  'folder-not-opened': {
    title: 'Der Ordner konnte nicht geöffnet werden',
    explanation: 'Das System hat keinen Dateimanager dafür, oder das Laufwerk ist nicht verbunden.',
    wayOut:
      'Prüfe, ob das Laufwerk verbunden ist, oder öffne den Ordner in deinem Dateimanager. In den Einstellungen steht, wo er liegt.',
  },
  'file-not-opened': {
    title: 'Die Datei konnte nicht geöffnet werden',
    explanation:
      'Für diesen Dateityp ist kein Programm eingerichtet, oder ihr Name endet nicht wie der eines Fotos oder Videos.',
    wayOut: 'Wähle „Im Ordner anzeigen“ und öffne sie mit einem Programm deiner Wahl.',
  },
  'file-not-saved': {
    title: 'Die Datei konnte nicht gespeichert werden',
    explanation: 'Am gewählten Ort geht es nicht: Er ist voll, schreibgeschützt oder nicht mehr da.',
    wayOut: 'Speichere sie an einem anderen Ort.',
  },
  'watch-folder-gone': {
    title: 'Der überwachte Ordner ist nicht lesbar',
    explanation:
      'Er wurde verschoben oder gelöscht, sein Laufwerk ist nicht verbunden, oder das System verweigert den Zugriff.',
    wayOut: 'Verbinde das Laufwerk, starte das Programm, das den Ordner bereitstellt, oder wähle einen anderen Ordner.',
  },
  'link-not-opened': {
    title: 'Die Seite konnte nicht geöffnet werden',
    explanation: 'Das System hat kein Programm dafür gefunden, oder Afterimage öffnet diese Adresse nicht.',
    wayOut: 'Öffne sie von Hand in deinem Browser.',
  },
  'text-not-copied': {
    title: 'Der Text konnte nicht kopiert werden',
    explanation: 'Das System verweigert die Zwischenablage, oder ein anderes Programm belegt sie.',
    wayOut: 'Versuche es erneut oder markiere den Text und kopiere ihn mit Strg+C (auf dem Mac ⌘C).',
  },
  'data-folder-busy': {
    title: 'Afterimage läuft hier bereits',
    explanation: 'Ein anderer Prozess arbeitet mit denselben Einstellungen und Anmeldungen.',
    wayOut:
      'Beende ihn zuerst: mit Strg+C, wo er läuft, oder mit afterimage service uninstall, wenn er ein Dienst ist.',
  },
  'service-refused': {
    title: 'Das System verwaltet den Dienst nicht',
    explanation: 'Das Programm, das Dienste am Laufen hält, hat abgelehnt oder fehlt. Der Dienst läuft nicht.',
    wayOut:
      'Behebe, was das System meldet, und installiere ihn erneut. Bis dahin läuft er im Vordergrund mit afterimage daemon.',
  },
  'healthcheck-failed': {
    title: 'Der Healthcheck wurde nicht benachrichtigt',
    explanation: 'Wer diese Adresse beobachtet, glaubt vielleicht, dass es gescheitert oder ausgefallen ist.',
    wayOut: 'Prüfe die Adresse von --healthcheck, und was sie antwortet.',
  },
  'hook-failed': {
    title: 'Der Befehl danach ist gescheitert',
    explanation: 'Was davor lief, endete wie gemeldet. Was der Befehl tun sollte, ist vielleicht nicht geschehen.',
    wayOut: 'Prüfe den Befehl von --on-success oder --on-failure.',
  },
  'run-going-on': {
    title: 'Eine Sicherung, ein Import oder eine Prüfung läuft',
    explanation: 'Das muss warten, bis der Vorgang endet.',
    wayOut: 'Stoppe den Vorgang zuerst oder warte, bis er endet.',
  },
  'page-file-damaged': {
    title: 'Ein Teil von Afterimage fehlt oder ist beschädigt',
    explanation:
      'Eine Datei, die dieses Fenster braucht, konnte nicht geladen werden. Deine Sicherungen sind nicht betroffen: Sie laufen außerhalb dieses Fensters.',
    wayOut: 'Lade neu. Hilft das nicht, installiere Afterimage erneut: Sicherung und Einstellungen bleiben erhalten.',
  },
  'page-not-connected': {
    title: 'Dieses Fenster ist nicht mit Afterimage verbunden',
    explanation:
      'Das Skript, das beide verbindet, wurde nicht ausgeführt. Deine Sicherungen sind nicht betroffen: Sie laufen außerhalb dieses Fensters.',
    wayOut: 'Lade neu. Hilft das nicht, beende Afterimage und starte es erneut.',
  },
  'page-not-started': {
    title: 'In diesem Fenster ist ein Fehler aufgetreten',
    explanation:
      'Das geschah, bevor etwas angezeigt werden konnte. Deine Sicherungen sind nicht betroffen: Sie laufen außerhalb dieses Fensters.',
    wayOut: 'Lade neu. Hilft das nicht, beende Afterimage, starte es erneut und melde den Fehler mit seinen Details.',
  },
};
