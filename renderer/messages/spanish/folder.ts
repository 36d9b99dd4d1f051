import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { folderTexts as english } from '../english/folder.ts';

export const folderTexts: Translation<typeof english> = {
  'folder.path': 'Carpeta',
  'folder.space': 'Espacio en este disco',
  'folder.free-of': '{free} libres de {total}',
  'folder.file-system': 'Sistema de archivos',
  'folder.unknown': 'desconocido',
  'folder.location': 'Ubicación',
  'folder.locations.internal': 'Disco de este equipo',
  'folder.locations.external': 'Disco externo',
  'folder.locations.network': 'Unidad de red',
  'folder.locations.unknown': 'Desconocida',
  'folder.albums': 'Las carpetas de álbumes usan',
  'folder.views.symlink': 'enlaces (sin ocupar más espacio)',
  'folder.views.hardlink': 'enlaces físicos (sin ocupar más espacio)',
  'folder.views.copy': 'copias (este sistema de archivos no admite enlaces)',
  'folder.views.none': 'nada: las carpetas de álbumes están desactivadas',
  'folder.found.title': 'Contiene',
  'folder.found.files': '{files, plural, one {# archivo} other {# archivos}}',
  'folder.found.albums': '{albums, plural, one {# álbum} other {# álbumes}}',
  'folder.found.last': 'última copia {day}',
  'folder.found.never': 'aún no hay una copia completa',
  'folder.found.sentence': 'Ahora se usa la copia de esta carpeta: {text}.',
  'folder.choice.title': '¿Usar esta carpeta?',
  'folder.choice.use': 'Usar {path}',
  'folder.choice.cancel': 'Mantener la carpeta actual',
  'folder.choice.adopts':
    'Esta carpeta ya contiene una copia de Afterimage. Se seguirá usando y no se volverá a descargar nada.',
  'folder.choice.begins': 'En esta carpeta empieza una copia nueva.',
};
