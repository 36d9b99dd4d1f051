import type { problemTexts as english } from '../english/problems.ts';
import type { Translation } from '../icu.ts';

export const problemTexts: Translation<typeof english> = {
  'way-out.of-code': '{problem}',
  'way-out.as-stored': '{words}',
  'way-out.proxy-credentials':
    'El proxy pide usuario y contraseña: ponlos en HTTPS_PROXY (http://user:password@host:port).',
  'way-out.proxy-refused':
    'El proxy respondió {status}. Quien lo gestione debe permitir googleapis.com, google.com y googleusercontent.com.',
  'way-out.certificate-of-company':
    'Tu empresa, centro o antivirus lee las conexiones cifradas. Guarda su certificado raíz en un archivo y pon su ruta en NODE_EXTRA_CA_CERTS.',
  'way-out.wrong-clock': 'Comprueba la fecha y la hora de este equipo y reinténtalo.',
  'way-out.network-sign-in': 'Abre cualquier web en un navegador, inicia sesión en esta red y reinténtalo.',
  'way-out.proxy-variable': 'Corrige {variable}, por ejemplo http://proxy.example:3128, o quítala.',
  'way-out.correct-variable': 'Corrige {variable} o quítala.',
  'way-out.set-home':
    'Pon en {variable} tu carpeta personal, o indica la carpeta de los datos de Afterimage: --data-dir PATH',
  'way-out.correct-folder': 'Conecta el disco y vuelve a intentarlo, o corrige {option}.',
  'way-out.name-by-id': 'Indica por su ID el álbum al que te refieres.',
  'way-out.unaccepted-type': 'Conviértelo en una foto o un vídeo que Google Fotos acepte y sube el resultado.',
  'way-out.upload-folder': 'Indica los archivos que contiene, como CARPETA/*.',
  'way-out.client-file-again': 'Añade otra vez el archivo de cliente o usa el mismo --token-store que antes.',
  'way-out.token-file-open':
    'Haz que solo tú puedas leerlo (chmod 600 {path}). Si otros han podido leerlo, cierra la sesión y vuelve a iniciarla.',
  'way-out.token-file-elsewhere':
    'Indica un archivo de tokens en el disco del sistema, por ejemplo en tu carpeta personal, y vuelve a iniciar sesión.',
  'way-out.token-file-no-file': 'Indica otro archivo de tokens o quita lo que ocupa su lugar.',
  'way-out.permission-at-google':
    'Afterimage ha olvidado la sesión. Para retirarla también en Google, quítala en la página enlazada.',
  'way-out.seven-days':
    'Vuelve a iniciar sesión. Terminó unos siete días después de iniciarla: si tu proyecto está en estado «Testing», elige antes «Publicar aplicación» en Google Cloud.',
  'way-out.make-profile': 'Créalo eligiendo su carpeta: afterimage destination set PATH',
  'way-out.no-systemd':
    'Aquí no funciona systemd, como en la mayoría de los contenedores. Haz que lo que inicia los programas aquí ejecute: afterimage daemon',
  'way-out.no-user-session':
    'systemd no gestiona nada para ti aquí, porque no has iniciado sesión de la forma habitual. Ejecuta: sudo loginctl enable-linger {user}; luego: export XDG_RUNTIME_DIR=/run/user/{id}; y repite este comando. Para todo el sistema, como root: afterimage service install --system --user {user}',
  'way-out.name-a-folder': 'Indica la carpeta: afterimage destination set PATH.',
  'way-out.quit-app': 'Ciérrala antes: «Salir de Afterimage» en su menú.',
  'way-out.write-out-home':
    'Escribe la ruta completa, empezando por tu carpeta personal. Si la carpeta se llama así de verdad, escríbela como {path}.',
  'way-out.move-away': 'Sácalo de la carpeta de copia. La próxima copia escribe el archivo que va ahí.',
  'way-out.accept-a-photo':
    'Solo se pueden aceptar fotos y vídeos de Photos. Los archivos de datos modificados y tus propios archivos se quedan como están. Para conservar una copia editada de un álbum, sácala del álbum.',
  'way-out.name-a-stored-file':
    'Comprueba la ruta. No se pueden explicar los archivos que Afterimage no creó ni los que se movieron después.',
  'way-out.keychain':
    'Desbloquea el llavero, o elige «Abrir el llavero» para que te pida la contraseña. Afterimage también lo comprueba. Sin llavero, define el ID de cliente e inicia sesión otra vez; durará hasta que cierres Afterimage.',
  'way-out.keychain-later':
    'Desbloquea el llavero: Afterimage pasará la sesión ahí. Si este sistema no tiene, instala uno (en Linux: GNOME Keyring o KWallet).',
  'way-out.drive-checksum-zip':
    'Cada foto que contiene superó su propia comprobación (CRC) y está guardada. El archivo cuenta como no importado: descárgalo en el navegador e impórtalo desde el disco, o vuelve a pedir la exportación.',
  'way-out.drive-other-account':
    'No tienes que hacer nada si {drive}, en cuyo Google Drive está, y {owner}, de quien es la exportación, son cuentas tuyas. Si no, inicia sesión con la cuenta cuyas exportaciones quieres y conecta su Google Drive.',
};
