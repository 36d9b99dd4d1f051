import type { clientProblems } from '../client.ts';
import type { ProblemMessages } from '../traits.ts';

export const clientMessages: Readonly<Record<keyof typeof clientProblems, ProblemMessages>> = {
  'client-missing': {
    title: 'Noch keine Client-ID festgelegt',
    explanation:
      'Google verlangt für jede App eine Client-ID. Du erstellst deine eigene, damit niemand zwischen dir und deinen Fotos steht.',
    wayOut:
      'Erstelle in der Google Cloud Console eine Client-ID vom Typ „Desktop-App“, lade ihre JSON-Datei herunter und füge sie in Afterimage hinzu.',
  },
  'client-file-unreadable': {
    title: 'Diese Datei lässt sich nicht als Client-Datei lesen',
    explanation: 'Die Datei ist leer, abgeschnitten oder kein JSON. So sehen unterbrochene Downloads aus.',
    wayOut:
      'Lade das JSON deines Desktop-Clients erneut herunter und wähle diese Datei. Der Clientschlüssel wird nur einmal gezeigt: Erstelle einen neuen Client, wenn der Download nicht mehr angeboten wird.',
  },
  'client-file-web': {
    title: 'Dieser Client ist vom Typ „Webanwendung“',
    explanation:
      'Ein Desktop-Programm meldet sich über eine Adresse auf deinem Computer an; das erlaubt Google nur für Clients vom Typ „Desktop-App“.',
    wayOut:
      'Wähle in der Console „Clients“, „Client erstellen“, Anwendungstyp „Desktop-App“, und lade das JSON herunter.',
  },
  'client-file-service-account': {
    title: 'Das ist der Schlüssel eines Dienstkontos',
    explanation:
      'Dienstkonten sind Konten für Programme, mit eigener Bibliothek: Sie können die Google Fotos einer Person nie sehen.',
    wayOut:
      'Erstelle einen Client vom Typ „Desktop-App“ und lade sein JSON herunter. Lösche den Schlüssel des Dienstkontos, wenn du ihn nur dafür erstellt hast.',
  },
  'client-file-secret-missing': {
    title: 'In dieser Datei fehlt der Clientschlüssel',
    explanation:
      'Google lehnt ohne ihn jede Anmeldung ab, auch bei Desktop-Clients. Die Console zeigt ihn nur beim Erstellen des Clients.',
    wayOut:
      'Öffne den Client in der Console, füge einen neuen Schlüssel hinzu und lade das JSON sofort herunter; oder erstelle einen neuen Desktop-Client.',
  },
  'client-file-api-key': {
    title: 'Das ist ein API-Schlüssel, keine Client-ID',
    explanation: 'API-Schlüssel kennzeichnen ein Programm, keine Person, und öffnen keine Fotobibliothek.',
    wayOut:
      'Erstelle einen Client vom Typ „Desktop-App“ („Clients“, „Client erstellen“) und lade seine JSON-Datei herunter.',
  },
  'client-file-wrong': {
    title: 'Diese Datei ist etwas anderes',
    explanation: 'Sie ist lesbar, enthält aber keinen OAuth-Client, wie ihn die Google Cloud Console exportiert.',
    wayOut:
      'Wähle die Datei, die beim Erstellen des Desktop-Clients heruntergeladen wurde; ihr Name beginnt mit „client_secret_“.',
  },
  'client-id-malformed': {
    title: 'Die Client-ID sieht nicht wie eine von Google aus',
    explanation:
      'Eine Client-ID hat die Form Ziffern-Buchstaben.apps.googleusercontent.com. Bei allem anderen zeigt Google eine Fehlerseite, und Afterimage würde vergeblich warten.',
    wayOut: 'Lade das JSON deines Desktop-Clients erneut herunter und wähle es unverändert aus.',
  },
  'client-refused': {
    title: 'Google akzeptiert diese Client-ID mit diesem Schlüssel nicht',
    explanation: 'Der Schlüssel wurde geändert oder entfernt, oder der Client gehört nicht mehr zum Projekt.',
    wayOut:
      'Öffne den Client in der Console, füge einen neuen Schlüssel hinzu, lade das JSON herunter und lege es erneut fest.',
  },
  'client-deleted': {
    title: 'Deine Client-ID wurde gelöscht',
    explanation:
      'Google löscht Clients, die sechs Monate nicht benutzt wurden; man kann sie auch selbst löschen. Gelöschte Clients lassen sich 30 Tage lang wiederherstellen.',
    wayOut:
      'Stelle den Client in der Console wieder her oder erstelle einen neuen Desktop-Client. Alben, die der alte Client erstellt hat, bleiben für einen neuen unsichtbar.',
  },
  'client-disabled': {
    title: 'Deine Client-ID ist deaktiviert',
    explanation: 'Der Client oder sein Projekt wurde in der Google Cloud Console deaktiviert.',
    wayOut: 'Aktiviere ihn dort wieder und versuche es erneut.',
  },
  'client-changed': {
    title: 'Die Client-ID wurde geändert',
    explanation:
      'Eine Anmeldung gehört zu ihrer Client-ID, ebenso Alben, Fotos und Auswahlen, die darüber entstanden: Eine andere Client-ID sieht sie nicht. Was in der Sicherung ist, bleibt dort.',
    wayOut: 'Melde dich mit der neuen Client-ID an, oder lege die frühere Client-Datei wieder fest.',
  },
};
