import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { setupClientTexts as english } from '../english/setup-client.ts';

export const setupClientTexts: Translation<typeof english> = {
  'setup.client.title': 'Erstelle deine Client-ID',
  'setup.client.lead':
    'Google verlangt für jede App einen Schlüssel. Du erstellst deinen eigenen, in sieben kleinen Schritten. Kostenlos, keine Kreditkarte nötig.',
  'setup.client.guide': 'In Googles Konsole',
  'setup.client.guide-again': 'So wird eine Client-ID erstellt',
  'setup.client.estimate': 'etwa {minutes}',
  'setup.client.progress': '{done, number} von {total, number} erledigt',
  'setup.client.mark-done': 'Erledigt, weiter',
  'setup.client.mark-undone': 'Als nicht erledigt markieren',
  'setup.client.is-done': 'erledigt',
  'setup.client.copy': 'Kopieren',
  'setup.client.copied': 'Kopiert',
  'setup.client.copy-by-hand': 'Die Zeile ist markiert: Kopiere sie mit Strg+C (⌘C auf einem Mac).',
  'setup.client.scope-line': 'Die einzufügende Zeile',
  'setup.client.open-second-api': '„Google Picker API“ öffnen',
  'setup.client.apis.photos-library.title': 'Photos Library API aktivieren',
  'setup.client.apis.photos-library.open': '„Photos Library API“ öffnen',
  'setup.client.apis.photos-library.words':
    'Klicke auf „Aktivieren“. Google braucht einige Minuten, bis das überall gilt; du kannst inzwischen weitermachen.',
  'setup.client.apis.photos-library.picture':
    'Die Seite der Photos Library API. Die Schaltfläche „Aktivieren“ ist markiert.',
  'setup.client.apis.photos-picker.title': 'Photos Picker API aktivieren',
  'setup.client.apis.photos-picker.open': '„Photos Picker API“ öffnen',
  'setup.client.apis.photos-picker.words':
    'Klicke auf „Aktivieren“. Verwechsle sie nicht mit der „Google Picker API“, die für etwas anderes da ist.',
  'setup.client.apis.photos-picker.picture':
    'Die Seite der Photos Picker API. Die Schaltfläche „Aktivieren“ ist markiert.',
  'setup.client.apis.drive.title': 'Google Drive API aktivieren',
  'setup.client.apis.drive.open': '„Google Drive API“ öffnen',
  'setup.client.apis.drive.words':
    'Klicke auf „Aktivieren“. Google braucht einige Minuten, bis das überall gilt; du kannst inzwischen weitermachen.',
  'setup.client.apis.drive.picture': 'Die Seite der Google Drive API. Die Schaltfläche „Aktivieren“ ist markiert.',
  'setup.client.apis.drive-picked.title': 'Google Drive API und Google Picker API aktivieren',
  'setup.client.apis.drive-picked.open': '„Google Drive API“ öffnen',
  'setup.client.apis.drive-picked.words':
    'Klicke auf beiden Seiten auf „Aktivieren“. Die Google Picker API zeigt die Seite, auf der du die Dateien auswählst.',
  'setup.client.apis.drive-picked.picture':
    'Die Seite der Google Drive API. Die Schaltfläche „Aktivieren“ ist markiert.',
  'setup.client.tasks.enter.title': 'Google Cloud betreten',
  'setup.client.tasks.enter.open': 'Google Cloud öffnen',
  'setup.client.tasks.enter.words':
    'Prüfe das Bild oben rechts: Es muss das gewünschte Konto sein. Google öffnet oft ein anderes; klicke auf das Bild, um zu wechseln.\nWähle beim ersten Mal dein Land, stimme den Nutzungsbedingungen zu und klicke auf „Zustimmen und fortfahren“.\nBeachte das Banner zum kostenlosen Testzeitraum nicht, und auch nichts, was nach einer Kreditkarte fragt. Du brauchst beides nicht.',
  'setup.client.tasks.enter.picture':
    'Die erste Seite von Google Cloud: Markiert sind das Bild des Kontos oben rechts, dann Land, Bedingungen und „Zustimmen und fortfahren“.',
  'setup.client.tasks.project.title': 'Projekt erstellen',
  'setup.client.tasks.project.open': '„Neues Projekt“ öffnen',
  'setup.client.tasks.project.words':
    'Jeder Name ist recht, zum Beispiel „Fotosicherung“. Lass den Speicherort, wie er ist, und klicke auf „Erstellen“.\nWarte, bis die Konsole meldet, dass es bereit ist, und prüfe, dass sein Name oben auf der Seite steht: Alle weiteren Schritte gehören zu diesem Projekt.',
  'setup.client.tasks.project.picture':
    'Die Seite „Neues Projekt“ mit einem Feld für den Namen. Darunter ist die Schaltfläche „Erstellen“ markiert.',
  'setup.client.tasks.app.title': 'Gib deiner App einen Namen',
  'setup.client.tasks.app.open': 'Übersicht öffnen',
  'setup.client.tasks.app.words':
    'Klicke auf „Jetzt starten“. Der Name der App ist dir überlassen, aber Google lehnt Namen ab, die wie eigene aussehen („Google Photos backup“). Wähle als Support-E-Mail deine eigene Adresse.\nZielgruppe: „Extern“. Gib als Kontakt noch einmal deine Adresse an, stimme der Richtlinie zu und klicke auf „Erstellen“.',
  'setup.client.tasks.app.picture':
    'Ein Formular in vier Teilen: App-Informationen, Zielgruppe, Kontaktdaten, Fertigstellen. Die Auswahl „Extern“ ist markiert.',
  'setup.client.tasks.scope.title': 'Lege fest, was sie lesen darf',
  'setup.client.tasks.scope.open': '„Datenzugriff“ öffnen',
  'setup.client.tasks.scope.words':
    'Klicke auf „Bereiche hinzufügen oder entfernen“. Füge am Ende des Bereichs, der sich öffnet, die Zeile unten unter „Bereiche manuell hinzufügen“ ein; klicke dann auf „Zur Tabelle hinzufügen“, „Aktualisieren“ und „Speichern“.',
  'setup.client.tasks.scope.picture':
    'Ein Bereich mit einer Liste von Berechtigungen. Am Ende ist das Feld „Bereiche manuell hinzufügen“ markiert.',
  'setup.client.tasks.create.title': 'Client erstellen',
  'setup.client.tasks.create.open': '„Clients“ öffnen',
  'setup.client.tasks.create.words':
    'Klicke auf „Client erstellen“. Anwendungstyp: „Desktop-App“, und kein anderer. Jeder Name ist recht. Klicke auf „Erstellen“.',
  'setup.client.tasks.create.picture':
    'Die Seite „OAuth-Client-ID erstellen“. Der Anwendungstyp „Desktop-App“ ist markiert.',
  'setup.client.tasks.download.title': 'Lade die Datei sofort herunter',
  'setup.client.tasks.download.open': '„Clients“ öffnen',
  'setup.client.tasks.download.words':
    'Klicke im Fenster, das erscheint, auf „JSON herunterladen“. Google zeigt den Clientschlüssel nur dieses eine Mal.\nIst das Fenster schon weg, öffne den Client, füge einen neuen Clientschlüssel hinzu und lade ihn herunter.',
  'setup.client.tasks.download.picture': 'Das Fenster „OAuth-Client erstellt“. „JSON herunterladen“ ist markiert.',
  'setup.intake.title': 'Füge deine Clientdatei hinzu',
  'setup.intake.drop': 'Datei hier ablegen',
  'setup.intake.drop-now': 'Loslassen: Sie wird sofort gelesen',
  'setup.intake.file-name':
    'Ihr Name beginnt mit client_secret_, und sie liegt höchstwahrscheinlich in deinen Downloads.',
  'setup.intake.choose': 'Datei auswählen…',
  'setup.intake.downloads.ask': 'In „Downloads“ suchen',
  'setup.intake.downloads.none':
    'In „Downloads“ liegt noch keine client_secret-Datei. Sie wird gefunden, sobald sie da ist.',
  'setup.intake.downloads.use': 'Diese Datei verwenden',
  'setup.intake.paste-title': 'Stattdessen ihren Text einfügen',
  'setup.intake.paste': 'Text der Datei',
  'setup.intake.paste-hint':
    'Der ganze Text, von der ersten {open} bis zur letzten {close}. Du kannst auch überall auf dieser Seite Strg+V drücken.',
  'setup.intake.judge': 'Diesen Text prüfen',
  'setup.intake.too-large': 'Sie hat {size}; eine Clientdatei hat weniger als ein Kilobyte.',
  'setup.intake.accepted': 'Das ist die richtige Datei',
  'setup.intake.accepted-words': 'Ein Client vom Typ „Desktop-App“, mit seinem Clientschlüssel.',
  'setup.intake.id': 'Client-ID',
  'setup.intake.project': 'Projekt',
  'setup.intake.unknown-project': 'in der Datei nicht genannt',
  'setup.intake.secret': 'Clientschlüssel',
  'setup.intake.secret-kept.keychain': 'im Schlüsselbund deines Systems; er wird nie angezeigt',
  'setup.intake.secret-kept.file': 'in einer Datei, die nur du lesen kannst; er wird nie angezeigt',
  'setup.intake.secret-kept.memory': 'nur im Arbeitsspeicher: Der Schlüsselbund konnte nicht geöffnet werden',
  'setup.intake.secret-kept.opening': 'unterwegs in den Schlüsselbund deines Systems',
  'setup.intake.other': 'Eine andere Datei verwenden',
};
