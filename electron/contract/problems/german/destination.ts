import type { destinationProblems } from '../destination.ts';
import type { ProblemMessages } from '../traits.ts';

export const destinationMessages: Readonly<Record<keyof typeof destinationProblems, ProblemMessages>> = {
  'destination-not-set': {
    title: 'Noch kein Sicherungsordner ausgewählt',
    explanation: 'Afterimage braucht einen Ordner für die Sicherung.',
    wayOut: 'Wähle einen Ordner aus (Befehlszeile: afterimage destination set PATH).',
  },
  'folder-not-found': {
    title: 'Diesen Ordner gibt es nicht',
    explanation: 'Weder der Ordner noch der darüber ist da. Vielleicht ist das Laufwerk nicht verbunden.',
    wayOut: 'Prüfe die Schreibweise, verbinde das Laufwerk oder erstelle zuerst den übergeordneten Ordner.',
  },
  'destination-missing': {
    title: 'Der Sicherungsordner ist nicht da',
    explanation:
      'Das Laufwerk ist nicht angeschlossen, das Netzlaufwerk nicht verbunden, oder der Ordner wurde verschoben. Es wurde nichts geschrieben.',
    wayOut: 'Verbinde das Laufwerk und versuche es erneut, oder wähle den neuen Ort des Ordners.',
  },
  'destination-foreign': {
    title: 'Das ist nicht mehr derselbe Sicherungsordner',
    explanation:
      'Die Kennung des Ordners fehlt oder gehört zu einer anderen Sicherung, etwa bei einem leeren Einhängepunkt oder vertauschten Laufwerk. Es wurde nichts geschrieben.',
    wayOut:
      'Verbinde das richtige Laufwerk, oder lege den Ordner neu fest, um dort eine Sicherung zu beginnen oder zu übernehmen.',
  },
  'destination-not-writable': {
    title: 'In den Sicherungsordner kann nicht geschrieben werden',
    explanation: 'Das Laufwerk ist schreibgeschützt, oder du darfst dort nicht schreiben.',
    wayOut: 'Ändere die Berechtigungen des Ordners oder wähle einen anderen.',
  },
  'destination-full': {
    title: 'Das Sicherungslaufwerk ist voll',
    explanation: 'Alles bisher Gespeicherte ist unversehrt; nichts Halbes blieb zurück.',
    wayOut: 'Gib Speicherplatz frei oder wähle ein größeres Laufwerk, und versuche es erneut.',
  },
  'min-free-reached': {
    title: 'Der Speicherplatz, der frei bleiben soll, ist erreicht',
    explanation:
      'Das Sicherungslaufwerk hat noch Platz, aber so viel davon soll frei bleiben. Alles bisher Gespeicherte ist unversehrt.',
    wayOut: 'Gib Speicherplatz frei, verringere „min-free“ oder wähle ein größeres Laufwerk, und versuche es erneut.',
  },
  'destination-inodes-full': {
    title: 'Das Sicherungslaufwerk nimmt keine weiteren Dateien auf',
    explanation:
      'Es hat freien Speicherplatz, aber sein Dateisystem fasst nur eine feste Zahl von Dateien (Inodes), und alle sind belegt. Alles bisher Gespeicherte ist unversehrt.',
    wayOut:
      'Lösche Dateien, die du auf diesem Laufwerk nicht brauchst, oder wähle eines, das mehr Dateien fasst, und versuche es erneut.',
  },
  'destination-busy': {
    title: 'Eine andere Sicherung nutzt diesen Ordner',
    explanation: 'In einen Ordner kann immer nur eine Sicherung schreiben.',
    wayOut: 'Warte, bis die andere fertig ist, oder stoppe sie.',
  },
  'destination-unsuitable': {
    title: 'Dieser Ordner eignet sich nicht für eine Sicherung',
    explanation:
      'Es ist eine Datei, ein Systemordner, oder dort liegt anderes an den Stellen, die die Sicherung braucht.',
    wayOut: 'Wähle einen eigenen, leeren Ordner.',
  },
  'destination-link': {
    title: 'Im Sicherungsordner ist eine Verknüpfung im Weg',
    explanation:
      'Afterimage folgt keinen Verknüpfungen im Sicherungsordner, weil sie aus ihm hinausführen können. Durch die Verknüpfung wurde nichts geschrieben.',
    wayOut:
      'Lösche die Verknüpfung (nicht ihr Ziel) und versuche es erneut. Liegen deine Fotos dahinter, verschiebe sie an die Stelle der Verknüpfung.',
  },
  'folder-ahead': {
    title: 'Der Sicherungsordner war weiter als dieser Computer',
    explanation:
      'Ein anderer Computer hat dorthin gesichert, oder dieser wurde auf einen früheren Stand zurückgesetzt. Was der Ordner weiß, wurde zuerst übernommen; nichts wird doppelt gespeichert.',
    wayOut: 'Nichts zu tun.',
  },
  'folder-older': {
    title: 'Eine ältere Kopie des Sicherungsordners ist zurück',
    explanation:
      'Der Ordner wurde durch eine Kopie ersetzt, oder eine andere Kopie ist verbunden: Was seither geschrieben wurde, fehlt darin. Jede Datei wird mit dem Katalog verglichen; Fehlendes wird erneut gesichert.',
    wayOut: 'Nichts zu tun. Fehlende Fotos aus Exporten kommen zurück, wenn du den Export erneut importierst.',
  },
  'folder-compared': {
    title: 'Der Sicherungsordner wurde mit dem Katalog verglichen',
    explanation:
      'Ein anderer Computer begann hineinzuschreiben und wurde unterbrochen, oder seine Marke (.afterimage/stamp.json) ist hier unbekannt. Jede Datei wurde geprüft.',
    wayOut: 'Keine Aktion nötig.',
  },
  'name-impossible': {
    title: 'Das Dateisystem akzeptiert diesen Namen nicht',
    explanation: 'Auch mit angepasstem Namen konnte die Datei nicht erstellt werden.',
    wayOut: 'Wähle einen Sicherungsordner mit kürzerem Pfad oder ein anderes Dateisystem.',
  },
  'file-too-large': {
    title: 'Diese Datei ist zu groß für das Sicherungslaufwerk',
    explanation: 'Das Dateisystem begrenzt die Größe einzelner Dateien. Bei FAT32 sind 4 GB die Grenze.',
    wayOut: 'Wähle einen Ordner auf einem Laufwerk mit exFAT, NTFS, APFS oder ext4. Kleinere Dateien werden gesichert.',
  },
  'file-busy': {
    title: 'Ein anderes Programm hielt diese Datei fest',
    explanation:
      'Ein Virenscanner oder Cloud-Programm hielt die neue Datei zu lange offen. Andere Dateien lassen sich schreiben.',
    wayOut:
      'Nichts zu tun: Die nächste Sicherung versucht es erneut. Passiert es öfter, nimm den Sicherungsordner in jenem Programm aus.',
  },
  'file-missing': {
    title: 'Eine gesicherte Datei fehlt',
    explanation: 'Sie wurde gespeichert und geprüft, ist aber nicht mehr im Ordner.',
    wayOut:
      'Leg sie zurück, wenn du sie verschoben hast, oder repariere die Sicherung (Befehlszeile: afterimage verify --repair).',
  },
  'file-changed': {
    title: 'Eine gesicherte Datei hat sich geändert',
    explanation:
      'Ihr Inhalt passt nicht mehr zur Prüfsumme vom Speichern: Ein anderes Programm hat sie geändert, oder das Laufwerk ist defekt.',
    wayOut:
      'Repariere die Sicherung (Befehlszeile: afterimage verify --repair); die geänderte Datei kommt in Quarantäne. Hast du sie absichtlich bearbeitet, behalte sie: afterimage verify --accept FILE.',
  },
  'file-unreadable': {
    title: 'Eine gesicherte Datei ist nicht lesbar',
    explanation:
      'Die Datei liegt im Sicherungsordner, aber das System konnte sie nicht lesen: Das Laufwerk ist dort defekt, oder du darfst sie nicht öffnen.',
    wayOut:
      'Prüfe das Laufwerk und die Berechtigungen der Datei, und repariere dann die Sicherung (Befehlszeile: afterimage verify --repair).',
  },
  'sidecar-edited': {
    title: 'Eine XMP-Datei wurde bearbeitet und bleibt, wie sie ist',
    explanation:
      'Du oder ein anderes Programm hat eine .xmp-Datei von Afterimage geändert. Deine Änderungen bleiben; was Google oder ein Export jetzt sagt, steht deshalb nicht darin.',
    wayOut:
      'Nichts zu tun. Willst du lieber die Datei von Afterimage, lösche sie: Bei der nächsten Änderung am Foto wird sie neu geschrieben.',
  },
  'sidecar-damaged': {
    title: 'Eine XMP-Datei fehlt oder ist beschädigt',
    explanation:
      'Eine .xmp-Datei mit Angaben zu einem Foto ist weg, leer oder nicht lesbar. Das Foto selbst ist nicht betroffen.',
    wayOut:
      'Repariere die Sicherung (Befehlszeile: afterimage verify --repair). Die Datei wird aus dem Bekannten neu geschrieben.',
  },
  'album-view-damaged': {
    title: 'Der Ordner eines Albums fehlt oder ist beschädigt',
    explanation:
      'Einträge unter Albums sind weg oder führen nicht mehr zu ihren Fotos. Die Fotos selbst liegen unter Photos.',
    wayOut: 'Repariere die Sicherung (Befehlszeile: afterimage verify --repair). Die Einträge werden neu erstellt.',
  },
  'sums-damaged': {
    title: 'Die Prüfsummenliste fehlt oder stimmt nicht',
    explanation:
      'Sie sagt nicht mehr, was gespeichert wurde; sha256sum -c würde intakte Dateien melden oder andere übersehen.',
    wayOut: 'Repariere die Sicherung (Befehlszeile: afterimage verify --repair). Die Liste wird neu geschrieben.',
  },
  'backup-damaged': {
    title: 'Teile der Sicherung fehlen oder sind beschädigt',
    explanation:
      'Dateien im Sicherungsordner sind weg oder nicht das, was gespeichert wurde. „afterimage verify“ listet sie auf.',
    wayOut: 'Repariere die Sicherung (Befehlszeile: afterimage verify --repair).',
  },
  'file-is-another': {
    title: 'Das ist eine Kopie eines anderen Fotos der Sicherung',
    explanation:
      'Ihr Inhalt ist schon unter anderem Namen gespeichert und kann deshalb nicht der Inhalt dieses Fotos werden.',
    wayOut: 'Führe afterimage verify --repair aus, um das richtige Foto zurückzuholen.',
  },
  'file-empty': {
    title: 'Die Datei ist leer',
    explanation: 'Eine Datei mit 0 Byte ist kein Foto oder Video: Das Schreiben wurde vermutlich unterbrochen.',
    wayOut: 'Führe afterimage verify --repair aus, um das Foto zurückzuholen.',
  },
  'album-view-incomplete': {
    title: 'Der Ordner eines Albums konnte nicht aktualisiert werden',
    explanation: 'Die Fotos selbst liegen unter Photos; nur ihr Eintrag unter Albums konnte nicht erstellt werden.',
    wayOut: 'Prüfe, dass nichts anderes unter Albums schreibt; die nächste Sicherung versucht es erneut.',
  },
  'destination-read-only': {
    title: 'Der Sicherungsordner ist schreibgeschützt',
    explanation: 'Du kannst die Sicherung ansehen und prüfen lassen. Neues lässt sich nicht dorthin sichern.',
    wayOut: 'Um wieder zu sichern, hebe den Schreibschutz des Laufwerks auf, oder wähle einen anderen Ordner.',
  },
  'stamp-missing': {
    title: 'Der Stempel des Sicherungsordners fehlt oder ist beschädigt',
    explanation:
      'Die Datei .afterimage/stamp.json sagt, wer zuletzt in den Ordner geschrieben hat. Ohne sie wird jede Datei im Ordner mit dem Katalog verglichen, und was fehlt, wird erneut gesichert.',
    wayOut: 'Nichts zu tun: Die nächste Sicherung schreibt sie neu.',
  },
};
