import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { driveTexts as english } from '../english/drive.ts';

export const driveTexts: Translation<typeof english> = {
  'drive.title': 'Google Drive',
  'drive.lead':
    'Google puede entregar las exportaciones en tu Google Drive. Afterimage las importa directamente desde allí, sin descarga intermedia.',
  'drive.modes-label': 'Qué puede ver Afterimage en Google Drive',
  'drive.modes.ask-each-time.label': 'Preguntar cada vez',
  'drive.modes.ask-each-time.hint':
    'Acceso mínimo. Eliges los archivos de cada exportación en una página de Google; Afterimage no ve nada más en Drive.',
  'drive.modes.unattended.label': 'Automático',
  'drive.modes.unattended.hint':
    'Afterimage puede leer todo tu Drive, y solo lee. Comprueba cada 30 minutos e importa cada exportación sin ti.',
  'drive.asks.ask-each-time':
    'Permiso de Google: «Ver y descargar los archivos que elijas». La Google Picker API debe estar habilitada en tu proyecto.',
  'drive.asks.unattended':
    'Permiso de Google: «Ver y descargar todos tus archivos de Google Drive». Solo lo recibe tu propio ID de cliente.',
  'drive.connect.ask-each-time': 'Elegir archivos en Google Drive',
  'drive.connect.unattended': 'Iniciar sesión con Google',
  'drive.pick-again': 'Elegir más archivos',
  'drive.needs-client': 'Google exige un ID de cliente para esto.',
  'drive.add-client': 'Añadir un ID de cliente',
  'drive.waiting': 'Tu navegador te espera. Esta página continúa en cuanto termines.',
  'drive.cancel': 'Cancelar',
  'drive.connected': 'Conectado al Drive de {email}',
  'drive.connected-picked': 'Conectado a los archivos que elegiste',
  'drive.badge.ask-each-time': 'Pregunta cada vez',
  'drive.badge.unattended': 'Automático',
  'drive.looking-now': 'Comprobando Google Drive…',
  'drive.looked': 'Comprobado {when}.',
  'drive.never-looked': 'Aún sin comprobar.',
  'drive.empty': 'Aún no hay ninguna exportación en Drive.',
  'drive.facts.files': 'Archivos de exportación en Drive',
  'drive.facts.files-of': '{files, number}; importados: {imported, number}',
  'drive.facts.fresh': 'Sin importar',
  'drive.facts.fresh-of': '{files, plural, one {# archivo, {size}} other {# archivos, {size}}}',
  'drive.facts.none': 'Ninguno',
  'drive.arriving': 'El archivo más reciente llegó hace menos de una hora. Puede que lleguen más.',
  'drive.storage': 'Espacio en tu cuenta de Google',
  'drive.storage-text': '{used} de {limit} ocupados',
  'drive.no-room': 'Puede que no quepa: se necesitan hasta {needed} y hay {free} libres en tu carpeta de copia.',
  'drive.room': 'Necesita hasta {needed} de los {free} libres en tu carpeta de copia.',
  'drive.fetch': '{files, plural, one {Importar # archivo} other {Importar # archivos}}',
  'drive.look': 'Comprobar ahora',
  'drive.stop': 'Detener',
  'drive.stopping': 'Deteniendo…',
  'drive.take-back': 'Cancelar',
  'drive.preparing': 'Leyendo la exportación en Google Drive…',
  'drive.queued': 'Hay otra copia o importación en curso. Esta empieza después.',
  'drive.dismiss': 'Cerrar',
  'drive.again': 'Reanudar',
  'drive.outcome.complete': 'Importado desde Google Drive',
  'drive.outcome.problems': 'Importado, con problemas',
  'drive.outcome.stopped': 'Detenido',
  'drive.outcome.stopped-words': 'Lo guardado se conserva. Al reanudar, continúa donde se detuvo.',
  'drive.outcome.nothing-new': 'Nada nuevo: todo estaba ya en la copia.',
  'drive.outcome.stored':
    '{items, plural, one {# foto o vídeo nuevo guardado.} other {# fotos y vídeos nuevos guardados.}}',
  'drive.tidy.title': 'Quitar de Google Drive las exportaciones importadas',
  'drive.tidy.hint':
    'Solo cuando una exportación está completa y sus fotos se han vuelto a leer desde tu disco. Los archivos van a la papelera de Google Drive, donde Google los guarda 30 días. Aquí aparecen un día antes.',
  'drive.tidy.listed':
    '{files, plural, one {# archivo, {size}, puede ir a la papelera.} other {# archivos, {size}, pueden ir a la papelera.}}',
  'drive.tidy.listed-until':
    '{files, plural, one {# archivo, {size}, puede ir a la papelera. Se moverá {when}.} other {# archivos, {size}, pueden ir a la papelera. Se moverán {when}.}}',
  'drive.tidy.now': '{files, plural, one {Mover # archivo a la papelera} other {Mover # archivos a la papelera}}',
  'drive.tidy.names': 'Mostrar archivos',
  'drive.tidy.trashed':
    '{files, plural, one {# archivo en la papelera de Google Drive} other {# archivos en la papelera de Google Drive}}',
  'drive.tidy.undo': 'Deshacer',
  'drive.tidy.undone':
    '{files, plural, one {# archivo está de nuevo en Google Drive. La retirada está desactivada.} other {# archivos están de nuevo en Google Drive. La retirada está desactivada.}}',
  'drive.tidy.gone':
    '{files, plural, one {# archivo ya se había eliminado.} other {# archivos ya se habían eliminado.}}',
  'drive.tidy.kept': 'Estas se quedan en Google Drive',
  'drive.tidy.kept-because': '{export}: {reason}',
  'drive.tidy.reasons.not complete': 'No está demostrado que la exportación esté completa.',
  'drive.tidy.reasons.wrong checksum':
    'Lo que llegó de uno de sus archivos no coincide con la suma de comprobación de Google Drive.',
  'drive.tidy.reasons.not verified': 'Aún no se han vuelto a leer todas sus fotos.',
  'drive.tidy.reasons.holds other files': 'También contiene archivos de otros productos de Google.',
  'drive.change': 'Cambiar el acceso',
  'drive.disconnect': 'Desconectar…',
  'drive.disconnect-title': '¿Desconectar Google Drive?',
  'drive.disconnect-words':
    'Afterimage deja de leer Google Drive y las exportaciones que haya allí ya no se importan. Lo guardado se conserva. Para retirar también el permiso de Google, cierra la sesión de la cuenta.',
  'drive.disconnect-confirm': 'Desconectar Google Drive',
  'drive.stay': 'Seguir conectado',
};
