import type { statusTexts as english } from '../english/status.ts';
import type { Translation } from '../icu.ts';

export const statusTexts: Translation<typeof english> = {
  'status.setting-up': 'Afterimage ist noch nicht eingerichtet.',
  'status.stopping': 'Wird gestoppt: Laufende Übertragungen werden beendet.',
  'status.google-waits': 'Google begrenzt Anfragen. Es geht weiter um {until}.',
  'status.finishing': 'Alben und Prüfsummen werden fertiggestellt.',
  'status.choosing': 'Warten auf deine Auswahl in Google Fotos.',
  'status.fetching-choice': 'Deine Auswahl wird heruntergeladen: {done, number} von {total, number}.',
  'status.fetching-choice-so-far': 'Deine Auswahl wird heruntergeladen: bisher {done, number}.',
  'status.import-preparing': 'Ein Import wird vorbereitet.',
  'status.import-reading': 'Export wird importiert: Inhalt wird gelesen.',
  'status.import-listing': 'Export wird importiert: bisher {listed, number} Fotos gefunden.',
  'status.importing': 'Export wird importiert: {done, number} von {total, number}.',
  'status.importing-so-far': 'Export wird importiert: {done, number} gespeichert, Suche läuft noch.',
  'status.import-ended': 'Der Import ist fertig.',
  'status.preparing': 'Eine Sicherung wird vorbereitet.',
  'status.listing': 'Suche nach neuen Fotos: bisher {listed, number} gefunden.',
  'status.backing-up': 'Wird gesichert: {done, number} von {total, number}.',
  'status.backing-up-so-far': 'Wird gesichert: {done, number} heruntergeladen, Suche läuft noch.',
  'status.ended': 'Die Sicherung ist fertig.',
  'status.paused': 'Pausiert, bis du fortsetzt.',
  'status.paused-until': 'Pausiert bis {until}.',
  'status.engine-crashed': 'Der Sicherungsdienst wurde beendet.',
  'status.problem': '{problem}.',
  'status.problem-next': '{problem}. Nächste Sicherung: {next}.',
  'status.warning': '{warning}.',
  'status.problems':
    '{problems, plural, one {# Problem braucht deine Aufmerksamkeit.} other {# Probleme brauchen deine Aufmerksamkeit.}}',
  'status.checking': 'Es wird gelesen, was gesichert ist.',
  'status.damaged':
    '{damaged, plural, one {# Datei in deinem Sicherungsordner fehlt oder ist beschädigt.} other {# Dateien in deinem Sicherungsordner fehlen oder sind beschädigt.}}',
  'status.attempts-failed':
    '{attempts, plural, one {# Versuch fehlgeschlagen: {problem}.} other {# Versuche in Folge fehlgeschlagen: {problem}.}}',
  'status.offline': 'Offline: Die Sicherung wird fortgesetzt, sobald du wieder online bist.',
  'status.restoring': 'Hochladen in Google Fotos: {done, number} von {items, number}.',
  'status.restore-proving':
    '{items, plural, one {# hochgeladenes Element wird} other {# hochgeladene Elemente werden}} in Google Fotos geprüft.',
  'status.restore-looking-waits':
    'Wiederherstellung: Die Anfragen von heute sind aufgebraucht. Die Planung geht weiter: {until}.',
  'status.restore-waits-day':
    'Wiederherstellung wartet auf die Anfragen von morgen: {done, number} von {items, number} hochgeladen. Weiter: {until}.',
  'status.restore-waits':
    'Wiederherstellung: {done, number} von {items, number} hochgeladen. Google begrenzt Anfragen. Weiter: {until}.',
  'status.restore-paused': 'Wiederherstellung pausiert: {done, number} von {items, number} hochgeladen.',
  'status.restore-held': 'Wiederherstellung wartet auf Netzstrom: {done, number} von {items, number} hochgeladen.',
  'status.restore-halted': 'Wiederherstellung gestoppt: {problem}.',
  'status.restore-retries': 'Wiederherstellung gestoppt: {problem}. Nächster Versuch: {next}.',
  'status.with-restore': '{status} {restore}',
};
