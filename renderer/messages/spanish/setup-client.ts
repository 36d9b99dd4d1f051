import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { setupClientTexts as english } from '../english/setup-client.ts';

export const setupClientTexts: Translation<typeof english> = {
  'setup.client.title': 'Crea tu ID de cliente',
  'setup.client.lead':
    'Google exige una clave para cada app. Crearás la tuya en siete pequeños pasos. Gratis, sin tarjeta.',
  'setup.client.guide': 'En la consola de Google',
  'setup.client.guide-again': 'Cómo se crea un ID de cliente',
  'setup.client.estimate': 'unos {minutes}',
  'setup.client.progress': '{done, number} de {total, number} hechos',
  'setup.client.mark-done': 'Hecho, siguiente',
  'setup.client.mark-undone': 'Marcar como no hecho',
  'setup.client.is-done': 'hecho',
  'setup.client.copy': 'Copiar',
  'setup.client.copied': 'Copiado',
  'setup.client.copy-by-hand': 'La línea está seleccionada: cópiala con Ctrl+C (⌘C en un Mac).',
  'setup.client.scope-line': 'La línea que hay que pegar',
  'setup.client.open-second-api': 'Abrir «Google Picker API»',
  'setup.client.apis.photos-library.title': 'Habilita la Photos Library API',
  'setup.client.apis.photos-library.open': 'Abrir «Photos Library API»',
  'setup.client.apis.photos-library.words':
    'Pulsa «Habilitar». Google necesita unos minutos hasta que funcione en todas partes; mientras tanto puedes continuar.',
  'setup.client.apis.photos-library.picture': 'La página de la Photos Library API. El botón «Habilitar» está señalado.',
  'setup.client.apis.photos-picker.title': 'Habilita la Photos Picker API',
  'setup.client.apis.photos-picker.open': 'Abrir «Photos Picker API»',
  'setup.client.apis.photos-picker.words':
    'Pulsa «Habilitar». No la confundas con la «Google Picker API», que sirve para otra cosa.',
  'setup.client.apis.photos-picker.picture': 'La página de la Photos Picker API. El botón «Habilitar» está señalado.',
  'setup.client.apis.drive.title': 'Habilita la Google Drive API',
  'setup.client.apis.drive.open': 'Abrir «Google Drive API»',
  'setup.client.apis.drive.words':
    'Pulsa «Habilitar». Google necesita unos minutos hasta que funcione en todas partes; mientras tanto puedes continuar.',
  'setup.client.apis.drive.picture': 'La página de la Google Drive API. El botón «Habilitar» está señalado.',
  'setup.client.apis.drive-picked.title': 'Habilita la Google Drive API y la Google Picker API',
  'setup.client.apis.drive-picked.open': 'Abrir «Google Drive API»',
  'setup.client.apis.drive-picked.words':
    'Pulsa «Habilitar» en las dos páginas. La Google Picker API muestra la página en la que eliges los archivos.',
  'setup.client.apis.drive-picked.picture': 'La página de la Google Drive API. El botón «Habilitar» está señalado.',
  'setup.client.tasks.enter.title': 'Entra en Google Cloud',
  'setup.client.tasks.enter.open': 'Abrir Google Cloud',
  'setup.client.tasks.enter.words':
    'Comprueba la imagen de arriba a la derecha: debe ser la cuenta que quieres. Google suele abrir otra; haz clic en la imagen para cambiar.\nLa primera vez, elige tu país, marca las condiciones del servicio y pulsa «Aceptar y continuar».\nNo hagas caso del aviso de prueba gratuita ni de nada que pida una tarjeta. No necesitas ninguno de los dos.',
  'setup.client.tasks.enter.picture':
    'La primera página de Google Cloud: están señalados la imagen de la cuenta arriba a la derecha y luego el país, las condiciones y «Aceptar y continuar».',
  'setup.client.tasks.project.title': 'Crea un proyecto',
  'setup.client.tasks.project.open': 'Abrir «Proyecto nuevo»',
  'setup.client.tasks.project.words':
    'Sirve cualquier nombre, por ejemplo «Copia de fotos». Deja la ubicación como está y pulsa «Crear».\nEspera a que la consola avise de que está listo y comprueba que su nombre aparece arriba en la página: todos los pasos siguientes son de este proyecto.',
  'setup.client.tasks.project.picture':
    'La página «Proyecto nuevo» con un campo para el nombre. Debajo está señalado el botón «Crear».',
  'setup.client.tasks.app.title': 'Ponle nombre a tu app',
  'setup.client.tasks.app.open': 'Abrir la descripción general',
  'setup.client.tasks.app.words':
    'Pulsa «Comenzar». El nombre de la app es cosa tuya, pero Google rechaza los que se parecen a los suyos («Google Photos backup»). Como correo de asistencia elige tu propia dirección.\nPúblico: «Externo». Indica otra vez tu dirección como contacto, acepta la política y pulsa «Crear».',
  'setup.client.tasks.app.picture':
    'Un formulario en cuatro partes: información de la app, público, datos de contacto, finalizar. La opción «Externo» está señalada.',
  'setup.client.tasks.scope.title': 'Indica qué puede leer',
  'setup.client.tasks.scope.open': 'Abrir «Acceso a los datos»',
  'setup.client.tasks.scope.words':
    'Pulsa «Añadir o quitar permisos». Al final del panel que se abre, pega la línea de abajo en «Añadir permisos manualmente»; después «Añadir a la tabla», «Actualizar» y «Guardar».',
  'setup.client.tasks.scope.picture':
    'Un panel con una lista de permisos. Al final está señalado el campo «Añadir permisos manualmente».',
  'setup.client.tasks.create.title': 'Crea el cliente',
  'setup.client.tasks.create.open': 'Abrir «Clientes»',
  'setup.client.tasks.create.words':
    'Pulsa «Crear cliente». Tipo de aplicación: «App de escritorio», y ningún otro. Sirve cualquier nombre. Pulsa «Crear».',
  'setup.client.tasks.create.picture':
    'La página «Crear ID de cliente de OAuth». El tipo de aplicación «App de escritorio» está señalado.',
  'setup.client.tasks.download.title': 'Descarga su archivo enseguida',
  'setup.client.tasks.download.open': 'Abrir «Clientes»',
  'setup.client.tasks.download.words':
    'En la ventana que aparece, pulsa «Descargar JSON». Google muestra el secreto solo esta vez.\nSi la ventana ya no está, abre el cliente, añade un secreto nuevo y descárgalo.',
  'setup.client.tasks.download.picture': 'La ventana «Cliente de OAuth creado». «Descargar JSON» está señalado.',
  'setup.intake.title': 'Añade tu archivo de cliente',
  'setup.intake.drop': 'Suelta aquí el archivo',
  'setup.intake.drop-now': 'Suelta: se lee al momento',
  'setup.intake.file-name': 'Su nombre empieza por client_secret_ y lo más probable es que esté en tus descargas.',
  'setup.intake.choose': 'Elegir el archivo…',
  'setup.intake.downloads.ask': 'Buscar en Descargas',
  'setup.intake.downloads.none': 'Aún no hay ningún archivo client_secret en Descargas. Se encontrará en cuanto esté.',
  'setup.intake.downloads.use': 'Usar este archivo',
  'setup.intake.paste-title': 'Pegar su texto en su lugar',
  'setup.intake.paste': 'Texto del archivo',
  'setup.intake.paste-hint':
    'Todo, desde la primera {open} hasta la última {close}. También puedes pulsar Ctrl+V en cualquier lugar de esta página.',
  'setup.intake.judge': 'Comprobar este texto',
  'setup.intake.too-large': 'Tiene {size}; un archivo de cliente ocupa menos de un kilobyte.',
  'setup.intake.accepted': 'Es el archivo correcto',
  'setup.intake.accepted-words': 'Un cliente del tipo «App de escritorio», con su secreto.',
  'setup.intake.id': 'ID de cliente',
  'setup.intake.project': 'Proyecto',
  'setup.intake.unknown-project': 'no se indica en el archivo',
  'setup.intake.secret': 'Secreto',
  'setup.intake.secret-kept.keychain': 'en el llavero de tu sistema; nunca se muestra',
  'setup.intake.secret-kept.file': 'en un archivo que solo tú puedes leer; nunca se muestra',
  'setup.intake.secret-kept.memory': 'solo en memoria: no se pudo abrir el llavero',
  'setup.intake.secret-kept.opening': 'en camino al llavero de tu sistema',
  'setup.intake.other': 'Usar otro archivo',
};
