import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { setupTexts as english } from '../english/setup.ts';

export const setupTexts: Translation<typeof english> = {
  'setup.steps': 'Schritte der Einrichtung',
  'setup.step-of': 'Schritt {step, number} von {total, number}',
  'setup.names.welcome': 'Was gesichert wird',
  'setup.names.folder': 'Sicherungsordner',
  'setup.names.order': 'Export anfordern',
  'setup.names.pickup': 'Wie er ankommt',
  'setup.names.client': 'Deine Client-ID',
  'setup.names.publish': 'Veröffentlichen',
  'setup.names.sign-in': 'Anmelden',
  'setup.names.done': 'Abschließen',
  'setup.states.done': 'erledigt',
  'setup.states.passed': 'gesehen',
  'setup.states.open': 'offen',
  'setup.states.warn': 'bitte prüfen',
  'setup.back': 'Zurück',
  'setup.next': 'Weiter',
  'setup.later': 'Später erledigen',
  'setup.welcome.title': 'Was möchtest du sichern?',
  'setup.welcome.lead':
    'Jeder Weg verlangt nur, was er braucht. Du kannst das Fenster jederzeit schließen und später fortsetzen.',
  'setup.welcome.doors-label': 'Was gesichert wird',
  'setup.welcome.doors.library.label': 'Meine ganze Bibliothek (empfohlen)',
  'setup.welcome.doors.library.hint':
    'Jedes Foto und Video in Originalqualität, mit Orten, Alben und Beschreibungen. Google sendet sie alle zwei Monate als Export.',
  'setup.welcome.doors.choice.label': 'Fotos, die ich auswähle',
  'setup.welcome.doors.choice.hint':
    'Du wählst in Google Fotos aus, bis zu 2.000 auf einmal. Gute Kopien, ohne Ort; Videos werden umgewandelt.',
  'setup.welcome.doors.client.label': 'Was meine eigene Client-ID erstellt hat',
  'setup.welcome.doors.client.hint':
    'Für alle, die rclone oder gphotos-sync genutzt haben: Alben und Fotos, die ihre Client-ID hochgeladen hat.',
  'setup.welcome.needs.library':
    'Dauert etwa 10 Minuten. Wenn du den Export selbst herunterlädst, brauchst du kein Google Cloud.',
  'setup.welcome.needs.choice':
    'Dauert etwa 15 Minuten: Du erstellst eine kostenlose Client-ID. Keine Kreditkarte nötig.',
  'setup.welcome.needs.client': 'Dauert etwa 5 Minuten, wenn du die Clientdatei hast, sonst 15.',
  'setup.welcome.truth-title': 'Worauf Google Apps zugreifen lässt',
  'setup.welcome.truth':
    'Apps können deine bestehende Bibliothek nicht lesen. Google Takeout sendet dir alles in Originalqualität, und Afterimage importiert es. Über die beiden APIs erhalten Apps Kopien: in voller Größe, aber ohne Ort und mit umgewandelten Videos.',
  'setup.welcome.routes': 'Die offiziellen Wege',
  'setup.welcome.route': 'Weg',
  'setup.welcome.whole': 'Ganze Bibliothek',
  'setup.welcome.originals': 'Originale mit Ort',
  'setup.welcome.alone': 'Läuft automatisch',
  'setup.welcome.command': 'In Afterimage unter',
  'setup.welcome.verdicts.yes': 'ja',
  'setup.welcome.verdicts.no': 'nein',
  'setup.welcome.verdicts.nearly': 'fast',
  'setup.welcome.rows.library.what': 'was deine Client-ID erstellt hat',
  'setup.welcome.rows.library.command': 'Jetzt sichern',
  'setup.welcome.rows.picker.what': 'was du von Hand auswählst',
  'setup.welcome.rows.picker.command': 'Fotos auswählen',
  'setup.welcome.rows.takeout.what': 'alles, als Archive',
  'setup.welcome.rows.takeout.command': 'Export importieren',
  'setup.order.title': 'Fordere deinen Export an',
  'setup.order.lead':
    'Google erstellt einen Export deiner ganzen Bibliothek und danach alle zwei Monate einen mit dem, was neu ist. Etwa fünf Minuten, einmal im Jahr.',
  'setup.order.path':
    'takeout.google.com › Google Fotos › Nächster Schritt › Zu Drive hinzufügen oder Downloadlink per E-Mail senden › Export alle 2 Monate für 1 Jahr › .zip, 50 GB › Export erstellen',
  'setup.order.guide': 'Wo du klickst',
  'setup.order.open': 'Google Takeout öffnen',
  'setup.order.confirm': 'Ich habe ihn angefordert',
  'setup.order.ordered': 'Angefordert am {date}',
  'setup.order.ordered-words': 'Google braucht meist 1–3 Tage und sendet eine E-Mail, wenn er bereit ist.',
  'setup.pickup.title': 'Wie sollen Exporte ankommen?',
  'setup.pickup.lead': 'Du kannst das später ändern.',
  'setup.pickup.label': 'Wie Exporte ankommen',
  'setup.pickup.ways.drive.label': 'Aus Google Drive',
  'setup.pickup.ways.drive.hint':
    'Für „Zu Drive hinzufügen“. Afterimage importiert jeden Export direkt aus Drive. Du meldest dich über Google an, mit einer kostenlosen eigenen Client-ID.',
  'setup.pickup.ways.downloads.label': 'Ich lade ihn selbst herunter',
  'setup.pickup.ways.downloads.hint':
    'Für „Downloadlink per E-Mail senden“. Kein Google Cloud nötig: Afterimage überwacht „Downloads“ und importiert, was ankommt.',
  'setup.pickup.watch': 'Downloads überwachen',
  'setup.publish.title': 'Angemeldet bleiben',
  'setup.publish.lead':
    'Eine neue App hat den Veröffentlichungsstatus „Testing“. Darin beendet Google jede Anmeldung nach 7 Tagen, und deine Sicherung hält an, bis du dich erneut anmeldest. Ein Klick auf „App veröffentlichen“ ändert das.',
  'setup.publish.lifetime':
    'Im Status „Testing“ endet die Anmeldung alle 7 Tage. In der Produktionsphase bleibt sie bestehen.',
  'setup.publish.testing': 'Testing',
  'setup.publish.production': 'In Produktion',
  'setup.publish.days': '7 Tage',
  'setup.publish.lasts': 'bleibt',
  'setup.publish.how-title': 'App veröffentlichen',
  'setup.publish.how':
    'Öffne die Seite „Zielgruppe“.\nKlicke unter „Veröffentlichungsstatus“ auf „App veröffentlichen“ und bestätige.\nDas ist alles: Für deine eigene Nutzung prüft Google nichts.',
  'setup.publish.open': '„Zielgruppe“ öffnen',
  'setup.publish.picture':
    'Die Seite „Zielgruppe“. Unter dem Veröffentlichungsstatus „Testing“ ist die Schaltfläche „App veröffentlichen“ markiert.',
  'setup.publish.means-title': 'Was das bedeutet',
  'setup.publish.means':
    'Niemand erhält dadurch Zugriff auf deine Fotos: Wer sich anmeldet, öffnet nur die eigenen.\nGoogle warnt bei der Anmeldung, dass es die App nicht überprüft hat. Der nächste Schritt zeigt diese Seite.\nBei einer nicht überprüften App dürfen sich insgesamt höchstens 100 Personen anmelden. Du brauchst eine.',
  'setup.publish.stay': 'Ich möchte lieber im Status „Testing“ bleiben',
  'setup.publish.stay-words':
    'Füge dann auf derselben Seite unter „Testnutzer“ deine eigene Adresse hinzu; sonst antwortet Google „Zugriff blockiert“. Melde dich alle 7 Tage erneut an: Afterimage erinnert dich zwei Tage vorher.',
  'setup.publish.uncheckable':
    'Ob es geklappt hat, zeigt sich bei der Anmeldung: Google sagt dann, wie lange sie gilt.',
  'setup.publish.checked-good': 'Geprüft: Deine Anmeldung endet nicht.',
  'setup.publish.checked-bad':
    'Bei deiner Anmeldung noch im Status „Testing“. Sie endet {when}. Veröffentliche die App und melde dich dann erneut an.',
  'setup.publish.done': 'Sie ist veröffentlicht',
  'setup.sign-in.title': 'Über Google anmelden',
  'setup.sign-in.lead':
    'Googles Seite öffnet sich in deinem Browser: Dein Passwort bleibt zwischen dir und Google. Afterimage bittet um zwei Dinge.',
  'setup.sign-in.asks': 'Worum gebeten wird',
  'setup.sign-in.asked.library.what': 'Deine Google Drive-Dateien ansehen und herunterladen',
  'setup.sign-in.asked.library.why': 'nur lesen: um Exporte ohne dich zu importieren',
  'setup.sign-in.asked.choice.what': 'Fotos ansehen, die du in Google Fotos auswählst',
  'setup.sign-in.asked.choice.why': 'nur lesen, und nichts, was du nicht auswählst',
  'setup.sign-in.asked.client.what': 'Fotos und Alben ansehen, die deine Client-ID erstellt hat',
  'setup.sign-in.asked.client.why': 'nur lesen: Nichts kann geändert oder gelöscht werden',
  'setup.sign-in.asked.email.what': 'Deine E-Mail-Adresse ansehen',
  'setup.sign-in.asked.email.why': 'um zu zeigen, wessen Bibliothek es ist',
  'setup.sign-in.warning-title': 'Google warnt dich zuerst',
  'setup.sign-in.warning-words':
    'Auf der Seite steht „Google hat diese App nicht überprüft“. Diese App ist deine eigene: Niemand außer dir nutzt sie. Google sagt das über jede nicht überprüfte App.\nKlicke auf „Erweitert“, dann auf „… öffnen (unsicher)“ mit dem Namen, den du deiner App gegeben hast.',
  'setup.sign-in.warning-picture':
    'Die Seite „Google hat diese App nicht überprüft“. Klicke zuerst unten links auf „Erweitert“, dann auf den Link „Photo backup öffnen (unsicher)“, der erscheint.',
  'setup.sign-in.consent-title': 'Lass das Häkchen gesetzt',
  'setup.sign-in.consent-words':
    'Auf der letzten Seite hat jede Berechtigung ein Kästchen. Ohne das Häkchen sieht Afterimage nichts.',
  'setup.sign-in.consent-picture':
    'Die Seite, auf der der Zugriff gewährt wird. Markiert sind das Kästchen mit Häkchen neben der Berechtigung und die Schaltfläche „Weiter“.',
  'setup.sign-in.button': 'Über Google anmelden',
  'setup.sign-in.other': 'Anderes Konto verwenden',
  'setup.sign-in.waiting-title': 'Dein Browser wartet auf dich',
  'setup.sign-in.waiting-words': 'Mach dort weiter. Hier geht es automatisch weiter, sobald du fertig bist.',
  'setup.sign-in.left': 'Noch {time}',
  'setup.sign-in.cancel': 'Anmeldung abbrechen',
  'setup.sign-in.stuck-title': 'Der Browser zeigt stattdessen einen Fehler',
  'setup.sign-in.stuck.blocked': 'Zugriff blockiert',
  'setup.sign-in.stuck.blocked.way':
    'Die App hat den Status „Testing“, und du bist kein Testnutzer: Veröffentliche sie oder füge deine Adresse unter „Testnutzer“ hinzu.',
  'setup.sign-in.stuck.redirect.way': 'Der Client ist nicht vom Typ „Desktop-App“: Erstelle einen von diesem Typ.',
  'setup.sign-in.stuck.client.way':
    'Der Client wurde gelöscht, oder die Datei gehört zu einem anderen: Lade sie erneut herunter.',
  'setup.sign-in.stuck.workspace.way':
    'Darüber entscheidet ein Workspace-Administrator: Verwende ein privates Konto oder frage dort nach.',
  'setup.sign-in.cancelled': 'Die Anmeldung wurde abgebrochen',
  'setup.sign-in.cancelled-words': 'Es wurde nichts geändert.',
  'setup.sign-in.done-title': 'Angemeldet als {email}',
  'setup.sign-in.granted': 'Die Berechtigung wurde erteilt.',
  'setup.sign-in.granted-lasts': 'Die Berechtigung wurde erteilt. Sie bleibt bestehen: Die App ist veröffentlicht.',
  'setup.sign-in.testing-title': 'Sie endet {when}: Die App hat noch den Status „Testing“',
  'setup.sign-in.testing-words':
    'Veröffentliche die App und melde dich noch einmal an. Oder mach weiter und melde dich alle 7 Tage erneut an.',
  'setup.sign-in.to-publish': 'Zurück zu „Veröffentlichen“',
  'setup.folder.title': 'Wähle den Sicherungsordner',
  'setup.folder.size.title': 'Passt deine Bibliothek?',
  'setup.folder.size.words':
    'Google zeigt ihre Größe unter „Speicherplatz“. Lass das Feld leer, wenn du sie nicht kennst: Die Sicherung stoppt und meldet es, bevor das Laufwerk voll ist.',
  'setup.folder.size.label': 'Größe deiner Bibliothek',
  'setup.folder.size.unit': 'GB',
  'setup.folder.size.open': 'Google-Speicherplatz öffnen',
  'setup.folder.size.fits': 'Sie passt: etwa {needed} von {free} freiem Platz.',
  'setup.folder.size.short':
    'Sie passt nicht: Etwa {needed} werden gebraucht, {free} sind frei. Wähle ein größeres Laufwerk oder schaffe Platz.',
  'setup.folder.lead':
    'Ein leerer Ordner oder einer, der schon eine Afterimage-Sicherung enthält. Alles darin bleibt ohne Afterimage lesbar: einfache Dateien, nach Jahr und Monat.',
  'setup.folder.choose': 'Ordner auswählen…',
  'setup.folder.none': 'Noch kein Ordner',
  'setup.folder.empty':
    'Afterimage testet den Ordner, den du wählst, und sagt dir das Ergebnis, bevor ein Foto dorthin kommt.',
  'setup.folder.other': 'Anderen Ordner auswählen…',
  'setup.folder.use': '„{name}“ verwenden',
  'setup.folder.chosen': 'Du hast ausgewählt',
  'setup.folder.in-use': 'Das ist dein Sicherungsordner',
  'setup.folder.findings': 'Was er kann',
  'setup.folder.finding.adopted':
    'Er enthält schon eine Afterimage-Sicherung: Sie wird übernommen, und nichts Gespeichertes wird erneut heruntergeladen.',
  'setup.folder.finding.writable': 'Beschreibbar (getestet).',
  'setup.folder.finding.space-low':
    'Es ist wenig Platz übrig. Die Sicherung stoppt und meldet es, bevor das Laufwerk voll ist.',
  'setup.folder.finding.external': 'Ein externes Laufwerk: Wenn es nicht verbunden ist, wartet die Sicherung darauf.',
  'setup.folder.finding.network':
    'Ein Netzlaufwerk: Es funktioniert, aber langsamer und nur, solange es verbunden ist.',
  'setup.folder.finding.internal':
    'Ein Laufwerk in diesem Computer: Es hilft bei einem verlorenen Konto, nicht bei einem verlorenen Computer. Denke an eine zweite Kopie.',
  'setup.folder.finding.links': 'Alben werden Ordner mit Verknüpfungen: Sie brauchen keinen eigenen Platz.',
  'setup.folder.finding.hardlinks': 'Alben werden Ordner mit Hardlinks: Sie brauchen keinen eigenen Platz.',
  'setup.folder.finding.copies':
    'Dieses Dateisystem kennt keine Verknüpfungen: Alben werden Ordner mit Kopien, die noch einmal so viel Platz brauchen wie ihre Fotos. In den Einstellungen kannst du sie ausschalten.',
  'setup.folder.finding.no-albums': 'Dieses Dateisystem erlaubt keine Albumordner. Alben stehen trotzdem im Katalog.',
  'setup.folder.finding.no-huge-files':
    'Dieses Dateisystem speichert keine Datei über 4 GB: Längere Videos werden als Probleme gemeldet.',
  'setup.done.ready.library.title': 'Warten auf Googles Export',
  'setup.done.ready.library.lead':
    'Meist 1–3 Tage. Du kannst das Fenster schließen: Afterimage läuft weiter und importiert, was ankommt. Starte es erneut, um das Fenster zu öffnen.',
  'setup.done.ready.choice.title': 'Bereit zur Auswahl von Fotos',
  'setup.done.ready.choice.lead': 'Wähle jetzt aus, und später in der Übersicht, sooft du möchtest.',
  'setup.done.ready.client.title': 'Bereit für die erste Sicherung',
  'setup.done.ready.client.lead':
    'Sie läuft im Hintergrund, auch wenn dieses Fenster geschlossen ist. Starte Afterimage erneut, um das Fenster zu öffnen.',
  'setup.done.choose-now': 'Jetzt Fotos auswählen',
  'setup.done.not-yet': 'Fast fertig',
  'setup.done.not-yet-lead': 'Etwas fehlt noch. Jede Zeile führt zu ihrem Schritt.',
  'setup.done.summary': 'Deine Einrichtung',
  'setup.done.door': 'Was gesichert wird',
  'setup.done.client': 'Client-ID',
  'setup.done.account': 'Konto',
  'setup.done.folder': 'Ordner',
  'setup.done.order': 'Export',
  'setup.done.ordered-on': 'angefordert am {date}',
  'setup.done.not-ordered': 'noch nicht angefordert',
  'setup.done.pickup': 'Kommt an',
  'setup.done.pickups.drive': 'aus Google Drive',
  'setup.done.pickups.downloads': 'durch deinen Download',
  'setup.done.undecided': 'noch nicht gewählt',
  'setup.done.missing': 'fehlt',
  'setup.done.change': 'Ändern: {what}',
  'setup.done.add': 'Jetzt erledigen: {what}',
  'setup.done.start.library': 'Abschließen',
  'setup.done.start.choice': 'Abschließen',
  'setup.done.start.client': 'Erste Sicherung starten',
  'setup.done.anyway': 'Ohne das abschließen',
  'setup.done.to-overview': 'Zur Übersicht',
};
