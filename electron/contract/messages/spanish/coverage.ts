import type { coverageTexts as english } from '../english/coverage.ts';
import type { Translation } from '../icu.ts';

export const coverageTexts: Translation<typeof english> = {
  'coverage.none': 'Tu biblioteca de Google aún no está copiada.',
  'coverage.waiting':
    'Tu biblioteca de Google aún no está copiada. Google suele tardar de 1 a 3 días en crear la exportación.',
  'coverage.order-late':
    'Tu biblioteca de Google aún no está copiada. La exportación que pediste el {orderedAt} no ha llegado.',
  'coverage.only-made':
    '{items, plural, one {Tu biblioteca de Google aún no está copiada, solo # elemento que creó tu ID de cliente.} other {Tu biblioteca de Google aún no está copiada, solo # elementos que creó tu ID de cliente.}}',
  'coverage.only-chosen':
    '{items, plural, one {Tu biblioteca de Google aún no está copiada, solo # elemento que elegiste.} other {Tu biblioteca de Google aún no está copiada, solo # elementos que elegiste.}}',
  'coverage.only-made-and-chosen':
    'Tu biblioteca de Google aún no está copiada, solo {items, number} elementos que creó tu ID de cliente o que elegiste.',
  'coverage.receiving': 'La exportación del {made} no se ha importado hasta el final.',
  'coverage.incomplete':
    '{missing, plural, one {Falta # archivo de la exportación del {made}.} other {Faltan # archivos de la exportación del {made}.}}',
  'coverage.parts-missing':
    '{parts, plural, one {Falta # archivo de la exportación del {made}.} many {Faltan # de archivos de la exportación del {made}.} other {Faltan # archivos de la exportación del {made}.}}',
  'coverage.parts-not-here':
    '{numbersCount, plural, one {Falta el archivo {numbers} de la exportación del {made}.} many {Faltan los archivos {numbers} de la exportación del {made}.} other {Faltan los archivos {numbers} de la exportación del {made}.}}',
  'coverage.broken': 'Un archivo de la exportación del {made} está dañado.',
  'coverage.losses':
    '{failed, plural, one {# archivo de la exportación del {made} no se pudo exportar o guardar.} other {# archivos de la exportación del {made} no se pudieron exportar o guardar.}}',
  'coverage.unproven': 'La exportación del {made} llegó sin una lista legible de sus archivos.',
  'coverage.albums-only': 'La exportación del {made} solo contiene álbumes, no tu biblioteca.',
  'coverage.years-left-out': 'En la exportación del {made} faltan años de los que tienes fotos.',
  'coverage.not-full': 'Nada demuestra que la exportación del {made} contenga toda tu biblioteca.',
  'coverage.gap': 'Falta una exportación entre el {from} y el {made}.',
  'coverage.until': 'Cubierto hasta el {until}.',
  'coverage.late': 'Cubierto hasta el {until}. No ha llegado la exportación prevista para el {expectedAt}.',
  'coverage.old': 'Cubierto hasta el {until}, hace más de 90 días.',
  'coverage.of-unknown': 'Cuenta desconocida: {status}',
  'coverage.of-account': '{account}: {status}',
};
