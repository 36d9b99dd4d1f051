import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { problemsTexts as english } from '../english/problems.ts';

export const problemsTexts: Translation<typeof english> = {
  'problems.title': 'Probleme',
  'problems.lead': 'Was schiefging, warum, und was du tun kannst. Nichts davon wurde gelöscht oder überschrieben.',
  'problems.retry-all': 'Alle erneut versuchen',
  'problems.export-csv': 'Als CSV speichern',
  'problems.exported': 'Liste gespeichert.',
  'problems.times': '{times, plural, one {#-mal, {when}} other {#-mal, zuletzt {when}}}',
  'problems.retry.automatic': 'Wird automatisch wiederholt',
  'problems.retry.after-fix': 'Braucht dich',
  'problems.retry.never': 'Nicht wiederholbar',
  'problems.for-example': 'Zum Beispiel',
  'problems.show': '{count, plural, one {Anzeigen} other {Alle # anzeigen}}',
  'problems.loading': 'Liste wird geladen…',
  'problems.more': 'Mehr anzeigen',
  'problems.again': 'Erneut versuchen',
  'problems.nothing-to-name': 'Es betrifft kein einzelnes Element.',
  'problems.empty.title': 'Keine Probleme',
  'problems.empty.words': 'Bisher wurde nichts gefunden, worum du dich kümmern musst.',
};
