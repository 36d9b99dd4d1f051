import type { catalogProblems } from '../catalog.ts';
import type { ProblemMessages } from '../traits.ts';

export const catalogMessages: Readonly<Record<keyof typeof catalogProblems, ProblemMessages>> = {
  'catalog-damaged': {
    title: 'El catálogo está dañado',
    explanation:
      'No se puede leer la base de datos que recuerda lo guardado, y no se encontró una copia utilizable. Tus fotos no se ven afectadas.',
    wayOut:
      'Vuelve a iniciar la copia: los archivos del disco se reconocen por su contenido y nada de lo guardado se descarga otra vez.',
  },
  'catalog-restored': {
    title: 'El catálogo estaba dañado y se ha restaurado',
    explanation:
      'La base de datos se recuperó de la copia en la carpeta y se comparó con ella. El archivo dañado se ha apartado.',
    wayOut: 'No tienes que hacer nada. Si vuelve a pasar, revisa el disco con la carpeta de datos de Afterimage.',
  },
  'catalog-trimmed': {
    title: 'Se ha omitido una parte del catálogo',
    explanation:
      'La copia del catálogo en la carpeta nombraba archivos de fuera de ella o en lugares que Afterimage no usa. Esas entradas se omitieron y no se tocó nada de fuera.',
    wayOut: 'Verifica la copia. Si no cambiaste tú la carpeta, averigua quién lo hizo.',
  },
  'catalog-newer': {
    title: 'El catálogo lo escribió una versión más nueva de Afterimage',
    explanation: 'Esta versión no conoce su formato y lo deja intacto.',
    wayOut: 'Actualiza Afterimage.',
  },
};
