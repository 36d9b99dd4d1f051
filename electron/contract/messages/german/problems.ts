import type { problemTexts as english } from '../english/problems.ts';
import type { Translation } from '../icu.ts';

export const problemTexts: Translation<typeof english> = {
  'way-out.of-code': '{problem}',
  'way-out.as-stored': '{words}',
  'way-out.proxy-credentials':
    'Der Proxy verlangt Benutzernamen und Passwort: Trage sie in HTTPS_PROXY ein (http://user:password@host:port).',
  'way-out.proxy-refused':
    'Der Proxy antwortete mit {status}. Sein Betreiber muss googleapis.com, google.com und googleusercontent.com zulassen.',
  'way-out.certificate-of-company':
    'Deine Firma, Schule oder dein Virenscanner liest verschlüsselte Verbindungen mit. Speichere das Stammzertifikat als Datei und setze NODE_EXTRA_CA_CERTS auf ihren Pfad.',
  'way-out.wrong-clock': 'Prüfe Datum und Uhrzeit dieses Computers und versuche es erneut.',
  'way-out.network-sign-in':
    'Öffne eine beliebige Webseite im Browser, melde dich bei diesem Netzwerk an und versuche es erneut.',
  'way-out.proxy-variable':
    'Korrigiere {variable}, zum Beispiel auf http://proxy.example:3128, oder entferne die Variable.',
  'way-out.correct-variable': 'Korrigiere {variable}, oder entferne die Variable.',
  'way-out.set-home':
    'Setze {variable} auf deinen Home-Ordner, oder nenne den Ordner für die Daten von Afterimage: --data-dir PATH',
  'way-out.correct-folder': 'Verbinde das Laufwerk und versuche es erneut, oder korrigiere {option}.',
  'way-out.name-by-id': 'Nenne das gemeinte Album mit seiner ID.',
  'way-out.unaccepted-type':
    'Wandle sie in ein Foto oder Video um, das Google Fotos annimmt, und lade das Ergebnis hoch.',
  'way-out.upload-folder': 'Nenne die Dateien darin, als ORDNER/*.',
  'way-out.client-file-again': 'Füge die Client-Datei erneut hinzu, oder nutze denselben --token-store wie zuvor.',
  'way-out.token-file-open':
    'Mache sie nur für dich lesbar (chmod 600 {path}). Haben andere sie vielleicht gelesen, melde dich ab und wieder an.',
  'way-out.token-file-elsewhere':
    'Nenne eine Token-Datei auf dem Systemlaufwerk, etwa in deinem Home-Ordner, und melde dich erneut an.',
  'way-out.token-file-no-file': 'Nenne eine andere Token-Datei, oder entferne, was an ihrer Stelle liegt.',
  'way-out.permission-at-google':
    'Afterimage hat die Anmeldung vergessen. Um sie auch bei Google zu widerrufen, entferne sie auf der verlinkten Seite.',
  'way-out.seven-days':
    'Melde dich erneut an. Sie endete etwa sieben Tage nach der Anmeldung: Hat dein Projekt den Status „Testing“, wähle in Google Cloud zuerst „App veröffentlichen“.',
  'way-out.make-profile': 'Lege es an, indem du seinen Ordner wählst: afterimage destination set PATH',
  'way-out.no-systemd':
    'systemd läuft hier nicht, wie in den meisten Containern. Lass das, was hier Programme startet, ausführen: afterimage daemon',
  'way-out.no-user-session':
    'systemd verwaltet hier nichts für dich, weil du nicht auf die übliche Weise angemeldet bist. Führe aus: sudo loginctl enable-linger {user}; dann: export XDG_RUNTIME_DIR=/run/user/{id}; dann diesen Befehl erneut. Stattdessen für das ganze System, als root: afterimage service install --system --user {user}',
  'way-out.name-a-folder': 'Nenne den Ordner: afterimage destination set PATH.',
  'way-out.quit-app': 'Beende sie zuerst: „Afterimage beenden“ in ihrem Menü.',
  'way-out.write-out-home':
    'Schreibe den Pfad aus, beginnend mit deinem Home-Ordner. Heißt der Ordner wirklich so, gib ihn als {path} an.',
  'way-out.move-away':
    'Verschiebe es aus dem Sicherungsordner. Die nächste Sicherung schreibt die Datei, die dorthin gehört.',
  'way-out.accept-a-photo':
    'Nur Fotos und Videos unter Photos lassen sich übernehmen. Bearbeitete Begleitdateien und eigene Dateien bleiben, wie sie sind. Um eine bearbeitete Kopie aus einem Album zu behalten, verschiebe sie aus dem Album.',
  'way-out.name-a-stored-file':
    'Prüfe den Pfad. Dateien, die nicht von Afterimage stammen oder seitdem verschoben wurden, lassen sich nicht erklären.',
  'way-out.keychain':
    'Entsperre den Schlüsselbund, oder wähle „Schlüsselbund öffnen“, um nach seinem Passwort gefragt zu werden. Afterimage prüft auch selbst. Ohne Schlüsselbund lege die Client-ID fest und melde dich erneut an; das gilt bis zum Beenden von Afterimage.',
  'way-out.keychain-later':
    'Entsperre den Schlüsselbund: Afterimage verschiebt die Anmeldung dann dorthin. Hat dieses System keinen, installiere einen (unter Linux: GNOME Keyring oder KWallet).',
  'way-out.drive-checksum-zip':
    'Jedes Foto darin hat seine eigene Prüfsumme (CRC) bestanden und ist gespeichert. Die Datei gilt als nicht importiert: Lade sie im Browser herunter und importiere sie von der Festplatte, oder fordere den Export erneut an.',
  'way-out.drive-other-account':
    'Nichts zu tun, wenn {drive}, in dessen Google Drive er liegt, und {owner}, dessen Export er ist, beide deine Konten sind. Melde dich sonst mit dem Konto an, dessen Exporte du möchtest, und verbinde dessen Google Drive.',
};
