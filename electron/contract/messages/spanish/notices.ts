import type { noticeTexts as english } from '../english/notices.ts';
import type { Translation } from '../icu.ts';

export const noticeTexts: Translation<typeof english> = {
  'notice.first-success': 'Terminó tu primera copia',
  'notice.first-success.body': '{files} fotos y vídeos que creó tu ID de cliente están en tu disco, comprobados.',
  'notice.damaged': 'Hay archivos dañados en tu carpeta de copia',
  'notice.damaged.body':
    '{damaged, plural, one {# archivo falta o está dañado. Abre Afterimage para ver cuál.} other {# archivos faltan o están dañados. Abre Afterimage para ver cuáles.}}',
  'notice.problem': '{problem}',
  'notice.sign-in-ending': 'Tu sesión termina en menos de un día',
  'notice.sign-in-ending.body':
    'Google termina a los 7 días las sesiones de proyectos en estado «Testing». Publica la app en Google Cloud o vuelve a iniciar sesión.',
  'notice.update': 'Afterimage {version} está disponible',
  'notice.update.body': 'Se instala la próxima vez que salgas de Afterimage.',
  'notice.update.body-tray':
    'Se instala la próxima vez que salgas. Para instalarla ahora, usa el menú del icono de la bandeja.',
  'notice.update.body-manual': 'Instálala como instalaste esta versión.',
  'notice.in-tray': 'Afterimage sigue funcionando',
  'notice.in-tray.body':
    'Tus copias siguen en segundo plano. Abre la ventana desde el icono de la bandeja o iniciando Afterimage otra vez.',
  'notice.in-tray.body-hidden':
    'Tus copias siguen en segundo plano. Inicia Afterimage otra vez para abrir la ventana. Para salir, ve a Ajustes, «Acerca de».',
  'notice.restore-ended': 'Restauración terminada',
  'notice.restore-ended.body':
    '{sent, plural, one {# elemento subido} other {# elementos subidos}} a {email} y comprobados.',
  'notice.restore-halted': 'Restauración detenida: {problem}',
  'notice.part-broken': '{name}: {problem}',
};
