import type { googleProblems } from '../google.ts';
import type { ProblemMessages } from '../traits.ts';

export const googleMessages: Readonly<Record<keyof typeof googleProblems, ProblemMessages>> = {
  'network-unreachable': {
    title: 'Google ist nicht erreichbar',
    explanation: 'Es gibt keine Verbindung, oder ein Proxy oder eine Firewall ist im Weg.',
    wayOut: 'Prüfe die Verbindung. Afterimage macht automatisch weiter, sobald sie wieder da ist.',
  },
  'network-intercepted': {
    title: 'Dieses Netzwerk hat anstelle von Google geantwortet',
    explanation:
      'Die Anfrage wurde umgeleitet, oder statt Daten kam eine Webseite: die Anmeldeseite des Netzwerks oder ein Proxy.',
    wayOut:
      'Öffne eine beliebige Webseite im Browser und melde dich bei diesem Netzwerk an, oder nutze ein anderes Netzwerk, und versuche es erneut.',
  },
  'scope-missing': {
    title: 'Eine Berechtigung fehlt',
    explanation: 'Laut Google umfasst diese Anmeldung nicht, was die Anfrage braucht.',
    wayOut: 'Melde dich erneut an und lass jede Berechtigung angehakt.',
  },
  'api-disabled': {
    title: 'Eine Google-API ist nicht aktiviert',
    explanation:
      'In deinem Google-Cloud-Projekt muss diese API aktiviert sein. Nach dem Aktivieren braucht Google einige Minuten.',
    wayOut: 'Öffne die verlinkte Seite, klicke auf „Aktivieren“, warte einige Minuten und versuche es erneut.',
  },
  'quota-day': {
    title: 'Das Anfragelimit für heute ist aufgebraucht',
    explanation: 'Google erlaubt jedem Projekt eine Anzahl Anfragen pro Tag. Bisher Heruntergeladenes ist gespeichert.',
    wayOut: 'Nichts zu tun: Die Sicherung wird nach Mitternacht pazifischer Zeit fortgesetzt.',
  },
  'quota-minute': {
    title: 'Google begrenzt die Anfragen',
    explanation: 'Es waren zu viele Anfragen innerhalb einer Minute.',
    wayOut: 'Nichts zu tun: Afterimage wartet und macht langsamer weiter.',
  },
  'quota-concurrent': {
    title: 'Google erlaubt nur eine Anfrage gleichzeitig',
    explanation: 'Zu viele Anfragen liefen nebeneinander.',
    wayOut: 'Nichts zu tun: Afterimage fragt jetzt nacheinander.',
  },
  'google-unavailable': {
    title: 'Google ist vorübergehend nicht verfügbar',
    explanation: 'Google hat mehrmals hintereinander mit einem Serverfehler geantwortet.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung versucht es erneut.',
  },
  'google-refused': {
    title: 'Google hat die Anfrage abgelehnt',
    explanation: 'Google antwortete mit einem Fehler, den Wiederholen nicht behebt.',
    wayOut: 'Siehe technische Details. Betrifft es einzelne Elemente, versucht es die nächste Sicherung erneut.',
  },
  'google-answer-unreadable': {
    title: 'Die Antwort von Google war nicht verständlich',
    explanation:
      'Die Antwort hatte nicht die dokumentierte Form; vielleicht hat ein Proxy oder eine Anmeldeseite des Netzwerks geantwortet.',
    wayOut: 'Prüfe, ob das Netzwerk eine Anmeldeseite zeigt; die nächste Sicherung versucht es erneut.',
  },
  'access-token-refused': {
    title: 'Google akzeptiert die Anmeldung nicht',
    explanation: 'Auch ein frisch erneuerter Zugriff wurde abgelehnt.',
    wayOut: 'Melde dich erneut an.',
  },
  'item-gone': {
    title: 'Das Element ist nicht mehr bei Google',
    explanation: 'Es wurde aufgelistet, war aber entfernt, als seine Datei angefordert wurde.',
    wayOut: 'Nichts zu tun. Was schon in der Sicherung ist, bleibt dort.',
  },
  'album-gone': {
    title: 'Das Album ist nicht mehr bei Google',
    explanation: 'Es wurde entfernt, während es aufgelistet wurde.',
    wayOut: 'Nichts zu tun. Was schon gesichert ist, bleibt gesichert.',
  },
};
