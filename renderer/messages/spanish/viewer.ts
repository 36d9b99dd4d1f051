import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { viewerTexts as english } from '../english/viewer.ts';

export const viewerTexts: Translation<typeof english> = {
  'viewer.place': '{place, number} de {total, number}',
  'viewer.undated': 'Sin fecha',
  'viewer.loading': 'Cargando…',
  'viewer.again': 'Reintentar',
  'viewer.close': 'Cerrar',
  'viewer.previous': 'Foto anterior',
  'viewer.next': 'Foto siguiente',
  'viewer.info': 'Información',
  'viewer.open-externally': 'Abrir en la app predeterminada',
  'viewer.show-in-folder': 'Mostrar en la carpeta',
  'viewer.zoom': 'Zoom',
  'viewer.zoom-in': 'Ampliar',
  'viewer.zoom-out': 'Reducir',
  'viewer.fit': 'Ajustar a la ventana',
  'viewer.full-size': '100 %',
  'viewer.percent': '{percent, number} %',
  'viewer.picture': '{name}, en grande',
  'viewer.film': '{name}, vídeo',
  'viewer.live': 'En vivo',
  'viewer.play-live': 'Reproducir la foto en vivo',
  'viewer.stop-live': 'Detener la foto en vivo',
  'viewer.shrunk':
    'Es muy grande y se muestra al {percent, number} % de su tamaño. El archivo de tu carpeta no ha cambiado.',
  'viewer.cannot-show.titles.picture': 'Esta foto no se puede mostrar aquí',
  'viewer.cannot-show.titles.film': 'Este vídeo no se puede reproducir aquí',
  'viewer.cannot-show.words.picture': 'Afterimage no decodifica este formato. El archivo está íntegro en tu carpeta.',
  'viewer.cannot-show.words.film':
    'Su formato necesita un decodificador que esta ventana no tiene. El archivo está íntegro en tu carpeta.',
  'viewer.keys': 'Flechas: anterior y siguiente · + y −: zoom · 0: ajustar · 1: 100 % · I: información · Esc: cerrar',
};
