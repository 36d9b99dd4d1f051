import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { driveTexts as english } from '../english/drive.ts';

export const driveTexts: Translation<typeof english> = {
  'drive.title': 'Google Drive',
  'drive.lead':
    'Google kann Exporte in deinem Google Drive ablegen. Afterimage importiert sie direkt von dort, ohne Download dazwischen.',
  'drive.modes-label': 'Was Afterimage in Google Drive sehen darf',
  'drive.modes.ask-each-time.label': 'Jedes Mal fragen',
  'drive.modes.ask-each-time.hint':
    'Geringster Zugriff. Du wählst die Dateien jedes Exports auf einer Google-Seite aus; sonst sieht Afterimage nichts in Drive.',
  'drive.modes.unattended.label': 'Automatisch',
  'drive.modes.unattended.hint':
    'Afterimage darf dein ganzes Drive lesen, und liest nur. Es prüft alle 30 Minuten und importiert jeden Export ohne dich.',
  'drive.asks.ask-each-time':
    'Googles Berechtigung: „Von dir ausgewählte Dateien ansehen und herunterladen“. Dafür muss die Google Picker API in deinem Projekt aktiviert sein.',
  'drive.asks.unattended':
    'Googles Berechtigung: „Alle deine Google Drive-Dateien ansehen und herunterladen“. Nur deine eigene Client-ID erhält sie.',
  'drive.connect.ask-each-time': 'Dateien in Google Drive auswählen',
  'drive.connect.unattended': 'Über Google anmelden',
  'drive.pick-again': 'Weitere Dateien auswählen',
  'drive.needs-client': 'Google verlangt dafür eine Client-ID.',
  'drive.add-client': 'Client-ID hinzufügen',
  'drive.waiting': 'Dein Browser wartet auf dich. Hier geht es weiter, sobald du dort fertig bist.',
  'drive.cancel': 'Abbrechen',
  'drive.connected': 'Verbunden mit dem Drive von {email}',
  'drive.connected-picked': 'Verbunden mit den Dateien, die du ausgewählt hast',
  'drive.badge.ask-each-time': 'Fragt jedes Mal',
  'drive.badge.unattended': 'Automatisch',
  'drive.looking-now': 'Google Drive wird geprüft…',
  'drive.looked': 'Geprüft: {when}.',
  'drive.never-looked': 'Noch nicht geprüft.',
  'drive.empty': 'In Drive liegt noch kein Export.',
  'drive.facts.files': 'Exportdateien in Drive',
  'drive.facts.files-of': '{files, number}, davon {imported, number} importiert',
  'drive.facts.fresh': 'Noch nicht importiert',
  'drive.facts.fresh-of': '{files, plural, one {# Datei, {size}} other {# Dateien, {size}}}',
  'drive.facts.none': 'Keine',
  'drive.arriving': 'Die neueste Datei ist vor weniger als einer Stunde angekommen. Vielleicht folgen weitere.',
  'drive.storage': 'Speicherplatz in deinem Google-Konto',
  'drive.storage-text': '{used} von {limit} belegt',
  'drive.no-room':
    'Das passt vielleicht nicht: Bis zu {needed} werden gebraucht, {free} sind in deinem Sicherungsordner frei.',
  'drive.room': 'Braucht bis zu {needed} von {free} freiem Platz in deinem Sicherungsordner.',
  'drive.fetch': '{files, plural, one {# Datei importieren} other {# Dateien importieren}}',
  'drive.look': 'Jetzt prüfen',
  'drive.stop': 'Stoppen',
  'drive.stopping': 'Wird gestoppt…',
  'drive.take-back': 'Abbrechen',
  'drive.preparing': 'Der Export in Google Drive wird gelesen…',
  'drive.queued': 'Eine andere Sicherung oder ein anderer Import läuft. Danach beginnt dieser.',
  'drive.dismiss': 'Schließen',
  'drive.again': 'Fortsetzen',
  'drive.outcome.complete': 'Aus Google Drive importiert',
  'drive.outcome.problems': 'Importiert, mit Problemen',
  'drive.outcome.stopped': 'Gestoppt',
  'drive.outcome.stopped-words':
    'Was gespeichert ist, bleibt. Beim Fortsetzen geht es dort weiter, wo es aufgehört hat.',
  'drive.outcome.nothing-new': 'Nichts Neues: Alles war schon in der Sicherung.',
  'drive.outcome.stored':
    '{items, plural, one {# neues Foto oder Video gespeichert.} other {# neue Fotos und Videos gespeichert.}}',
  'drive.tidy.title': 'Importierte Exporte aus Google Drive entfernen',
  'drive.tidy.hint':
    'Erst wenn ein Export vollständig ist und seine Fotos noch einmal von deinem Laufwerk gelesen wurden. Die Dateien kommen in den Papierkorb von Google Drive, wo Google sie 30 Tage lang aufbewahrt. Einen Tag vorher stehen sie hier.',
  'drive.tidy.listed':
    '{files, plural, one {# Datei, {size}, kann in den Papierkorb.} other {# Dateien, {size}, können in den Papierkorb.}}',
  'drive.tidy.listed-until':
    '{files, plural, one {# Datei, {size}, kann in den Papierkorb. Verschoben wird sie: {when}.} other {# Dateien, {size}, können in den Papierkorb. Verschoben werden sie: {when}.}}',
  'drive.tidy.now':
    '{files, plural, one {# Datei in den Papierkorb verschieben} other {# Dateien in den Papierkorb verschieben}}',
  'drive.tidy.names': 'Dateien anzeigen',
  'drive.tidy.trashed':
    '{files, plural, one {# Datei im Papierkorb von Google Drive} other {# Dateien im Papierkorb von Google Drive}}',
  'drive.tidy.undo': 'Rückgängig machen',
  'drive.tidy.undone':
    '{files, plural, one {# Datei ist wieder in Google Drive. Das Entfernen ist ausgeschaltet.} other {# Dateien sind wieder in Google Drive. Das Entfernen ist ausgeschaltet.}}',
  'drive.tidy.gone': '{files, plural, one {# Datei war schon gelöscht.} other {# Dateien waren schon gelöscht.}}',
  'drive.tidy.kept': 'Diese bleiben in Google Drive',
  'drive.tidy.kept-because': '{export}: {reason}',
  'drive.tidy.reasons.not complete': 'Es ist nicht belegt, dass der Export vollständig ist.',
  'drive.tidy.reasons.wrong checksum': 'Eine seiner Dateien hatte nicht die Prüfsumme, die Google Drive nennt.',
  'drive.tidy.reasons.not verified': 'Noch nicht alle seine Fotos wurden erneut gelesen.',
  'drive.tidy.reasons.holds other files': 'Er enthält auch Dateien anderer Google-Produkte.',
  'drive.change': 'Zugriff ändern',
  'drive.disconnect': 'Verbindung trennen…',
  'drive.disconnect-title': 'Verbindung mit Google Drive trennen?',
  'drive.disconnect-words':
    'Afterimage liest Google Drive dann nicht mehr, und Exporte dort werden nicht mehr importiert. Was gespeichert ist, bleibt. Melde das Konto ab, um auch Googles Berechtigung zu widerrufen.',
  'drive.disconnect-confirm': 'Verbindung trennen',
  'drive.stay': 'Verbunden bleiben',
};
