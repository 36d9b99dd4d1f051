import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { verificationTexts as english } from '../english/verification.ts';

export const verificationTexts: Translation<typeof english> = {
  'verification.title': 'Comprobar cada archivo',
  'verification.hint':
    'Lee cada archivo de la carpeta y lo compara con lo que se guardó. No cambia nada. Las copias e importaciones esperan hasta que termine.',
  'verification.start': 'Comprobar cada archivo ahora',
  'verification.stop': 'Detener',
  'verification.stopping': 'Deteniendo…',
  'verification.counting': 'Contando archivos…',
  'verification.progress': 'Archivos comprobados',
  'verification.reading':
    '{files, number} de {total, plural, one {# archivo} many {# de archivos} other {# archivos}} comprobados, {bytes} de {totalBytes}',
  'verification.nothing': 'Aún no hay archivos que comprobar',
  'verification.checked':
    '{checked, plural, one {# archivo comprobado} many {# de archivos comprobados} other {# archivos comprobados}}, {bytes} en {duration}',
  'verification.intact':
    '{checked, plural, one {Está exactamente como se guardó.} many {Todos están exactamente como se guardaron.} other {Todos están exactamente como se guardaron.}}',
  'verification.findings':
    '{findings, plural, one {Falta o está dañado #:} many {Faltan o están dañados #:} other {Faltan o están dañados #:}}',
  'verification.faults.missing': 'falta',
  'verification.faults.cut': 'cortado',
  'verification.faults.changed': 'cambiado',
  'verification.faults.unreadable': 'no se puede leer',
  'verification.more': '{more, plural, one {y # más} many {y # más} other {y # más}}',
  'verification.known':
    '{known, plural, one {Queda # problema de una comprobación anterior.} many {Quedan # de problemas de comprobaciones anteriores.} other {Quedan # problemas de comprobaciones anteriores.}}',
  'verification.edited':
    '{edited, plural, one {Otro programa modificó # archivo de datos; se queda como está.} many {Otro programa modificó # de archivos de datos; se quedan como están.} other {Otro programa modificó # archivos de datos; se quedan como están.}}',
  'verification.quarantined':
    '{quarantined, plural, one {Se sustituyó # archivo dañado, que sigue en cuarentena. Bórralo si no lo necesitas.} many {Se sustituyeron # de archivos dañados, que siguen en cuarentena. Borra lo que no necesites.} other {Se sustituyeron # archivos dañados, que siguen en cuarentena. Borra lo que no necesites.}}',
  'verification.unknown':
    '{unknown, plural, one {# archivo no es de Afterimage y no se ha tocado.} many {# de archivos no son de Afterimage y no se han tocado.} other {# archivos no son de Afterimage y no se han tocado.}}',
  'verification.to-problems': 'Ver los archivos dañados',
  'verification.link': 'Comprobar cada archivo',
  'verification.link-reading': 'Comprobando cada archivo',
};
