import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { waysOutTexts as english } from '../english/ways-out.ts';

export const waysOutTexts: Translation<typeof english> = {
  'ways-out.labels.sign-in': 'Erneut anmelden',
  'ways-out.labels.open-keychain': 'Schlüsselbund öffnen',
  'ways-out.labels.set-client': 'Client-ID festlegen',
  'ways-out.labels.open-link': 'Seite bei Google öffnen',
  'ways-out.labels.publish-app': '„Zielgruppe“ in Google Cloud öffnen',
  'ways-out.labels.choose-folder': 'Anderen Ordner auswählen',
  'ways-out.labels.check-folder': 'Ordner erneut prüfen',
  'ways-out.labels.open-folder': 'Ordner öffnen',
  'ways-out.labels.restart-engine': 'Sicherungsdienst neu starten',
  'ways-out.labels.choose-photos': 'Fotos auswählen',
  'ways-out.labels.repair': 'Reparieren',
  'ways-out.labels.retry': 'Erneut versuchen',
};
