import type { restoreProblems } from '../restore.ts';
import type { ProblemMessages } from '../traits.ts';

export const restoreMessages: Readonly<Record<keyof typeof restoreProblems, ProblemMessages>> = {
  'restore-busy': {
    title: 'Hay otra restauración en marcha',
    explanation:
      'Google acepta elementos nuevos de un solo programa a la vez, así que las restauraciones van una tras otra.',
    wayOut: 'Espera a que termine la otra restauración, o detenla.',
  },
  'restore-nothing-stored': {
    title: 'Aún no hay nada que restaurar',
    explanation: 'Ninguna copia ni importación ha guardado nada en esta carpeta.',
    wayOut: 'Importa antes una exportación o haz una copia.',
  },
  'restore-not-confirmed': {
    title: 'No se confirmó la cuenta',
    explanation:
      'Puede que esta cuenta aún tenga estas fotos. Google conservaría las dos copias, y ninguna app puede borrar la segunda.',
    wayOut: 'Restaura en una cuenta sin estas fotos, o confirma escribiendo la dirección de correo de la cuenta.',
  },
  'restore-file-changed': {
    title: 'El archivo ha cambiado o ya no está',
    explanation: 'No es el archivo que la copia conoce, así que no se envió.',
    wayOut: 'Ejecuta «afterimage verify» para ver qué le pasa y restáuralo otra vez.',
  },
  'restore-file-unaccepted': {
    title: 'Google Fotos no acepta este archivo',
    explanation: 'Acepta la mayoría de las fotos de hasta 200 MB y vídeos de hasta 20 GB.',
    wayOut: 'Conserva el archivo en tu copia, o conviértelo y sube el resultado.',
  },
  'restore-item-refused': {
    title: 'Google rechazó el archivo',
    explanation: 'Google no pudo crear con él una foto ni un vídeo. El archivo de tu copia no ha cambiado.',
    wayOut: 'Abre el archivo para ver si está entero. Puede que Google no conozca su formato.',
  },
  'restore-item-failing': {
    title: 'Google no pudo aceptar el archivo por ahora',
    explanation: 'Google respondió cada vez con un error suyo.',
    wayOut: 'Empieza la restauración más tarde: solo envía lo que falta.',
  },
  'restore-item-not-found': {
    title: 'No se encontró el elemento en Google',
    explanation: 'Se envió, pero no estaba al leerlo de vuelta.',
    wayOut: 'Empieza la restauración otra vez con «--missing»: envía lo que no está.',
  },
  'restore-storage-full': {
    title: 'La cuenta de Google no tiene más espacio',
    explanation: 'Las fotos restauradas cuentan para el espacio de la cuenta, en calidad original.',
    wayOut: 'Libera espacio en la cuenta o compra más, y empieza la restauración otra vez: solo envía lo que falta.',
  },
  'google-sharing-over': {
    title: 'Las apps ya no pueden compartir álbumes',
    explanation: 'Google se lo niega a todas las apps desde el 31 de marzo de 2025.',
    wayOut: 'Comparte el álbum en photos.google.com.',
  },
};
