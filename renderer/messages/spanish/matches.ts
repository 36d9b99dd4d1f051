import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { matchesTexts as english } from '../english/matches.ts';

export const matchesTexts: Translation<typeof english> = {
  'matches.title': 'Su título y su nombre coinciden con este archivo.',
  'matches.title-spelled-otherwise': 'Su título y su nombre coinciden con este archivo, con otra grafía.',
  'matches.title-without-extension': 'Su título es el nombre de este archivo sin la extensión.',
  'matches.name': 'Su nombre se forma con el de este archivo, pero su título es otro.',
  'matches.name-spelled-otherwise': 'Su nombre se forma con el de este archivo, con otra grafía, y su título es otro.',
  'matches.name-without-extension': 'Su título es el nombre de este archivo; a su propio nombre le falta la extensión.',
  'matches.name-of-another-form':
    'Su título es el nombre de este archivo; su propio nombre tiene una forma poco común.',
  'matches.name-cut-elsewhere':
    'Su título empieza como el nombre de este archivo y de ningún otro; uno de los nombres se acortó.',
  'matches.edited-copy': 'Este archivo es una copia editada de la foto a la que pertenecen.',
  'matches.edited-copy-of-double': 'Este archivo es una copia editada de la foto con el mismo número.',
  'matches.edited-copy-cut':
    'Según su nombre acortado, este archivo es una copia editada de la foto a la que pertenecen.',
  'matches.edited-copy-other-extension':
    'Este archivo es una copia editada, con otra extensión, de la foto a la que pertenecen.',
  'matches.edited-copy-unlisted':
    'Según su nombre, este archivo es una versión de la foto o el vídeo al que pertenecen.',
  'matches.edited-copy-cut-away':
    'Según lo que queda de su nombre, este archivo es una copia editada de la foto a la que pertenecen.',
  'matches.motion-clip': 'Este archivo es la parte en movimiento de la foto a la que pertenecen.',
  'matches.motion-clip-of-stem': 'Este archivo se llama como la foto a la que pertenecen, y es su parte en movimiento.',
  'matches.several-sidecars': 'Varios archivos de datos podrían pertenecer a este archivo.',
  'matches.several-media': 'Un archivo de datos podría pertenecer a este archivo o a otros de nombre casi igual.',
  'matches.several-pictures': 'Este archivo podría pertenecer a varias fotos.',
  'matches.claimed-twice': 'Varios archivos de distinto contenido tienen el mismo nombre.',
  'matches.another-number': 'Hay datos con el mismo título, pero con otro número.',
  'matches.picture-in-doubt': 'No es seguro qué datos pertenecen a la foto que acompaña este archivo.',
  'matches.picture-not-there': 'Este archivo podría ser la parte en movimiento de una foto que no está.',
  'matches.picture-without-sidecar': 'La foto que acompaña este archivo no tiene datos.',
  'matches.no-sidecar': 'No hay datos para este archivo.',
};
