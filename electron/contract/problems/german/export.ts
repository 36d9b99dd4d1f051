import type { exportProblems } from '../export.ts';
import type { ProblemMessages } from '../traits.ts';

export const exportMessages: Readonly<Record<keyof typeof exportProblems, ProblemMessages>> = {
  'part-missing': {
    title: 'Diese Exportdatei ist nicht da',
    explanation:
      'Die Datei oder der Ordner existiert nicht: Sie wurden verschoben oder gelöscht, oder ihr Laufwerk ist nicht verbunden.',
    wayOut: 'Verbinde das Laufwerk, oder wähle den neuen Ort der Datei, und importiere erneut.',
  },
  'part-unreadable': {
    title: 'Diese Exportdatei lässt sich nicht öffnen',
    explanation: 'Das System verweigert das Lesen, oder es ist weder Datei noch Ordner.',
    wayOut: 'Prüfe die Berechtigungen, oder kopiere sie an einen anderen Ort, und importiere erneut.',
  },
  'part-gone': {
    title: 'Das Laufwerk mit dem Export ist weg',
    explanation:
      'Das Lesen brach ab: Das Laufwerk wurde getrennt, das Netzlaufwerk ist nicht mehr verbunden, oder es ist defekt. Gespeichertes ist unversehrt.',
    wayOut: 'Verbinde das Laufwerk und importiere erneut: Der Import wird fortgesetzt.',
  },
  'part-changed': {
    title: 'Eine Exportdatei hat sich beim Lesen geändert',
    explanation: 'Ein anderes Programm hat hineingeschrieben oder sie ersetzt, etwa ein laufender Download.',
    wayOut: 'Warte, bis nichts mehr hineinschreibt, und importiere erneut.',
  },
  'part-empty': {
    title: 'Diese Exportdatei ist leer',
    explanation: 'Sie enthält keine einzige Datei. So sehen sofort gescheiterte Downloads aus.',
    wayOut: 'Lade sie über die E-Mail oder die Takeout-Seite von Google erneut herunter und importiere sie.',
  },
  'part-unfinished': {
    title: 'Diese Exportdatei wird noch heruntergeladen',
    explanation: 'Ihr Name oder eine Datei daneben zeigt, dass der Download läuft oder abgebrochen wurde.',
    wayOut: 'Warte auf das Ende des Downloads, oder starte ihn neu, und importiere die fertige Datei.',
  },
  'part-not-archive': {
    title: 'Diese Datei ist kein Archiv',
    explanation:
      'Exportdateien sind zip oder tgz; diese ist keines davon, trotz ihres Namens. Vielleicht hat der Browser stattdessen eine Seite von Google gespeichert.',
    wayOut:
      'Importiere die Archive, die Google anbietet. War dies eines, melde dich im Browser bei Google an und lade es erneut herunter.',
  },
  'part-truncated': {
    title: 'Das Ende dieser Exportdatei fehlt',
    explanation:
      'Der Download brach ab. Ein zip hat sein Inhaltsverzeichnis am Ende; bei einem tgz ist der Rest verloren.',
    wayOut: 'Lade diese Datei über die E-Mail oder die Takeout-Seite von Google erneut herunter, und importiere sie.',
  },
  'part-damaged': {
    title: 'Diese Exportdatei ist beschädigt',
    explanation: 'Das Archiv widerspricht sich. Was davor lesbar war, ist gespeichert.',
    wayOut:
      'Lade sie erneut herunter und importiere sie: Gespeichertes wird nicht doppelt gespeichert. Prüfe das Laufwerk.',
  },
  'part-encrypted': {
    title: 'Dieses Archiv ist verschlüsselt',
    explanation: 'Google verschlüsselt Exporte nicht: Jemand hat es mit einem Passwort neu gepackt.',
    wayOut: 'Importiere das Archiv, wie Google es geliefert hat, oder entpacke dieses und importiere den Ordner.',
  },
  'part-holds-archives': {
    title: 'Eine Exportdatei steckt in einem anderen Archiv',
    explanation:
      'Sie ist doppelt komprimiert oder liegt mehr als ein Archiv tief und ist dort nicht lesbar. Sie wurde nicht importiert.',
    wayOut: 'Entpacke das äußere Archiv und importiere die Archive darin.',
  },
  'part-without-photos': {
    title: 'Diese Exportdatei enthält keine Fotos',
    explanation:
      'Sie enthält die Indexseite des Exports, Angaben zu Fotos in anderen Dateien oder Daten anderer Google-Produkte. In der Sicherung fehlt davon nichts.',
    wayOut: 'Nichts zu tun. Sollten Fotos darin sein, fordere einen Export von Google Fotos an.',
  },
  'part-wanted-again': {
    title: 'Diese Exportdatei muss erneut importiert werden',
    explanation:
      'Beim Import war nicht erkennbar, welcher Ordner zu Google Fotos gehört. Eine andere Datei sagt es jetzt, aber diese liegt nicht mehr am alten Ort.',
    wayOut: 'Verbinde das Laufwerk damit, oder lade sie erneut herunter, und importiere sie noch einmal.',
  },
  'bare-file-waiting': {
    title: 'Diese Datei wartet auf ihren Export',
    explanation:
      'Google liefert sehr große Dateien neben den Archiven. Kein importierter Export nennt diese Datei als fehlend; Datum und Alben sind deshalb unbekannt. Sie ist noch nicht in der Sicherung.',
    wayOut:
      'Importiere die Archive desselben Exports zusammen mit dieser Datei. Stammt sie nicht aus Google Takeout, ist nichts zu tun.',
  },
  'part-not-recognised': {
    title: 'Das ist keine Exportdatei von Takeout',
    explanation:
      'Exportdateien heißen „takeout-“, Datum und Nummer und enden auf .zip oder .tgz; ein entpackter Export enthält einen Ordner „Takeout“.',
    wayOut: 'Wähle die Dateien mit den Namen von Google, den Ordner, in dem sie liegen, oder den entpackten Ordner.',
  },
  'entry-refused': {
    title: 'Eine Datei im Export wurde abgelehnt',
    explanation:
      'Ihr Name führt aus dem Export hinaus oder ist kein gültiger Name, oder es ist eine Verknüpfung oder ein Gerät: So etwas schreibt Google nicht.',
    wayOut: 'Importiere das Archiv, wie Google es geliefert hat. Alles andere darin wird importiert.',
  },
  'entry-encrypted': {
    title: 'Eine Datei im Export ist verschlüsselt',
    explanation: 'Google verschlüsselt Exporte nicht: Jemand hat dieses Archiv mit einem Passwort neu gepackt.',
    wayOut:
      'Importiere das Archiv in der Form, in der Google es geliefert hat, oder entpacke es und importiere den Ordner.',
  },
  'entry-unsupported': {
    title: 'Eine Datei ist auf unbekannte Weise gepackt',
    explanation: 'Google packt Exporte mit „deflate“ oder gar nicht: Jemand hat dieses Archiv neu gepackt.',
    wayOut: 'Importiere das Archiv von Google unverändert, oder entpacke dieses und importiere den Ordner.',
  },
  'entry-damaged': {
    title: 'Eine Datei im Export ist beschädigt',
    explanation: 'Ihre Bytes haben nicht die Länge oder Prüfsumme, die das Archiv nennt. Sie wurde nicht gespeichert.',
    wayOut:
      'Lade diese Exportdatei erneut herunter und importiere sie: Nur Fehlendes wird gespeichert. Prüfe das Laufwerk.',
  },
  'entry-kept-damaged': {
    title: 'Ein Foto im Export ist beschädigt',
    explanation:
      'Seine Bytes passen nicht zur Prüfsumme in der Exportdatei. Es wurde trotzdem gespeichert, denn ein beschädigtes Foto ist besser als keines.',
    wayOut: 'Lade diese Exportdatei erneut herunter und importiere sie: Eine intakte Kopie ersetzt es dann.',
  },
  'entry-too-large': {
    title: 'Eine Angabendatei im Export ist zu groß',
    explanation:
      'Eine Datei, die etwas über ein Foto sagen sollte, ist viel größer als üblich. Sie wurde nicht gelesen.',
    wayOut: 'Nichts zu tun: Das Foto selbst ist gespeichert.',
  },
  'entry-not-media': {
    title: 'Diese Datei des Exports ist kein Foto oder Video',
    explanation: 'Sie liegt zwischen den Fotos, aber Afterimage kennt ihre Art nicht. Sie wurde nicht gespeichert.',
    wayOut: 'Bewahre den Export auf, wenn du diese Datei brauchst; alles andere darin wird importiert.',
  },
  'sidecar-unreadable': {
    title: 'Eine JSON-Datei des Exports ist nicht lesbar',
    explanation:
      'Sie ist beschädigt, zu groß oder anders geschrieben als von Google. Gehört sie zu einem Foto, wird es ohne Datum, Ort und Beschreibung daraus gespeichert.',
    wayOut: 'Lade die Exportdatei erneut herunter und importiere sie noch einmal: Was dann lesbar ist, wird ergänzt.',
  },
  'export-unknown': {
    title: 'Diesen Export gibt es nicht',
    explanation: 'Von einem Export mit diesem Namen wurde nie etwas importiert, oder der Name passt auf mehrere.',
    wayOut: 'Suche seinen Namen mit „afterimage exports“ und gib ihn genau so an.',
  },
  'index-unreadable': {
    title: 'Der Index des Exports konnte nicht gelesen werden',
    explanation:
      'Jeder Export hat eine Seite, die seinen Inhalt auflistet: „archive_browser.html“. Diese ist beschädigt oder in unbekannter Form. Die Fotos werden trotzdem importiert, aber nichts belegt, dass keines fehlt.',
    wayOut:
      'Lade die Exportdatei mit dieser Seite erneut herunter, meist die mit -001, und importiere sie. Bewahre die Archive bis dahin auf.',
  },
};
