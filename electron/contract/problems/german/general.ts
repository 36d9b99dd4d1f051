import type { generalProblems } from '../general.ts';
import type { ProblemMessages } from '../traits.ts';

export const generalMessages: Readonly<Record<keyof typeof generalProblems, ProblemMessages>> = {
  usage: {
    title: 'Der Befehl wurde nicht verstanden',
    explanation: 'Eine Option oder ein Argument fehlt oder ist nicht erlaubt.',
    wayOut: 'Siehe --help.',
  },
  'file-not-found': {
    title: 'Diese Datei gibt es nicht',
    explanation: 'Unter diesem Pfad ist nichts, oder das Laufwerk ist nicht verbunden.',
    wayOut: 'Prüfe den Pfad und seine Schreibweise.',
  },
  'file-is-folder': {
    title: 'Das ist ein Ordner, keine Datei',
    explanation: 'Hier wird eine einzelne Datei gebraucht.',
    wayOut: 'Nenne eine Datei darin.',
  },
  'file-not-readable': {
    title: 'Diese Datei lässt sich nicht öffnen',
    explanation: 'Das System verweigert es: Du darfst sie nicht öffnen, oder das Laufwerk hat einen Fehler.',
    wayOut: 'Prüfe ihre Berechtigungen oder kopiere sie an einen anderen Ort.',
  },
  'album-unknown': {
    title: 'Dieses Album gibt es nicht',
    explanation: 'Kein Album hat diese ID oder diesen Titel.',
    wayOut: 'Suche es mit afterimage albums list, oder mit afterimage albums list --stored in der Sicherung.',
  },
  'item-unknown': {
    title: 'Dieses Element gibt es nicht',
    explanation: 'Kein Foto oder Video hat diese ID.',
    wayOut: 'Suche es mit afterimage items list, oder mit afterimage items list --stored in der Sicherung.',
  },
  interrupted: {
    title: 'Die Sicherung wurde gestoppt',
    explanation:
      'Laufende Übertragungen wurden beendet oder liegen im Zwischenspeicher; alles Gespeicherte ist unversehrt.',
    wayOut: 'Starte die Sicherung erneut: Sie wird dort fortgesetzt, wo sie aufgehört hat.',
  },
  internal: {
    title: 'Etwas Unerwartetes ist passiert',
    explanation: 'Das ist ein Fehler in Afterimage. Deine Fotos auf dem Laufwerk sind nicht betroffen.',
    wayOut: 'Versuche es erneut; bleibt der Fehler, melde ihn mit den technischen Details.',
  },
};
