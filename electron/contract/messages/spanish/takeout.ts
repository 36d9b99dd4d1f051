import type { takeoutTexts as english } from '../english/takeout.ts';
import type { Translation } from '../icu.ts';

export const takeoutTexts: Translation<typeof english> = {
  'takeout.parts-expire':
    '{numbersCount, plural, one {Aún falta el archivo {numbers} de la exportación del {exportedAt}} other {Aún faltan los archivos {numbers} de la exportación del {exportedAt}}}',
  'takeout.parts-expire-undated':
    '{numbersCount, plural, one {Aún falta el archivo {numbers} de una exportación} other {Aún faltan los archivos {numbers} de una exportación}}',
  'takeout.files-expire':
    '{files, plural, one {Aún falta # archivo de la exportación del {exportedAt}} other {Aún faltan # archivos de la exportación del {exportedAt}}}',
  'takeout.parts-expire.way-out': 'Google ofrece la descarga hasta el {until}. Descarga lo que falta e impórtalo.',
  'takeout.export-overdue': 'Debería haber una exportación esperándote',
  'takeout.export-overdue.way-out':
    'Google debía crearla el {expectedAt} y la ofrece durante 7 días. Busca el correo, o mira en la nube que elegiste, e importa los archivos.',
  'takeout.drive-full': 'Puede que la próxima exportación no quepa en Google Drive',
  'takeout.drive-full.way-out':
    'Llegará el {expectedAt}. Haz sitio antes: vacía la papelera de Google Drive o quita exportaciones ya importadas.',
  'takeout.schedule-ends': 'Tu programación de exportaciones termina pronto',
  'takeout.schedule-ends.way-out': 'Pide exportaciones cada 2 meses durante otro año antes del {endsAt}.',
  'takeout.schedule-ended': 'Google ya no crea exportaciones para ti',
  'takeout.schedule-ended.way-out':
    'La programación terminó el {endsAt}. Pide exportaciones cada 2 meses durante otro año.',
};
