import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { pickTexts as english } from '../english/pick.ts';

export const pickTexts: Translation<typeof english> = {
  'pick.title': 'In Google Fotos auswählen',
  'pick.idle':
    'Fotos, die du von Hand auswählst, kommen in denselben Ordner. Google sendet auf diesem Weg Kopien: ohne Ort, Videos umgewandelt.',
  'pick.choose': 'Fotos auswählen…',
  'pick.choose-more': 'Weitere auswählen…',
  'pick.not-ready': 'Melde dich zuerst an und wähle einen Sicherungsordner.',
  'pick.dialog.title': 'Fotos in Google Fotos auswählen',
  'pick.dialog.words':
    'Google Fotos öffnet sich in deinem Browser. Wähle dort als {email} aus, was du möchtest, und klicke auf „Fertig“. Es wird heruntergeladen und gespeichert.',
  'pick.dialog.first-time':
    'Beim ersten Mal fragt Google, ob Afterimage deine Auswahl sehen darf. Dafür muss die Photos Picker API in deinem Projekt aktiviert sein.',
  'pick.dialog.enable': '„Photos Picker API“ öffnen',
  'pick.dialog.album': 'Album (optional)',
  'pick.dialog.album-hint': 'Deine Auswahl kommt in einen Albumordner mit diesem Namen.',
  'pick.dialog.open': 'Google Fotos öffnen',
  'pick.dialog.cancel': 'Nicht jetzt',
  'pick.permission.title': 'Google fragt in deinem Browser',
  'pick.permission.words':
    'Erlaube dort als {email}, dass Afterimage deine Auswahl sieht. Google zeigt dieselbe Warnung wie bei der ersten Anmeldung. Danach beginnt die Auswahl.',
  'pick.queued.title': 'Du kannst auswählen, sobald die Sicherung fertig ist',
  'pick.queued.words': 'Google Fotos öffnet sich dann automatisch.',
  'pick.queued.hurry': 'Sicherung stoppen und jetzt auswählen',
  'pick.opening.title': 'Google Fotos wird vorbereitet…',
  'pick.waiting.title': 'Google Fotos ist in deinem Browser geöffnet',
  'pick.waiting.taken-up': 'Deine Auswahl ist noch nicht fertig',
  'pick.waiting.not-opened': 'Dein Browser hat sich nicht geöffnet',
  'pick.waiting.words':
    'Wähle dort als {email} aus, was du möchtest, und klicke auf „Fertig“. Hier geht es automatisch weiter.',
  'pick.waiting.full':
    '{items, plural, one {# Element ausgewählt, mehr geht auf einmal nicht} other {# Elemente ausgewählt, mehr geht auf einmal nicht}}',
  'pick.waiting.full-words':
    'Sie werden heruntergeladen. In deinem Browser ist eine weitere Seite offen: Wähle als {email} mehr aus oder klicke auf „Das ist alles“.',
  'pick.waiting.left': 'Noch {time}',
  'pick.waiting.until': 'Google wartet bis {when}',
  'pick.waiting.open': 'Google Fotos öffnen',
  'pick.waiting.open-again': 'Erneut öffnen',
  'pick.waiting.copy': 'Link kopieren',
  'pick.waiting.copied': 'Link kopiert',
  'pick.waiting.no-more': 'Das ist alles',
  'pick.waiting.stuck-title': 'Im Browser ist etwas anderes passiert',
  'pick.stuck.account': 'Ein anderes Konto ist angemeldet',
  'pick.stuck.account.way-out':
    'Wechsle oben rechts zu {email}. Ist das Konto in einem anderen Browser, kopiere den Link und öffne ihn dort.',
  'pick.stuck.closed': 'Der Tab wurde geschlossen',
  'pick.stuck.closed.way-out': 'Öffne ihn erneut. Nur deine Auswahl geht verloren.',
  'pick.stuck.over': 'Dort steht, dass die Auswahl beendet ist',
  'pick.stuck.over.way-out': 'Brich hier ab und wähle erneut Fotos aus.',
  'pick.stuck.albums': 'Deine Alben fehlen',
  'pick.stuck.albums.way-out':
    'Bei Google kannst du nur Elemente auswählen. Suche nach dem Namen eines Albums, um seinen Inhalt zu sehen.',
  'pick.fetching.listing': 'Auswahl erhalten',
  'pick.fetching.listing-words': 'Afterimage fragt bei Google ab, was du ausgewählt hast, und lädt es herunter.',
  'pick.fetching.title': '{items, plural, one {Du hast # Element ausgewählt} other {Du hast # Elemente ausgewählt}}',
  'pick.into-album': 'In das Album „{album}“',
  'pick.cancel': 'Abbrechen',
  'pick.stop': 'Download stoppen',
  'pick.ended.complete':
    '{items, plural, one {# ausgewähltes Element ist in deiner Sicherung} other {Alle # ausgewählten Elemente sind in deiner Sicherung}}',
  'pick.ended.partly':
    '{items, plural, one {# Element ausgewählt, aber noch nicht in deiner Sicherung} other {# Elemente ausgewählt, aber einige sind noch nicht in deiner Sicherung}}',
  'pick.ended.nothing': 'Nichts ausgewählt',
  'pick.ended.nothing-words': 'Du hast „Fertig“ gewählt, ohne etwas auszuwählen. Bisher Gespeichertes bleibt.',
  'pick.ended.pairs': 'Ein Bewegtbild besteht aus zwei Dateien: dem Foto und dem Clip.',
  'pick.ended.copies':
    'Kopien, wie Google sie an Apps gibt: ohne Ort, Videos umgewandelt. Die Originale gibt es über Google Takeout.',
  'pick.ended.stored': 'Gespeichert',
  'pick.ended.present': 'Schon vorhanden',
  'pick.ended.skipped': 'Ausgelassen',
  'pick.ended.failed': 'Fehlgeschlagen',
  'pick.ended.bytes': 'Größe',
  'pick.ended.kept':
    'Google hält den Rest bis {when} bereit. Afterimage versucht es nach jeder Sicherung erneut, oder du startest jetzt.',
  'pick.ended.go-on': 'Rest jetzt herunterladen',
  'pick.ways-on.again': 'Erneut auswählen…',
  'pick.ways-on.problem-page': 'Seite bei Google öffnen',
  'pick.ways-on.google-photos': 'Google Fotos öffnen',
  'pick.ways-on.accounts': 'Konten anzeigen',
  'pick.ways-on.sign-in': 'Erneut anmelden',
};
