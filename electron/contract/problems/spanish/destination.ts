import type { destinationProblems } from '../destination.ts';
import type { ProblemMessages } from '../traits.ts';

export const destinationMessages: Readonly<Record<keyof typeof destinationProblems, ProblemMessages>> = {
  'destination-not-set': {
    title: 'Aún no hay carpeta de copia',
    explanation: 'Afterimage necesita una carpeta donde guardar la copia.',
    wayOut: 'Elige una carpeta (línea de comandos: afterimage destination set PATH).',
  },
  'folder-not-found': {
    title: 'No existe esa carpeta',
    explanation: 'No está ni la carpeta ni la que la contiene. Quizá su disco no está conectado.',
    wayOut: 'Revisa cómo está escrita, conecta el disco o crea antes la carpeta que la contiene.',
  },
  'destination-missing': {
    title: 'No está la carpeta de copia',
    explanation:
      'El disco está desconectado, la unidad de red no está conectada o la carpeta se movió. No se escribió nada.',
    wayOut: 'Conecta el disco y reinténtalo, o elige la nueva ubicación de la carpeta.',
  },
  'destination-foreign': {
    title: 'No es la misma carpeta de copia que antes',
    explanation:
      'Falta la identidad de la carpeta o es de otra copia, como pasa con un punto de montaje vacío o un disco cambiado. No se escribió nada.',
    wayOut: 'Conecta el disco correcto o vuelve a definir la carpeta para empezar o adoptar una copia en ella.',
  },
  'destination-not-writable': {
    title: 'No se puede escribir en la carpeta de copia',
    explanation: 'El disco es de solo lectura o tu usuario no puede escribir ahí.',
    wayOut: 'Cambia los permisos de la carpeta o elige otra.',
  },
  'destination-full': {
    title: 'El disco de la copia está lleno',
    explanation: 'Todo lo guardado hasta ahora está íntegro; no quedó nada a medias.',
    wayOut: 'Libera espacio o elige un disco más grande y reinténtalo.',
  },
  'min-free-reached': {
    title: 'Se alcanzó el espacio libre que quieres conservar',
    explanation:
      'El disco de la copia tiene espacio, pero pediste que esa parte quede libre. Todo lo guardado está íntegro.',
    wayOut: 'Libera espacio, reduce «min-free» o elige un disco más grande, y reinténtalo.',
  },
  'destination-inodes-full': {
    title: 'El disco de la copia no admite más archivos',
    explanation:
      'Tiene espacio libre, pero su sistema de archivos solo admite un número fijo de archivos (inodos) y todos están en uso. Todo lo guardado está íntegro.',
    wayOut: 'Borra archivos que no necesites de este disco o elige uno que admita más, y reinténtalo.',
  },
  'destination-busy': {
    title: 'Otra copia está usando esta carpeta',
    explanation: 'Solo una copia a la vez puede escribir en una carpeta.',
    wayOut: 'Espera a que termine la otra o detenla.',
  },
  'destination-unsuitable': {
    title: 'Esta carpeta no sirve para una copia',
    explanation: 'Es un archivo, una carpeta del sistema o contiene otras cosas donde la copia necesita estar.',
    wayOut: 'Elige una carpeta vacía solo para la copia.',
  },
  'destination-link': {
    title: 'Un enlace estorba dentro de la carpeta de copia',
    explanation:
      'Afterimage no sigue enlaces dentro de la carpeta, porque pueden llevar fuera de ella. No se escribió nada a través del enlace.',
    wayOut:
      'Borra el enlace (no su destino) y reinténtalo. Si tus fotos están detrás, muévelas a donde estaba el enlace.',
  },
  'folder-ahead': {
    title: 'La carpeta de copia iba por delante de este equipo',
    explanation:
      'Otro equipo copió en ella, o este se restauró a un estado anterior. Primero se añadió aquí lo que sabe la carpeta, así que nada se guarda dos veces.',
    wayOut: 'No tienes que hacer nada.',
  },
  'folder-older': {
    title: 'Ha vuelto una copia más antigua de la carpeta',
    explanation:
      'La carpeta se sustituyó por una copia, o hay otra conectada: no tiene lo escrito desde entonces. Cada archivo se compara con el catálogo y lo que falte se copia otra vez.',
    wayOut:
      'No tienes que hacer nada. Las fotos de exportaciones que falten vuelven al importar la exportación de nuevo.',
  },
  'folder-compared': {
    title: 'La carpeta de copia se comparó con el catálogo',
    explanation:
      'Otro equipo empezó a escribir en ella y se interrumpió, o su marca (.afterimage/stamp.json) no se conoce aquí. Se revisó cada archivo.',
    wayOut: 'No hay que hacer nada.',
  },
  'name-impossible': {
    title: 'El sistema de archivos no acepta este nombre',
    explanation: 'Ni siquiera con un nombre seguro se pudo crear el archivo.',
    wayOut: 'Elige una carpeta con una ruta más corta u otro sistema de archivos.',
  },
  'file-too-large': {
    title: 'Este archivo es demasiado grande para el disco',
    explanation: 'El sistema de archivos limita el tamaño de cada archivo. En FAT32 el límite es de 4 GB.',
    wayOut: 'Elige una carpeta en un disco con exFAT, NTFS, APFS o ext4. Lo más pequeño sí se copia.',
  },
  'file-busy': {
    title: 'Otro programa tenía ocupado este archivo',
    explanation:
      'Un antivirus o cliente de nube mantuvo abierto el archivo nuevo demasiado tiempo. Los demás se pueden escribir.',
    wayOut:
      'No tienes que hacer nada: la próxima copia lo reintenta. Si se repite, excluye la carpeta de copia en ese programa.',
  },
  'file-missing': {
    title: 'Falta un archivo copiado',
    explanation: 'Se guardó y se comprobó, pero ya no está en la carpeta.',
    wayOut: 'Devuélvelo si lo moviste, o repara la copia (línea de comandos: afterimage verify --repair).',
  },
  'file-changed': {
    title: 'Un archivo copiado ha cambiado',
    explanation:
      'Su contenido ya no coincide con la suma de comprobación de cuando se guardó: otro programa lo cambió o el disco falla.',
    wayOut:
      'Repara la copia (línea de comandos: afterimage verify --repair); el archivo cambiado queda en cuarentena. Si lo editaste a propósito, consérvalo: afterimage verify --accept FILE.',
  },
  'file-unreadable': {
    title: 'No se puede leer un archivo copiado',
    explanation:
      'El archivo está en la carpeta, pero el sistema no pudo leerlo: el disco falla ahí o tu usuario no puede abrirlo.',
    wayOut:
      'Revisa el disco y los permisos del archivo y después repara la copia (línea de comandos: afterimage verify --repair).',
  },
  'sidecar-edited': {
    title: 'Un archivo XMP se editó y se queda como está',
    explanation:
      'Tú u otro programa cambió un archivo .xmp de Afterimage. Tus cambios se conservan, así que no contiene lo que ahora dice Google o una exportación.',
    wayOut:
      'No tienes que hacer nada. Si prefieres el de Afterimage, borra el archivo: se escribe de nuevo con la próxima novedad de la foto.',
  },
  'sidecar-damaged': {
    title: 'Falta un archivo XMP o está dañado',
    explanation:
      'Un archivo .xmp con datos de una foto no está, está vacío o no se puede leer. La foto no se ve afectada.',
    wayOut: 'Repara la copia (línea de comandos: afterimage verify --repair). Se escribe de nuevo con lo que se sabe.',
  },
  'album-view-damaged': {
    title: 'La carpeta de un álbum falta o está dañada',
    explanation: 'Hay entradas en Albums que no están o ya no llevan a sus fotos. Las fotos están en Photos.',
    wayOut: 'Repara la copia (línea de comandos: afterimage verify --repair). Las entradas se crean de nuevo.',
  },
  'sums-damaged': {
    title: 'La lista de sumas falta o no es correcta',
    explanation:
      'Ya no dice lo que se guardó, así que sha256sum -c señalaría archivos correctos o pasaría otros por alto.',
    wayOut: 'Repara la copia (línea de comandos: afterimage verify --repair). La lista se escribe de nuevo.',
  },
  'backup-damaged': {
    title: 'Hay partes de la copia que faltan o están dañadas',
    explanation:
      'Hay archivos de la carpeta que no están o no son los que se guardaron. «afterimage verify» los enumera.',
    wayOut: 'Repara la copia (línea de comandos: afterimage verify --repair).',
  },
  'file-is-another': {
    title: 'Es una copia de otra foto de la copia de seguridad',
    explanation: 'Su contenido ya está guardado con otro nombre, así que no puede ser el contenido de esta foto.',
    wayOut: 'Ejecuta afterimage verify --repair para recuperar la foto que va aquí.',
  },
  'file-empty': {
    title: 'El archivo está vacío',
    explanation: 'Un archivo de 0 bytes no es una foto ni un vídeo: probablemente se interrumpió su escritura.',
    wayOut: 'Ejecuta afterimage verify --repair para recuperar la foto.',
  },
  'album-view-incomplete': {
    title: 'No se pudo actualizar la carpeta de un álbum',
    explanation: 'Las fotos están en Photos; solo no se pudo crear su entrada en Albums.',
    wayOut: 'Comprueba que nada más escriba en Albums; la próxima copia lo reintenta.',
  },
  'destination-read-only': {
    title: 'La carpeta de copia es de solo lectura',
    explanation: 'Puedes ver la copia y hacer que se compruebe. No se puede copiar nada nuevo en ella.',
    wayOut: 'Para volver a copiar, permite la escritura en el disco o elige otra carpeta.',
  },
  'stamp-missing': {
    title: 'El sello de la carpeta de copia falta o está dañado',
    explanation:
      'El archivo .afterimage/stamp.json dice quién escribió por última vez en la carpeta. Sin él, cada archivo de la carpeta se compara con el catálogo, y lo que falta se copia otra vez.',
    wayOut: 'No hay que hacer nada: la próxima copia lo escribe de nuevo.',
  },
};
