import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { pickTexts as english } from '../english/pick.ts';

export const pickTexts: Translation<typeof english> = {
  'pick.title': 'Elegir en Google Fotos',
  'pick.idle':
    'Las fotos que elijas a mano van a la misma carpeta. Por esta vía Google envía copias: sin ubicación y con los vídeos convertidos.',
  'pick.choose': 'Elegir fotos…',
  'pick.choose-more': 'Elegir más…',
  'pick.not-ready': 'Primero inicia sesión y elige una carpeta de copia.',
  'pick.dialog.title': 'Elegir fotos en Google Fotos',
  'pick.dialog.words':
    'Google Fotos se abre en tu navegador. Como {email}, selecciona lo que quieras y pulsa «Listo». Se descargará y se guardará.',
  'pick.dialog.first-time':
    'La primera vez, Google pregunta si Afterimage puede ver lo que eliges. La Photos Picker API debe estar habilitada en tu proyecto.',
  'pick.dialog.enable': 'Abrir «Photos Picker API»',
  'pick.dialog.album': 'Álbum (opcional)',
  'pick.dialog.album-hint': 'Lo que elijas se añade a una carpeta de álbum con este nombre.',
  'pick.dialog.open': 'Abrir Google Fotos',
  'pick.dialog.cancel': 'Ahora no',
  'pick.permission.title': 'Google pregunta en tu navegador',
  'pick.permission.words':
    'Como {email}, permite que Afterimage vea lo que eliges. Google muestra el mismo aviso que la primera vez. Después empieza la selección.',
  'pick.queued.title': 'Podrás elegir cuando termine la copia',
  'pick.queued.words': 'Google Fotos se abrirá automáticamente.',
  'pick.queued.hurry': 'Detener la copia y elegir ahora',
  'pick.opening.title': 'Preparando Google Fotos…',
  'pick.waiting.title': 'Google Fotos está abierto en tu navegador',
  'pick.waiting.taken-up': 'Aún no has terminado de elegir',
  'pick.waiting.not-opened': 'Tu navegador no se abrió',
  'pick.waiting.words':
    'Como {email}, selecciona lo que quieras y pulsa «Listo». Esta página continúa automáticamente.',
  'pick.waiting.full':
    '{items, plural, one {# elemento elegido, el máximo de una vez} other {# elementos elegidos, el máximo de una vez}}',
  'pick.waiting.full-words':
    'Se están descargando. Hay otra página abierta en tu navegador: elige más como {email} o pulsa «Eso es todo».',
  'pick.waiting.left': 'Quedan {time}',
  'pick.waiting.until': 'Google espera hasta {when}',
  'pick.waiting.open': 'Abrir Google Fotos',
  'pick.waiting.open-again': 'Volver a abrir',
  'pick.waiting.copy': 'Copiar enlace',
  'pick.waiting.copied': 'Enlace copiado',
  'pick.waiting.no-more': 'Eso es todo',
  'pick.waiting.stuck-title': 'Pasó otra cosa en el navegador',
  'pick.stuck.account': 'Hay otra cuenta iniciada',
  'pick.stuck.account.way-out':
    'Cambia a {email} arriba a la derecha. Si está en otro navegador, copia el enlace y ábrelo allí.',
  'pick.stuck.closed': 'Se cerró la pestaña',
  'pick.stuck.closed.way-out': 'Vuelve a abrirla. Solo se pierde tu selección.',
  'pick.stuck.over': 'Dice que la selección ha terminado',
  'pick.stuck.over.way-out': 'Cancela aquí y vuelve a elegir fotos.',
  'pick.stuck.albums': 'No aparecen tus álbumes',
  'pick.stuck.albums.way-out':
    'Google solo deja elegir elementos. Busca el nombre de un álbum para ver lo que contiene.',
  'pick.fetching.listing': 'Selección recibida',
  'pick.fetching.listing-words': 'Afterimage pregunta a Google qué elegiste y empieza a descargarlo.',
  'pick.fetching.title': '{items, plural, one {Has elegido # elemento} other {Has elegido # elementos}}',
  'pick.into-album': 'Al álbum «{album}»',
  'pick.cancel': 'Cancelar',
  'pick.stop': 'Detener la descarga',
  'pick.ended.complete':
    '{items, plural, one {# elemento elegido está en tu copia} other {Los # elementos elegidos están en tu copia}}',
  'pick.ended.partly':
    '{items, plural, one {# elemento elegido, pero aún no está en tu copia} other {# elementos elegidos, pero algunos aún no están en tu copia}}',
  'pick.ended.nothing': 'No se eligió nada',
  'pick.ended.nothing-words': 'Pulsaste «Listo» sin seleccionar nada. Lo guardado antes se conserva.',
  'pick.ended.pairs': 'Una foto en movimiento son dos archivos: la foto y su clip.',
  'pick.ended.copies':
    'Copias tal como Google las da a las apps: sin ubicación y con los vídeos convertidos. Google Takeout tiene los originales.',
  'pick.ended.stored': 'Guardados',
  'pick.ended.present': 'Ya estaban',
  'pick.ended.skipped': 'Omitidos',
  'pick.ended.failed': 'Con error',
  'pick.ended.bytes': 'Tamaño',
  'pick.ended.kept':
    'Google mantiene el resto disponible hasta {when}. Afterimage reintenta después de cada copia, o puedes hacerlo ahora.',
  'pick.ended.go-on': 'Descargar el resto ahora',
  'pick.ways-on.again': 'Volver a elegir…',
  'pick.ways-on.problem-page': 'Abrir la página de Google',
  'pick.ways-on.google-photos': 'Abrir Google Fotos',
  'pick.ways-on.accounts': 'Ver tus cuentas',
  'pick.ways-on.sign-in': 'Volver a iniciar sesión',
};
