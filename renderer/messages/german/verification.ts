import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { verificationTexts as english } from '../english/verification.ts';

export const verificationTexts: Translation<typeof english> = {
  'verification.title': 'Jede Datei prüfen',
  'verification.hint':
    'Liest jede Datei im Ordner und vergleicht sie mit dem, was gespeichert wurde. Ändert nichts. Sicherungen und Importe warten, bis die Prüfung endet.',
  'verification.start': 'Jetzt jede Datei prüfen',
  'verification.stop': 'Stoppen',
  'verification.stopping': 'Wird gestoppt …',
  'verification.counting': 'Dateien werden gezählt …',
  'verification.progress': 'Geprüfte Dateien',
  'verification.reading':
    '{files, number} von {total, plural, one {# Datei} other {# Dateien}} geprüft, {bytes} von {totalBytes}',
  'verification.nothing': 'Noch keine Dateien zu prüfen',
  'verification.checked': '{checked, plural, one {# Datei} other {# Dateien}} geprüft, {bytes} in {duration}',
  'verification.intact':
    '{checked, plural, one {Sie ist genau so, wie sie gespeichert wurde.} other {Alle sind genau so, wie sie gespeichert wurden.}}',
  'verification.findings':
    '{findings, plural, one {# fehlt oder ist beschädigt:} other {# fehlen oder sind beschädigt:}}',
  'verification.faults.missing': 'fehlt',
  'verification.faults.cut': 'abgeschnitten',
  'verification.faults.changed': 'verändert',
  'verification.faults.unreadable': 'nicht lesbar',
  'verification.more': '{more, plural, one {und # weitere} other {und # weitere}}',
  'verification.known':
    '{known, plural, one {# Problem aus einer früheren Prüfung besteht noch.} other {# Probleme aus früheren Prüfungen bestehen noch.}}',
  'verification.edited':
    '{edited, plural, one {# Begleitdatei hat ein anderes Programm bearbeitet; sie bleibt, wie sie ist.} other {# Begleitdateien hat ein anderes Programm bearbeitet; sie bleiben, wie sie sind.}}',
  'verification.quarantined':
    '{quarantined, plural, one {# beschädigte Datei wurde ersetzt und liegt in Quarantäne. Lösche sie, wenn du sie nicht brauchst.} other {# beschädigte Dateien wurden ersetzt und liegen in Quarantäne. Lösche, was du nicht brauchst.}}',
  'verification.unknown':
    '{unknown, plural, one {# Datei ist nicht von Afterimage und blieb unberührt.} other {# Dateien sind nicht von Afterimage und blieben unberührt.}}',
  'verification.to-problems': 'Beschädigte Dateien ansehen',
  'verification.link': 'Jede Datei prüfen',
  'verification.link-reading': 'Jede Datei wird geprüft',
};
