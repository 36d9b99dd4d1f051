import type { ProblemMessages } from '../traits.ts';
import type { transferProblems } from '../transfer.ts';

export const transferMessages: Readonly<Record<keyof typeof transferProblems, ProblemMessages>> = {
  'bytes-link-expired': {
    title: 'El enlace de descarga había caducado',
    explanation: 'Los enlaces a las fotos duran alrededor de una hora. También se rechazó uno nuevo.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'bytes-not-media': {
    title: 'La descarga no era una foto válida',
    explanation: 'En lugar de la foto o el vídeo llegó una página de error o un marcador. No se guardó.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'bytes-incomplete': {
    title: 'La transferencia se interrumpió',
    explanation: 'Llegaron menos o más bytes de los anunciados. No se guardó nada a medias.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'bytes-stalled': {
    title: 'La transferencia se quedó parada',
    explanation: 'No llegaron datos durante mucho tiempo, aunque la conexión estaba abierta.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'bytes-cut-short': {
    title: 'A la foto o el vídeo le falta el final',
    explanation: 'La respuesta parecía completa, pero el archivo termina demasiado pronto. No se guardó.',
    wayOut: 'No tienes que hacer nada: Afterimage lo pide otra vez.',
  },
  'photo-damaged': {
    title: 'La copia de Google de esta foto o vídeo está dañada',
    explanation: 'El mismo archivo incompleto llegó dos veces, así que es lo que tiene Google. Se guardó tal cual.',
    wayOut:
      'No tienes que hacer nada: las comparaciones completas lo vuelven a pedir y una copia íntegra lo sustituirá. Con Google Takeout quizá consigas el original.',
  },
  'video-processing': {
    title: 'Google aún está procesando este vídeo',
    explanation: 'Un vídeo solo se puede descargar cuando Google lo ha preparado.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'video-failed': {
    title: 'Google no pudo procesar este vídeo',
    explanation: 'Google marca el vídeo como fallido y no ofrece ningún archivo.',
    wayOut: 'Vuelve a subir el vídeo a Google Fotos o consigue el original con Google Takeout.',
  },
};
