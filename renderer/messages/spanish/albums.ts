import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { albumsTexts as english } from '../english/albums.ts';

export const albumsTexts: Translation<typeof english> = {
  'albums.title': 'Álbumes',
  'albums.known': '{count, plural, one {# álbum} other {# álbumes}}',
  'albums.found': '{count, plural, one {# álbum encontrado} other {# álbumes encontrados}}',
  'albums.search': 'Buscar por título',
  'albums.order': 'Orden de los álbumes',
  'albums.orders.newest': 'Más recientes',
  'albums.orders.title': 'Título',
  'albums.orders.largest': 'Más grandes',
  'albums.list': 'Álbumes',
  'albums.loading': 'Buscando álbumes…',
  'albums.album-loading': 'Aún sin cargar',
  'albums.again': 'Reintentar',
  'albums.items': '{items, plural, one {# elemento} other {# elementos}}',
  'albums.stored-of': '{stored, number} de {items, number} guardados',
  'albums.untitled': 'Álbum sin título',
  'albums.absent': 'Ya no está en Google',
  'albums.empty.title': 'Aún no hay álbumes',
  'albums.empty.words':
    'Google deja ver a Afterimage los álbumes creados con tu propio ID de cliente. Aparecen aquí después de una copia que encuentre alguno.',
  'albums.empty.to-overview': 'Ir al resumen',
  'albums.nothing-found.title': 'Ningún álbum se llama «{search}»',
  'albums.nothing-found.words': 'Basta con una parte del título.',
  'albums.nothing-found.clear': 'Mostrar todos los álbumes',
  'albums.album.back': 'Todos los álbumes',
  'albums.album.loading': 'Abriendo el álbum…',
  'albums.album.grid': 'Fotos y vídeos de {title}',
  'albums.album.show': 'Mostrar en la carpeta',
  'albums.album.absent': 'Google no muestra este álbum desde el {day}',
  'albums.album.absent-words':
    'Se eliminó allí o ya no se muestra a tu ID de cliente. Tu copia se queda: nunca se quita nada de la copia porque falte en Google.',
  'albums.album.missing':
    '{items, plural, one {# elemento aún no está guardado} other {# elementos aún no están guardados}}',
  'albums.album.missing-words': 'Llegan con la próxima copia o figuran con su motivo en Problemas.',
  'albums.album.to-problems': 'Ver los problemas',
  'albums.album.empty': 'Aún no hay nada guardado de este álbum',
  'albums.album.empty-words': 'Sus fotos aparecen aquí en cuanto una copia las descargue.',
  'albums.album.unknown': 'Este álbum no existe',
  'albums.album.unknown-words': 'Puede que la dirección sea antigua.',
};
