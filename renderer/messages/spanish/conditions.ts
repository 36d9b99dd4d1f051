import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { conditionsTexts as english } from '../english/conditions.ts';

export const conditionsTexts: Translation<typeof english> = {
  'conditions.notices': 'Requiere atención',
  'conditions.with-more': '{count, plural, one {{first} y # más} other {{first} y # más}}',
  'conditions.look': 'Ver',
  'conditions.to-takeout': 'Ir a Takeout',
  'conditions.engine-crashed.title': 'El motor de copias se ha detenido',
  'conditions.engine-crashed.words':
    'Falló varias veces seguidas y ya no se reinicia automáticamente. Lo guardado está intacto.',
  'conditions.engine-crashed.restart': 'Reiniciar el motor',
  'conditions.engine-restarting.title': 'El motor de copias se está reiniciando',
  'conditions.engine-restarting.words':
    'Se cerró de forma inesperada. Lo guardado está intacto y la copia se reanuda donde estaba.',
  'conditions.keychain-opening.title': 'Abriendo tu llavero',
  'conditions.keychain-opening.words':
    'Tu sesión está guardada ahí. Si el sistema pide una contraseña, escríbela; después empezarán las copias.',
  'conditions.client-missing.title': 'Sin ID de cliente',
  'conditions.client-missing.words':
    'Google exige un ID de cliente a cada app. Sin el tuyo no se puede copiar nada nuevo de Google.',
  'conditions.signing-in.title': 'Tu navegador te espera',
  'conditions.signing-in.words': 'Inicia sesión en la página de Google que se abrió. Espera hasta {until}.',
  'conditions.signing-in.cancel': 'Cancelar inicio de sesión',
  'conditions.signed-out.title': 'Sin sesión iniciada',
  'conditions.signed-out.words': 'Lo guardado se queda donde está. Inicia sesión con Google para copiar lo nuevo.',
  'conditions.signed-out.sign-in': 'Iniciar sesión con Google',
  'conditions.sign-in-expired': '{email}: la sesión caducó a los 7 días',
  'conditions.sign-in-revoked': 'Google ya no da acceso a {email}',
  'conditions.sign-in-broken': '{problem}: {email}',
  'conditions.sign-in-ending.title': '{email}: la sesión termina {when}',
  'conditions.sign-in-ending.words':
    'Tu proyecto de Google Cloud está en estado «Testing», en el que las sesiones terminan a los 7 días. Publica la app y vuelve a iniciar sesión para que dure.',
  'conditions.sign-in-ending.audience': 'Abrir «Público» en Google Cloud',
  'conditions.sign-in-ending.sign-in': 'Volver a iniciar sesión',
  'conditions.disk-full': 'Quedan {free} libres en el disco.',
  'conditions.offline.title': 'Sin conexión a internet',
  'conditions.offline.words':
    'La copia se reanudará cuando vuelva la conexión. Puedes seguir viendo las fotos guardadas.',
  'conditions.paused.until': 'En pausa hasta {until}',
  'conditions.paused.open': 'En pausa hasta que la reanudes',
  'conditions.paused.words': 'Hasta entonces no empieza ninguna copia automáticamente.',
  'conditions.paused.resume': 'Reanudar ahora',
};
