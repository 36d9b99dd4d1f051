import type { takeoutTexts as english } from '../english/takeout.ts';
import type { Translation } from '../icu.ts';

export const takeoutTexts: Translation<typeof english> = {
  'takeout.parts-expire':
    '{numbersCount, plural, one {Exportdatei {numbers} vom {exportedAt} fehlt noch} other {Exportdateien {numbers} vom {exportedAt} fehlen noch}}',
  'takeout.parts-expire-undated':
    '{numbersCount, plural, one {Exportdatei {numbers} fehlt noch} other {Exportdateien {numbers} fehlen noch}}',
  'takeout.files-expire':
    '{files, plural, one {# Datei des Exports vom {exportedAt} fehlt noch} other {# Dateien des Exports vom {exportedAt} fehlen noch}}',
  'takeout.parts-expire.way-out':
    'Google bietet den Download bis {until} an. Lade das Fehlende herunter und importiere es.',
  'takeout.export-overdue': 'Ein Export sollte für dich bereitliegen',
  'takeout.export-overdue.way-out':
    'Google wollte ihn am {expectedAt} erstellen und bietet ihn 7 Tage an. Sieh in deinen E-Mails oder im gewählten Cloud-Speicher nach und importiere die Dateien.',
  'takeout.drive-full': 'Der nächste Export passt vielleicht nicht in Google Drive',
  'takeout.drive-full.way-out':
    'Er wird am {expectedAt} erwartet. Schaffe vorher Platz: Leere den Papierkorb von Google Drive, oder entferne importierte Exporte.',
  'takeout.schedule-ends': 'Dein Exportplan endet bald',
  'takeout.schedule-ends.way-out': 'Fordere bis {endsAt} Exporte alle 2 Monate für ein weiteres Jahr an.',
  'takeout.schedule-ended': 'Google erstellt keine Exporte mehr für dich',
  'takeout.schedule-ended.way-out':
    'Der Plan endete am {endsAt}. Fordere Exporte alle 2 Monate für ein weiteres Jahr an.',
};
