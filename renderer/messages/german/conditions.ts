import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { conditionsTexts as english } from '../english/conditions.ts';

export const conditionsTexts: Translation<typeof english> = {
  'conditions.notices': 'Braucht Aufmerksamkeit',
  'conditions.with-more': '{count, plural, one {{first} und # weiteres} other {{first} und # weitere}}',
  'conditions.look': 'Ansehen',
  'conditions.to-takeout': 'Zu Takeout',
  'conditions.engine-crashed.title': 'Der Sicherungsdienst wurde beendet',
  'conditions.engine-crashed.words':
    'Er ist mehrmals hintereinander abgebrochen und startet nicht mehr automatisch. Gespeichertes ist unversehrt.',
  'conditions.engine-crashed.restart': 'Sicherungsdienst neu starten',
  'conditions.engine-restarting.title': 'Der Sicherungsdienst startet neu',
  'conditions.engine-restarting.words':
    'Er ist unerwartet abgebrochen. Gespeichertes ist unversehrt; die Sicherung wird fortgesetzt.',
  'conditions.keychain-opening.title': 'Dein Schlüsselbund wird geöffnet',
  'conditions.keychain-opening.words':
    'Dort ist deine Anmeldung gespeichert. Wenn dein System nach einem Passwort fragt, gib es ein; danach starten die Sicherungen.',
  'conditions.client-missing.title': 'Keine Client-ID festgelegt',
  'conditions.client-missing.words':
    'Google verlangt für jede App eine Client-ID. Ohne deine kann nichts Neues von Google gesichert werden.',
  'conditions.signing-in.title': 'Dein Browser wartet auf dich',
  'conditions.signing-in.words': 'Melde dich auf der dort geöffneten Google-Seite an. Sie wartet bis {until}.',
  'conditions.signing-in.cancel': 'Anmeldung abbrechen',
  'conditions.signed-out.title': 'Nicht angemeldet',
  'conditions.signed-out.words': 'Gespeichertes bleibt, wo es ist. Melde dich mit Google an, um Neues zu sichern.',
  'conditions.signed-out.sign-in': 'Über Google anmelden',
  'conditions.sign-in-expired': '{email}: Anmeldung nach 7 Tagen abgelaufen',
  'conditions.sign-in-revoked': 'Google gewährt keinen Zugriff mehr auf {email}',
  'conditions.sign-in-broken': '{problem}: {email}',
  'conditions.sign-in-ending.title': '{email}: Anmeldung endet {when}',
  'conditions.sign-in-ending.words':
    'Dein Google-Cloud-Projekt hat den Status „Testing“, in dem Anmeldungen nach 7 Tagen enden. Veröffentliche die App und melde dich erneut an, um angemeldet zu bleiben.',
  'conditions.sign-in-ending.audience': '„Zielgruppe“ in Google Cloud öffnen',
  'conditions.sign-in-ending.sign-in': 'Erneut anmelden',
  'conditions.disk-full': 'Noch {free} auf dem Laufwerk frei.',
  'conditions.offline.title': 'Keine Internetverbindung',
  'conditions.offline.words':
    'Die Sicherung wird fortgesetzt, sobald du wieder online bist. Gespeicherte Fotos kannst du weiter ansehen.',
  'conditions.paused.until': 'Pausiert bis {until}',
  'conditions.paused.open': 'Pausiert, bis du fortsetzt',
  'conditions.paused.words': 'Bis dahin startet keine Sicherung automatisch.',
  'conditions.paused.resume': 'Jetzt fortsetzen',
};
