import type { generalProblems } from '../general.ts';
import type { ProblemMessages } from '../traits.ts';

export const generalMessages: Readonly<Record<keyof typeof generalProblems, ProblemMessages>> = {
  usage: {
    title: 'No se entendió el comando',
    explanation: 'Falta una opción o un argumento, o no está permitido.',
    wayOut: 'Consulta --help.',
  },
  'file-not-found': {
    title: 'No existe ese archivo',
    explanation: 'No hay nada en esa ruta, o su disco no está conectado.',
    wayOut: 'Revisa la ruta y cómo está escrita.',
  },
  'file-is-folder': {
    title: 'Es una carpeta, no un archivo',
    explanation: 'Aquí hace falta un solo archivo.',
    wayOut: 'Indica un archivo de la carpeta.',
  },
  'file-not-readable': {
    title: 'No se puede abrir este archivo',
    explanation: 'El sistema lo impide: tu usuario no puede abrirlo o su disco tiene un fallo.',
    wayOut: 'Comprueba sus permisos o cópialo a otro lugar.',
  },
  'album-unknown': {
    title: 'No existe ese álbum',
    explanation: 'Ningún álbum tiene ese ID o título.',
    wayOut: 'Búscalo con afterimage albums list, o con afterimage albums list --stored en la copia.',
  },
  'item-unknown': {
    title: 'No existe ese elemento',
    explanation: 'Ninguna foto ni vídeo tiene ese ID.',
    wayOut: 'Búscalo con afterimage items list, o con afterimage items list --stored en la copia.',
  },
  interrupted: {
    title: 'La copia se detuvo',
    explanation: 'Los archivos en curso se terminaron o quedaron en el área temporal; todo lo guardado está intacto.',
    wayOut: 'Vuelve a iniciar la copia: se reanuda donde se quedó.',
  },
  internal: {
    title: 'Ha ocurrido algo inesperado',
    explanation: 'Es un error de Afterimage. Tus fotos del disco no se ven afectadas.',
    wayOut: 'Reinténtalo; si persiste, informa del error con sus detalles técnicos.',
  },
};
