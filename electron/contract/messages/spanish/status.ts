import type { statusTexts as english } from '../english/status.ts';
import type { Translation } from '../icu.ts';

export const statusTexts: Translation<typeof english> = {
  'status.setting-up': 'Afterimage aún no está configurado.',
  'status.stopping': 'Deteniendo: se terminan los archivos en curso.',
  'status.google-waits': 'Google está limitando las solicitudes. Se reanuda a las {until}.',
  'status.finishing': 'Terminando álbumes y sumas de comprobación.',
  'status.choosing': 'Esperando lo que elijas en Google Fotos.',
  'status.fetching-choice': 'Descargando lo que elegiste: {done, number} de {total, number}.',
  'status.fetching-choice-so-far': 'Descargando lo que elegiste: {done, number} hasta ahora.',
  'status.import-preparing': 'Preparando una importación.',
  'status.import-reading': 'Importando una exportación: leyendo su contenido.',
  'status.import-listing': 'Importando una exportación: {listed, number} fotos encontradas hasta ahora.',
  'status.importing': 'Importando una exportación: {done, number} de {total, number}.',
  'status.importing-so-far': 'Importando una exportación: {done, number} guardadas, aún buscando.',
  'status.import-ended': 'Terminó la importación.',
  'status.preparing': 'Preparando una copia.',
  'status.listing': 'Buscando fotos nuevas: {listed, number} encontradas hasta ahora.',
  'status.backing-up': 'Copiando: {done, number} de {total, number}.',
  'status.backing-up-so-far': 'Copiando: {done, number} descargadas, aún buscando.',
  'status.ended': 'Terminó la copia.',
  'status.paused': 'En pausa hasta que la reanudes.',
  'status.paused-until': 'En pausa hasta {until}.',
  'status.engine-crashed': 'El motor de copias dejó de funcionar.',
  'status.problem': '{problem}.',
  'status.problem-next': '{problem}. Próxima copia: {next}.',
  'status.warning': '{warning}.',
  'status.problems':
    '{problems, plural, one {# problema requiere tu atención.} other {# problemas requieren tu atención.}}',
  'status.checking': 'Leyendo lo que está copiado.',
  'status.damaged':
    '{damaged, plural, one {# archivo de tu carpeta de copia falta o está dañado.} other {# archivos de tu carpeta de copia faltan o están dañados.}}',
  'status.attempts-failed':
    '{attempts, plural, one {# intento fallido: {problem}.} other {# intentos fallidos seguidos: {problem}.}}',
  'status.offline': 'Sin conexión: la copia se reanuda cuando vuelva.',
  'status.restoring': 'Subiendo a Google Fotos: {done, number} de {items, number}.',
  'status.restore-proving':
    'Comprobando {items, plural, one {# elemento subido} other {# elementos subidos}} en Google Fotos.',
  'status.restore-looking-waits': 'Restauración: las solicitudes de hoy se agotaron. La planificación sigue: {until}.',
  'status.restore-waits-day':
    'La restauración espera las solicitudes de mañana: {done, number} de {items, number} subidos. Se reanuda: {until}.',
  'status.restore-waits':
    'Restauración: {done, number} de {items, number} subidos. Google está limitando las solicitudes; se reanuda: {until}.',
  'status.restore-paused': 'Restauración en pausa: {done, number} de {items, number} subidos.',
  'status.restore-held': 'La restauración espera la red eléctrica: {done, number} de {items, number} subidos.',
  'status.restore-halted': 'Restauración detenida: {problem}.',
  'status.restore-retries': 'Restauración detenida: {problem}. Próximo intento: {next}.',
  'status.with-restore': '{status} {restore}',
};
