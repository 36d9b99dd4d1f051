import type { exportProblems } from '../export.ts';
import type { ProblemMessages } from '../traits.ts';

export const exportMessages: Readonly<Record<keyof typeof exportProblems, ProblemMessages>> = {
  'part-missing': {
    title: 'No está este archivo de exportación',
    explanation: 'El archivo o la carpeta no existe: se movió o se borró, o su disco no está conectado.',
    wayOut: 'Conecta el disco o indica dónde está ahora, e impórtalo otra vez.',
  },
  'part-unreadable': {
    title: 'No se puede abrir este archivo de exportación',
    explanation: 'El sistema impide leerlo, o no es ni un archivo ni una carpeta.',
    wayOut: 'Comprueba sus permisos o cópialo a otro lugar, e impórtalo otra vez.',
  },
  'part-gone': {
    title: 'El disco con la exportación desapareció',
    explanation:
      'La lectura se cortó: el disco se desconectó, la unidad de red ya no está o el disco falla. Lo guardado está íntegro.',
    wayOut: 'Conecta el disco e importa otra vez: se reanuda donde se quedó.',
  },
  'part-changed': {
    title: 'Un archivo de exportación cambió mientras se leía',
    explanation: 'Otro programa escribió en él o lo sustituyó, como hace una descarga en curso.',
    wayOut: 'Espera a que nada escriba en él e importa otra vez.',
  },
  'part-empty': {
    title: 'Este archivo de exportación está vacío',
    explanation: 'No contiene ningún archivo. Así quedan las descargas que fallan enseguida.',
    wayOut: 'Descárgalo otra vez desde el correo o la página de Takeout de Google e impórtalo.',
  },
  'part-unfinished': {
    title: 'Este archivo de exportación aún se está descargando',
    explanation: 'Su nombre, o un archivo junto a él, indica que la descarga sigue o se abandonó.',
    wayOut: 'Espera a que termine o empieza de nuevo, e importa el archivo terminado.',
  },
  'part-not-archive': {
    title: 'Este archivo no es un archivo comprimido',
    explanation:
      'Los archivos de exportación son zip o tgz; este no es ninguno, se llame como se llame. Quizá el navegador guardó una página de Google en su lugar.',
    wayOut:
      'Importa los archivos que ofrece Google. Si este era uno, inicia sesión en Google en el navegador y descárgalo otra vez.',
  },
  'part-truncated': {
    title: 'A este archivo de exportación le falta el final',
    explanation: 'La descarga se interrumpió. Un zip tiene su índice al final; de un tgz se pierde el resto.',
    wayOut: 'Vuelve a descargarlo desde el correo o la página de Takeout de Google e impórtalo.',
  },
  'part-damaged': {
    title: 'Este archivo de exportación está dañado',
    explanation: 'El archivo se contradice. Lo que se pudo leer antes se conserva.',
    wayOut: 'Descárgalo otra vez e impórtalo: lo ya guardado no se guarda dos veces. Revisa el disco.',
  },
  'part-encrypted': {
    title: 'Este archivo está cifrado',
    explanation: 'Google no cifra las exportaciones: alguien lo volvió a comprimir con contraseña.',
    wayOut: 'Importa el archivo tal como lo entregó Google, o extrae este e importa la carpeta.',
  },
  'part-holds-archives': {
    title: 'Un archivo de exportación está dentro de otro archivo',
    explanation: 'Está comprimido dos veces o a más de un nivel, así que no se puede leer ahí. No se importó.',
    wayOut: 'Descomprime el archivo exterior e importa los que salgan de él.',
  },
  'part-without-photos': {
    title: 'Este archivo de exportación no contiene fotos',
    explanation:
      'Contiene el índice de la exportación, datos de fotos de otros archivos o de otros productos de Google. No falta nada de él en la copia.',
    wayOut: 'No tienes que hacer nada. Si debería tener fotos, pide una exportación de Google Fotos.',
  },
  'part-wanted-again': {
    title: 'Hay que volver a importar este archivo de exportación',
    explanation:
      'Cuando se importó, nada decía qué carpeta es la de Google Fotos. Ahora otro archivo lo dice, pero este ya no está donde estaba.',
    wayOut: 'Conecta el disco donde esté o descárgalo de nuevo, e impórtalo otra vez.',
  },
  'bare-file-waiting': {
    title: 'Este archivo espera a su exportación',
    explanation:
      'Google entrega los archivos muy grandes aparte. Ninguna exportación importada lo da por ausente, así que no se conocen su fecha ni sus álbumes. Aún no está en la copia.',
    wayOut:
      'Importa los archivos de la misma exportación junto con este. Si no es de Google Takeout, no hay nada que hacer.',
  },
  'part-not-recognised': {
    title: 'No es un archivo de exportación de Takeout',
    explanation:
      'Se llaman «takeout-», fecha y número, y terminan en .zip o .tgz; una exportación extraída contiene una carpeta «Takeout».',
    wayOut: 'Elige los archivos con los nombres de Google, la carpeta donde están o la carpeta extraída.',
  },
  'entry-refused': {
    title: 'Se rechazó un archivo de la exportación',
    explanation:
      'Su nombre lleva fuera de la exportación o no puede ser un nombre, o es un enlace o un dispositivo: Google no escribe eso.',
    wayOut: 'Importa el archivo tal como lo entregó Google. Todo lo demás que contiene se importa.',
  },
  'entry-encrypted': {
    title: 'Un archivo de la exportación está cifrado',
    explanation: 'Google no cifra las exportaciones: alguien volvió a comprimir este archivo con contraseña.',
    wayOut: 'Importa el archivo como lo entregó Google, o extráelo e importa la carpeta.',
  },
  'entry-unsupported': {
    title: 'Un archivo está comprimido de forma desconocida',
    explanation:
      'Google comprime las exportaciones con «deflate» o no las comprime: alguien volvió a comprimir este archivo.',
    wayOut: 'Importa el archivo de Google sin cambios, o extrae este e importa la carpeta.',
  },
  'entry-damaged': {
    title: 'Un archivo de la exportación está dañado',
    explanation: 'Sus bytes no tienen la longitud o la suma que indica el archivo comprimido. No se guardó.',
    wayOut: 'Descarga otra vez este archivo de exportación e impórtalo: solo se guarda lo que falta. Revisa el disco.',
  },
  'entry-kept-damaged': {
    title: 'Una foto de la exportación está dañada',
    explanation:
      'Sus bytes no coinciden con la suma del archivo de exportación. Se guardó tal cual, porque una foto dañada es mejor que ninguna.',
    wayOut: 'Descarga otra vez este archivo de exportación e impórtalo: una copia íntegra la sustituirá.',
  },
  'entry-too-large': {
    title: 'Un archivo de datos de la exportación es demasiado grande',
    explanation: 'Un archivo que debería describir una foto es mucho mayor de lo normal. No se leyó.',
    wayOut: 'No tienes que hacer nada: la foto se conserva.',
  },
  'entry-not-media': {
    title: 'Este archivo de la exportación no es una foto ni un vídeo',
    explanation: 'Está entre las fotos, pero su contenido no es de ningún tipo que conozca Afterimage. No se guardó.',
    wayOut: 'Conserva la exportación si necesitas este archivo; todo lo demás se importa.',
  },
  'sidecar-unreadable': {
    title: 'No se puede leer un archivo JSON de la exportación',
    explanation:
      'Está dañado, es demasiado grande o no está escrito como lo hace Google. Si describe una foto, esta se guarda sin la fecha, el lugar y la descripción que contiene.',
    wayOut: 'Descarga otra vez el archivo de exportación e impórtalo: se añade lo que se pueda leer.',
  },
  'export-unknown': {
    title: 'No existe esa exportación',
    explanation: 'Nunca se importó nada de una exportación con ese nombre, o el nombre coincide con varias.',
    wayOut: 'Busca su nombre con «afterimage exports» y escríbelo igual.',
  },
  'index-unreadable': {
    title: 'No se pudo leer el índice de la exportación',
    explanation:
      'Cada exportación tiene una página que enumera su contenido: «archive_browser.html». Esta está dañada o en un formato desconocido. Las fotos se importan igualmente, pero nada demuestra que no falte ninguna.',
    wayOut:
      'Descarga otra vez el archivo con esa página, normalmente el que termina en -001, e impórtalo. Conserva los archivos hasta entonces.',
  },
};
