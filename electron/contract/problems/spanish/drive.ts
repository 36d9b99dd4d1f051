import type { driveProblems } from '../drive.ts';
import type { ProblemMessages } from '../traits.ts';

export const driveMessages: Readonly<Record<keyof typeof driveProblems, ProblemMessages>> = {
  'drive-not-connected': {
    title: 'Google Drive no está conectado',
    explanation: 'Afterimage aún no puede ver las exportaciones de este Google Drive.',
    wayOut: 'Ejecuta «afterimage drive connect --unattended», o «--ask-each-time» para elegir tú los archivos.',
  },
  'drive-nothing-picked': {
    title: 'No se eligió ningún archivo de exportación',
    explanation: 'Se respondió la página de Google, pero sin seleccionar ningún archivo de Google Drive.',
    wayOut: 'Ejecuta el comando otra vez y selecciona en la página todos los archivos de la exportación.',
  },
  'drive-no-exports': {
    title: 'No hay ninguna exportación de Google Takeout en este Google Drive',
    explanation: 'No se encontró una carpeta Takeout con archivos de exportación, ni ninguno en otro lugar.',
    wayOut:
      'Comprueba la cuenta. En Google Takeout elige «Añadir a Drive» como método de entrega y pide la exportación.',
  },
  'drive-export-unknown': {
    title: 'Esa exportación no está en este Google Drive',
    explanation: 'Ningún archivo de exportación lleva esa hora en su nombre.',
    wayOut:
      'Nombra una exportación como sus archivos, por ejemplo 20260301T120000Z; la pantalla de Takeout muestra lo que hay.',
  },
  'drive-search-incomplete': {
    title: 'Google Drive no lo buscó todo',
    explanation: 'Google indicó que en su respuesta pueden faltar archivos. Lo que encontró se importa.',
    wayOut: 'No tienes que hacer nada: la próxima vez se busca de nuevo.',
  },
  'drive-other-account': {
    title: 'Una exportación de este Google Drive es de otra cuenta',
    explanation:
      'Google deja cada exportación en el Drive de la cuenta a la que pertenece, pero la página de índice de esta nombra otra. Se importa como exportación de la cuenta que nombra.',
    wayOut:
      'No tienes que hacer nada si las dos cuentas son tuyas. Si no, inicia sesión con la cuenta cuyas exportaciones quieres y conecta su Google Drive.',
  },
  'drive-file-gone': {
    title: 'Un archivo de exportación ya no está en Google Drive',
    explanation: 'Se borró o se movió mientras se leía. Lo leído está guardado.',
    wayOut: 'Restaura el archivo de la papelera de Google Drive si está ahí; si no, vuelve a pedir la exportación.',
  },
  'drive-file-changed': {
    title: 'Un archivo de exportación cambió en Google Drive',
    explanation: 'Su contenido se sustituyó mientras se leía. No se guardó nada a medio leer.',
    wayOut: 'No tienes que hacer nada: la próxima vez se lee desde el principio.',
  },
  'drive-checksum': {
    title: 'Un archivo de exportación no llegó como lo tiene Google',
    explanation: 'La suma MD5 de lo recibido es distinta de la que indica Google Drive.',
    wayOut: 'No tienes que hacer nada: la próxima vez se vuelve a leer el archivo.',
  },
  'drive-range-ignored': {
    title: 'Google Drive no envió la parte pedida de un archivo',
    explanation: 'Llegó otra parte, o el archivo entero: quizá un proxy cambió la solicitud.',
    wayOut: 'Si sigue así, prueba otra red; la próxima vez se reintenta.',
  },
  'drive-download-quota': {
    title: 'Este archivo se descargó demasiadas veces hoy',
    explanation: 'Google limita cuántas veces se puede descargar un archivo de Google Drive. Lo leído está guardado.',
    wayOut: 'No tienes que hacer nada: Afterimage lo reintenta. Google levanta el límite en 24 horas.',
  },
  'drive-daily-limit': {
    title: 'Se alcanzó el límite diario de descarga de Google Drive',
    explanation: 'Google permite a un proyecto descargar 1 TB al día. Lo leído está guardado.',
    wayOut: 'No tienes que hacer nada: Afterimage sigue mañana.',
  },
  'drive-file-flagged': {
    title: 'Google toma un archivo de exportación por malware o spam',
    explanation: 'Google Drive no entrega un archivo que ha marcado.',
    wayOut: 'Descarga el archivo en el navegador, donde Google pide confirmación, e impórtalo desde el disco.',
  },
  'drive-file-not-picked': {
    title: 'Afterimage no puede leer un archivo de exportación',
    explanation: 'No estaba entre los archivos elegidos.',
    wayOut: 'Ejecuta «afterimage drive connect --ask-each-time» y selecciona todos los archivos de la exportación.',
  },
  'drive-not-allowed': {
    title: 'Google Drive rechazó la solicitud',
    explanation: 'El archivo es de otra persona o el administrador de la cuenta no lo permite.',
    wayOut: 'Usa la cuenta que pidió la exportación o pregunta al administrador.',
  },
};
