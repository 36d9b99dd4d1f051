import type { noticeTexts as english } from '../english/notices.ts';
import type { Translation } from '../icu.ts';

export const noticeTexts: Translation<typeof english> = {
  'notice.first-success': 'Deine erste Sicherung ist fertig',
  'notice.first-success.body':
    '{files} Fotos und Videos, die deine Client-ID erstellt hat, sind geprüft auf deinem Laufwerk.',
  'notice.damaged': 'Dateien in deinem Sicherungsordner sind beschädigt',
  'notice.damaged.body':
    '{damaged, plural, one {# Datei fehlt oder ist beschädigt. Öffne Afterimage, um zu sehen, welche.} other {# Dateien fehlen oder sind beschädigt. Öffne Afterimage, um zu sehen, welche.}}',
  'notice.problem': '{problem}',
  'notice.sign-in-ending': 'Deine Anmeldung endet innerhalb eines Tages',
  'notice.sign-in-ending.body':
    'Google beendet Anmeldungen von Projekten im Status „Testing“ nach 7 Tagen. Veröffentliche die App in Google Cloud oder melde dich erneut an.',
  'notice.update': 'Afterimage {version} ist verfügbar',
  'notice.update.body': 'Die Version wird beim nächsten Beenden von Afterimage installiert.',
  'notice.update.body-tray':
    'Die Version wird beim nächsten Beenden installiert. Sofort geht es über das Menü des Symbols im Infobereich.',
  'notice.update.body-manual': 'Installiere sie so, wie du diese Version installiert hast.',
  'notice.in-tray': 'Afterimage läuft weiter',
  'notice.in-tray.body':
    'Deine Sicherungen laufen im Hintergrund. Öffne das Fenster über das Symbol im Infobereich oder indem du Afterimage erneut startest.',
  'notice.in-tray.body-hidden':
    'Deine Sicherungen laufen im Hintergrund. Starte Afterimage erneut, um das Fenster zu öffnen. Beenden kannst du unter Einstellungen, „Über“.',
  'notice.restore-ended': 'Wiederherstellung fertig',
  'notice.restore-ended.body':
    '{sent, plural, one {# Element wurde} other {# Elemente wurden}} in {email} hochgeladen und geprüft.',
  'notice.restore-halted': 'Wiederherstellung gestoppt: {problem}',
  'notice.part-broken': '{name}: {problem}',
};
