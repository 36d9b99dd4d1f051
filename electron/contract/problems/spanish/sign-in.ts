import type { signInProblems } from '../sign-in.ts';
import type { ProblemMessages } from '../traits.ts';

export const signInMessages: Readonly<Record<keyof typeof signInProblems, ProblemMessages>> = {
  'sign-in-cancelled': {
    title: 'Se canceló el inicio de sesión',
    explanation: 'No se cambió nada.',
    wayOut: 'Vuelve a iniciar sesión cuando quieras.',
  },
  'sign-in-timeout': {
    title: 'No llegó respuesta del navegador',
    explanation:
      'Afterimage esperó a que volviera la página de inicio de sesión. Si Google mostró un error («access blocked», «redirect_uri_mismatch», «org_internal»), no se lo comunica a Afterimage.',
    wayOut:
      'Inténtalo otra vez. Si Google muestra «access blocked», añádete como usuario de prueba o publica la app; una cuenta de Workspace puede necesitar a su administrador.',
  },
  'sign-in-denied': {
    title: 'No se dio acceso',
    explanation: 'La página se cerró con «Cancelar», o la cuenta no puede usar este cliente.',
    wayOut: 'Vuelve a iniciar sesión y elige «Continuar».',
  },
  'sign-in-failed': {
    title: 'Google rechazó el inicio de sesión',
    explanation: 'La página o el intercambio de su respuesta terminó con un error.',
    wayOut: 'Inténtalo otra vez; si persiste, revisa el ID de cliente en la consola.',
  },
  'sign-in-no-port': {
    title: 'No se pudo abrir un puerto local para iniciar sesión',
    explanation:
      'El navegador entrega la respuesta mediante una dirección de tu equipo (127.0.0.1), y no se pudo abrir ninguna.',
    wayOut: 'Permite que Afterimage escuche en 127.0.0.1 en tu cortafuegos o programa de seguridad, y reinténtalo.',
  },
  'browser-not-opened': {
    title: 'No se pudo abrir el navegador',
    explanation: 'Google solo permite iniciar sesión en un navegador real, y este sistema no ofreció ninguno.',
    wayOut:
      'Abre la dirección mostrada a mano en un navegador de este equipo (en un servidor: redirige el puerto, consulta el README).',
  },
  'account-missing': {
    title: 'Sin sesión iniciada',
    explanation: 'Copiar desde Google requiere una cuenta que haya dado acceso.',
    wayOut: 'Inicia sesión con Google.',
  },
  'account-unknown': {
    title: 'Esta cuenta no tiene la sesión iniciada aquí',
    explanation: 'La cuenta indicada no está entre las que iniciaron sesión en este equipo.',
    wayOut: 'Elige una de las cuentas con sesión, o inicia sesión con ella primero.',
  },
  'account-other': {
    title: 'Inició sesión otra cuenta',
    explanation: 'El permiso se pidió para una cuenta, pero en el navegador había otra y lo dio ella.',
    wayOut: 'Inténtalo otra vez y elige la cuenta correcta en la página de Google.',
  },
  'scope-not-granted': {
    title: 'Un permiso quedó sin marcar',
    explanation: 'En la página de Google se puede desmarcar cada permiso. Lo que no se dio sigue desactivado.',
    wayOut: 'Vuelve a iniciar sesión y deja marcado el permiso indicado.',
  },
  'token-expired-testing': {
    title: 'La sesión terminó a los 7 días',
    explanation:
      'El proyecto de Google Cloud está en estado de publicación «Testing»; ahí Google termina todas las sesiones a los siete días.',
    wayOut:
      'En la consola abre «Público» y elige «Publicar aplicación» (para tu uso no hace falta revisión); después vuelve a iniciar sesión y durará.',
  },
  'token-revoked': {
    title: 'Se retiró el acceso',
    explanation:
      'El permiso se quitó en la cuenta de Google, cambió la contraseña o la sesión no se usó en seis meses.',
    wayOut: 'Inicia sesión otra vez.',
  },
  'keychain-unavailable': {
    title: 'No se puede usar el llavero de este sistema',
    explanation:
      'Afterimage guarda las sesiones solo en el llavero del sistema, y falta, está bloqueado o negó el acceso.',
    wayOut:
      'Desbloquea o instala un llavero (en Linux: GNOME Keyring o KWallet). En un servidor usa --token-store file:PATH, un archivo que solo tú puedes leer.',
  },
  'token-store-unreadable': {
    title: 'No se puede leer la sesión guardada',
    explanation: 'La entrada del llavero o el archivo de tokens está dañado, o lo pueden leer otras personas.',
    wayOut:
      'Vuelve a iniciar sesión; la entrada anterior se conserva hasta entonces. Los archivos de tokens deben ser solo tuyos (chmod 600).',
  },
  'token-store-unwritable': {
    title: 'No se puede escribir el archivo de tokens',
    explanation: 'La sesión no se pudo guardar en el archivo que indica --token-store.',
    wayOut: 'Comprueba que la carpeta exista, sea tuya y tenga espacio, o indica otro archivo.',
  },
  'token-store-unprotected': {
    title: 'Las sesiones se guardan en un archivo sin cifrar',
    explanation:
      'Solo tu usuario puede leer el archivo de tokens, pero no está cifrado: quien pueda leer tus archivos, o una copia de ellos, puede usar la sesión.',
    wayOut:
      'Deja el archivo fuera de copias y carpetas compartidas. Si el sistema tiene llavero, usa --token-store keychain.',
  },
  'token-store-passing': {
    title: 'La sesión dura solo hasta que cierres Afterimage',
    explanation: 'No se usa ningún llavero, así que la sesión está solo en la memoria.',
    wayOut:
      'Instala o desbloquea un llavero (en Linux: GNOME Keyring o KWallet), o en un servidor usa --token-store file:PATH.',
  },
  'token-missing': {
    title: 'La sesión no está guardada aquí',
    explanation:
      'Estaba solo en la memoria y terminó con el programa, se quitó del llavero o está en otro almacén de tokens.',
    wayOut: 'Vuelve a iniciar sesión o usa el mismo --token-store que al iniciarla.',
  },
  'account-file-damaged': {
    title: 'La lista de cuentas estaba dañada',
    explanation:
      'Un archivo de la carpeta de datos no se pudo leer y se apartó con otro nombre. Tus fotos no se ven afectadas.',
    wayOut: 'Define el archivo de cliente y vuelve a iniciar sesión donde Afterimage lo pida.',
  },
  'data-folder-not-folder': {
    title: 'El lugar de los datos de Afterimage no es una carpeta',
    explanation: 'Hay otra cosa en la ruta de --data-dir o por encima de ella.',
    wayOut: 'Indica una carpeta con --data-dir o mueve lo que hay ahí.',
  },
  'data-folder-unusable': {
    title: 'No se puede usar la carpeta propia de Afterimage',
    explanation: 'La carpeta con los ajustes y la lista de cuentas no se puede leer o escribir.',
    wayOut: 'Comprueba sus permisos y el espacio libre de su disco.',
  },
  'data-folder-full': {
    title: 'El disco con la carpeta propia de Afterimage está lleno',
    explanation:
      'Afterimage guarda ahí su catálogo, ajustes y registro, y no pudo escribirlos. No es el disco de la copia, salvo que ambos estén en el mismo.',
    wayOut: 'Libera espacio en ese disco y reinténtalo.',
  },
};
