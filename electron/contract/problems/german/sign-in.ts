import type { signInProblems } from '../sign-in.ts';
import type { ProblemMessages } from '../traits.ts';

export const signInMessages: Readonly<Record<keyof typeof signInProblems, ProblemMessages>> = {
  'sign-in-cancelled': {
    title: 'Die Anmeldung wurde abgebrochen',
    explanation: 'Es wurde nichts geändert.',
    wayOut: 'Melde dich an, wann du möchtest.',
  },
  'sign-in-timeout': {
    title: 'Vom Browser kam keine Antwort',
    explanation:
      'Afterimage hat auf die Rückkehr der Anmeldeseite gewartet. Zeigt Google stattdessen eine Fehlerseite („access blocked“, „redirect_uri_mismatch“, „org_internal“), erfährt Afterimage das nicht.',
    wayOut:
      'Versuche es erneut. Zeigt Google „access blocked“, füge dich als Testnutzer hinzu oder veröffentliche die App; bei einem Workspace-Konto hilft eventuell nur der Administrator.',
  },
  'sign-in-denied': {
    title: 'Der Zugriff wurde nicht erlaubt',
    explanation: 'Die Anmeldeseite wurde mit „Abbrechen“ geschlossen, oder das Konto darf diesen Client nicht nutzen.',
    wayOut: 'Melde dich erneut an und wähle „Weiter“.',
  },
  'sign-in-failed': {
    title: 'Google hat die Anmeldung abgelehnt',
    explanation: 'Die Anmeldeseite oder der Austausch ihrer Antwort endete mit einem Fehler.',
    wayOut: 'Versuche es erneut; bleibt es dabei, prüfe die Client-ID in der Console.',
  },
  'sign-in-no-port': {
    title: 'Für die Anmeldung konnte kein lokaler Port geöffnet werden',
    explanation:
      'Der Browser übergibt die Antwort über eine Adresse auf deinem Computer (127.0.0.1), und keine ließ sich öffnen.',
    wayOut:
      'Erlaube Afterimage in deiner Firewall oder deinem Sicherheitsprogramm, auf 127.0.0.1 zu lauschen, und versuche es erneut.',
  },
  'browser-not-opened': {
    title: 'Der Browser konnte nicht geöffnet werden',
    explanation: 'Google erlaubt die Anmeldung nur in einem richtigen Browser, und dieses System hat keinen angeboten.',
    wayOut:
      'Öffne die angezeigte Adresse von Hand in einem Browser auf diesem Computer (auf einem Server: leite den Port weiter, siehe README).',
  },
  'account-missing': {
    title: 'Nicht angemeldet',
    explanation: 'Eine Sicherung von Google braucht ein Konto, das den Zugriff erlaubt.',
    wayOut: 'Melde dich mit Google an.',
  },
  'account-unknown': {
    title: 'Dieses Konto ist hier nicht angemeldet',
    explanation: 'Das genannte Konto gehört nicht zu denen, die auf diesem Computer angemeldet sind.',
    wayOut: 'Wähle eines der angemeldeten Konten oder melde dich zuerst damit an.',
  },
  'account-other': {
    title: 'Ein anderes Konto hat sich angemeldet',
    explanation: 'Die Berechtigung galt einem Konto, aber im Browser war ein anderes angemeldet und hat sie erteilt.',
    wayOut: 'Versuche es erneut und wähle auf der Seite von Google das richtige Konto.',
  },
  'scope-not-granted': {
    title: 'Eine Berechtigung wurde nicht angehakt',
    explanation:
      'Auf der Seite von Google lässt sich jede Berechtigung abwählen. Was nicht erteilt wurde, bleibt ausgeschaltet.',
    wayOut: 'Melde dich erneut an und lass die genannte Berechtigung angehakt.',
  },
  'token-expired-testing': {
    title: 'Die Anmeldung endete nach 7 Tagen',
    explanation:
      'Das Google-Cloud-Projekt hat den Veröffentlichungsstatus „Testing“; dort beendet Google jede Anmeldung nach sieben Tagen.',
    wayOut:
      'Öffne in der Console „Zielgruppe“ und wähle „App veröffentlichen“ (für dich selbst ist keine Prüfung nötig); melde dich dann erneut an, um angemeldet zu bleiben.',
  },
  'token-revoked': {
    title: 'Der Zugriff wurde entzogen',
    explanation:
      'Die Berechtigung wurde im Google-Konto entfernt, das Passwort geändert, oder die Anmeldung sechs Monate nicht genutzt.',
    wayOut: 'Bitte melde dich erneut an.',
  },
  'keychain-unavailable': {
    title: 'Der Schlüsselbund dieses Systems ist nicht nutzbar',
    explanation:
      'Afterimage speichert Anmeldungen nur im Schlüsselbund des Systems. Er fehlt, ist gesperrt oder hat den Zugriff verweigert.',
    wayOut:
      'Entsperre oder installiere einen Schlüsselbund (unter Linux: GNOME Keyring oder KWallet). Auf einem Server nutze --token-store file:PATH, eine Datei, die nur du lesen kannst.',
  },
  'token-store-unreadable': {
    title: 'Die gespeicherte Anmeldung ist nicht lesbar',
    explanation:
      'Der Eintrag im Schlüsselbund oder die Token-Datei ist beschädigt, oder andere können die Token-Datei lesen.',
    wayOut:
      'Melde dich erneut an; der alte Eintrag bleibt bis dahin. Token-Dateien dürfen nur dir gehören (chmod 600).',
  },
  'token-store-unwritable': {
    title: 'Die Token-Datei ist nicht beschreibbar',
    explanation: 'Die Anmeldung konnte nicht in der Datei gespeichert werden, die --token-store nennt.',
    wayOut: 'Prüfe, ob der Ordner existiert, dir gehört und freien Platz hat, oder nenne eine andere Datei.',
  },
  'token-store-unprotected': {
    title: 'Anmeldungen liegen in einer einfachen Datei',
    explanation:
      'Die Token-Datei kann nur dein Benutzer lesen, aber sie ist nicht verschlüsselt: Wer deine Dateien oder eine Sicherung davon lesen kann, kann die Anmeldung nutzen.',
    wayOut:
      'Halte die Datei aus Sicherungen und geteilten Ordnern heraus. Hat das System einen Schlüsselbund, nutze --token-store keychain.',
  },
  'token-store-passing': {
    title: 'Die Anmeldung gilt nur, bis du Afterimage beendest',
    explanation: 'Es wird kein Schlüsselbund genutzt; die Anmeldung liegt nur im Arbeitsspeicher.',
    wayOut:
      'Installiere oder entsperre einen Schlüsselbund (unter Linux: GNOME Keyring oder KWallet), oder nutze auf einem Server --token-store file:PATH.',
  },
  'token-missing': {
    title: 'Die Anmeldung ist hier nicht gespeichert',
    explanation:
      'Sie lag nur im Arbeitsspeicher und endete mit dem Programm, wurde aus dem Schlüsselbund entfernt oder liegt in einem anderen Token-Speicher.',
    wayOut: 'Melde dich erneut an, oder nutze denselben --token-store wie bei der Anmeldung.',
  },
  'account-file-damaged': {
    title: 'Die Kontenliste war beschädigt',
    explanation:
      'Eine Datei im Datenordner war nicht lesbar und wurde unter anderem Namen beiseitegelegt. Deine Fotos sind nicht betroffen.',
    wayOut: 'Lege die Client-Datei fest und melde dich erneut an, wo Afterimage danach fragt.',
  },
  'data-folder-not-folder': {
    title: 'Der Ort für die Daten von Afterimage ist kein Ordner',
    explanation: 'Am Pfad von --data-dir oder darüber liegt etwas anderes.',
    wayOut: 'Nenne mit --data-dir einen Ordner, oder verschiebe, was dort liegt.',
  },
  'data-folder-unusable': {
    title: 'Der eigene Ordner von Afterimage ist nicht nutzbar',
    explanation: 'Der Ordner mit den Einstellungen und der Kontenliste kann nicht gelesen oder geschrieben werden.',
    wayOut: 'Prüfe seine Berechtigungen und den freien Platz auf dem Laufwerk.',
  },
  'data-folder-full': {
    title: 'Das Laufwerk mit dem eigenen Ordner von Afterimage ist voll',
    explanation:
      'Afterimage speichert dort Katalog, Einstellungen und Protokoll und konnte sie nicht schreiben. Es ist nicht das Sicherungslaufwerk, außer beide liegen auf einem.',
    wayOut: 'Gib auf diesem Laufwerk Platz frei und versuche es erneut.',
  },
};
