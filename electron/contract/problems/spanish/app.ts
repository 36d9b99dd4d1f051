import type { appProblems } from '../app.ts';
import type { ProblemMessages } from '../traits.ts';

export const appMessages: Readonly<Record<keyof typeof appProblems, ProblemMessages>> = {
  'engine-crashed': {
    title: 'El motor de copias se cerró de forma inesperada',
    explanation:
      'La parte de Afterimage que hace el trabajo se detuvo. Los archivos a medias están en el área temporal; todo lo guardado está intacto.',
    wayOut:
      'No tienes que hacer nada si se reinicia solo. Si no, elige «Reiniciar el motor» y guarda un paquete de soporte si eso no ayuda.',
  },
  'settings-damaged': {
    title: 'No se pudieron leer los ajustes',
    explanation: 'El archivo estaba dañado o lo escribió otra versión. Se ha apartado y los ajustes empiezan de nuevo.',
    wayOut: 'Revisa los ajustes y vuelve a elegir la carpeta de copia. La copia en sí no se ve afectada.',
  },
  'entry-unknown': {
    title: 'Esto no está en el catálogo',
    explanation: 'Lo que se muestra puede ser más antiguo que el catálogo, o la carpeta de copia cambió entretanto.',
    wayOut: 'Vuelve a abrir la lista.',
  },
  'folder-not-opened': {
    title: 'No se pudo abrir la carpeta',
    explanation: 'El sistema no tiene un gestor de archivos para ella, o su disco no está conectado.',
    wayOut:
      'Comprueba que el disco esté conectado o abre la carpeta en tu gestor de archivos. En Ajustes verás dónde está.',
  },
  'file-not-opened': {
    title: 'No se pudo abrir el archivo',
    explanation:
      'No hay ningún programa para este tipo de archivo, o su nombre no termina como el de una foto o un vídeo.',
    wayOut: 'Elige «Mostrar en la carpeta» y ábrelo con el programa que quieras.',
  },
  'file-not-saved': {
    title: 'No se pudo guardar el archivo',
    explanation: 'El lugar elegido no lo admite: está lleno, es de solo lectura o ya no está.',
    wayOut: 'Guárdalo en otro lugar.',
  },
  'watch-folder-gone': {
    title: 'No se puede leer la carpeta vigilada',
    explanation: 'Se movió o se borró, su disco no está conectado o el sistema impide leerla.',
    wayOut: 'Conecta el disco o inicia el programa que ofrece la carpeta, o elige otra.',
  },
  'link-not-opened': {
    title: 'No se pudo abrir la página',
    explanation: 'El sistema no encontró un programa para ella, o Afterimage no abre esa dirección.',
    wayOut: 'Ábrela a mano en tu navegador.',
  },
  'text-not-copied': {
    title: 'No se pudo copiar el texto',
    explanation: 'El sistema rechazó el portapapeles, u otro programa lo tiene ocupado.',
    wayOut: 'Inténtalo otra vez o selecciona el texto y cópialo con Ctrl+C (⌘C en Mac).',
  },
  'data-folder-busy': {
    title: 'Afterimage ya se está ejecutando aquí',
    explanation: 'Otro proceso trabaja con los mismos ajustes y las mismas sesiones.',
    wayOut: 'Deténlo antes: con Ctrl+C donde se ejecuta, o con afterimage service uninstall si es un servicio.',
  },
  'service-refused': {
    title: 'El sistema no gestiona el servicio',
    explanation:
      'El programa que mantiene los servicios en marcha lo ha rechazado o no existe. El servicio no funciona.',
    wayOut:
      'Corrige lo que dice el sistema e instálalo de nuevo. Mientras tanto, ejecútalo en primer plano con afterimage daemon.',
  },
  'healthcheck-failed': {
    title: 'No se pudo avisar al healthcheck',
    explanation: 'Quien vigila esta dirección puede creer que falló o que no tuvo lugar.',
    wayOut: 'Comprueba la dirección de --healthcheck y lo que responde.',
  },
  'hook-failed': {
    title: 'El comando posterior ha fallado',
    explanation: 'Lo anterior terminó como se dijo. Puede que no se haya hecho lo que el comando debía hacer.',
    wayOut: 'Comprueba el comando de --on-success o --on-failure.',
  },
  'run-going-on': {
    title: 'Hay una copia, importación o comprobación en curso',
    explanation: 'Esto tiene que esperar a que termine.',
    wayOut: 'Detenla antes o espera a que termine.',
  },
  'page-file-damaged': {
    title: 'Falta una parte de Afterimage o está dañada',
    explanation:
      'No se pudo cargar un archivo que necesita esta ventana. Tus copias no se ven afectadas: funcionan fuera de ella.',
    wayOut: 'Vuelve a cargar. Si no ayuda, instala Afterimage de nuevo: tu copia y tus ajustes se conservan.',
  },
  'page-not-connected': {
    title: 'Esta ventana no está conectada con Afterimage',
    explanation:
      'No se ejecutó el script que las conecta. Tus copias no se ven afectadas: funcionan fuera de esta ventana.',
    wayOut: 'Vuelve a cargar. Si no ayuda, cierra Afterimage y ábrelo de nuevo.',
  },
  'page-not-started': {
    title: 'Se produjo un error en esta ventana',
    explanation:
      'Ocurrió antes de que se pudiera mostrar algo. Tus copias no se ven afectadas: funcionan fuera de esta ventana.',
    wayOut: 'Vuelve a cargar. Si no ayuda, cierra Afterimage, ábrelo de nuevo e informa del error con sus detalles.',
  },
};
