import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { waysOutTexts as english } from '../english/ways-out.ts';

export const waysOutTexts: Translation<typeof english> = {
  'ways-out.labels.sign-in': 'Volver a iniciar sesión',
  'ways-out.labels.open-keychain': 'Abrir el llavero',
  'ways-out.labels.set-client': 'Definir el ID de cliente',
  'ways-out.labels.open-link': 'Abrir la página de Google',
  'ways-out.labels.publish-app': 'Abrir «Público» en Google Cloud',
  'ways-out.labels.choose-folder': 'Elegir otra carpeta',
  'ways-out.labels.check-folder': 'Volver a comprobar la carpeta',
  'ways-out.labels.open-folder': 'Abrir la carpeta',
  'ways-out.labels.restart-engine': 'Reiniciar el motor',
  'ways-out.labels.choose-photos': 'Elegir fotos',
  'ways-out.labels.repair': 'Reparar',
  'ways-out.labels.retry': 'Reintentar',
};
