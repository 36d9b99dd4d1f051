import type { googleProblems } from '../google.ts';
import type { ProblemMessages } from '../traits.ts';

export const googleMessages: Readonly<Record<keyof typeof googleProblems, ProblemMessages>> = {
  'network-unreachable': {
    title: 'No se puede contactar con Google',
    explanation: 'No hay conexión, o un proxy o cortafuegos lo impide.',
    wayOut: 'Comprueba la conexión. Afterimage continúa automáticamente cuando vuelva.',
  },
  'network-intercepted': {
    title: 'Esta red respondió en lugar de Google',
    explanation:
      'La solicitud se redirigió o llegó una página web en vez de datos: la página de acceso de la red, o un proxy.',
    wayOut: 'Abre cualquier web en un navegador e inicia sesión en esta red, o usa otra, y reinténtalo.',
  },
  'scope-missing': {
    title: 'Falta un permiso',
    explanation: 'Google indica que esta sesión no incluye lo que necesita la solicitud.',
    wayOut: 'Vuelve a iniciar sesión y deja marcados todos los permisos.',
  },
  'api-disabled': {
    title: 'Una API de Google no está habilitada',
    explanation:
      'Tu proyecto de Google Cloud debe tener habilitada esta API. Después de habilitarla, Google necesita unos minutos.',
    wayOut: 'Abre la página enlazada, pulsa «Habilitar», espera unos minutos y reinténtalo.',
  },
  'quota-day': {
    title: 'Se agotó el límite de solicitudes de hoy',
    explanation: 'Google da a cada proyecto un número de solicitudes al día. Lo descargado hasta ahora está guardado.',
    wayOut: 'No tienes que hacer nada: la copia se reanuda tras la medianoche del Pacífico.',
  },
  'quota-minute': {
    title: 'Google está limitando las solicitudes',
    explanation: 'Se hicieron demasiadas solicitudes en un minuto.',
    wayOut: 'No tienes que hacer nada: Afterimage espera y continúa más despacio.',
  },
  'quota-concurrent': {
    title: 'Google pidió una solicitud a la vez',
    explanation: 'Había demasiadas solicitudes simultáneas.',
    wayOut: 'No tienes que hacer nada: Afterimage continúa de una en una.',
  },
  'google-unavailable': {
    title: 'Google no está disponible temporalmente',
    explanation: 'Google respondió varias veces seguidas con un error del servidor.',
    wayOut: 'No tienes que hacer nada: la próxima copia lo reintenta.',
  },
  'google-refused': {
    title: 'Google rechazó la solicitud',
    explanation: 'Google respondió con un error que no se arregla repitiendo.',
    wayOut: 'Mira los detalles técnicos. Si afecta a elementos sueltos, la próxima copia los reintenta.',
  },
  'google-answer-unreadable': {
    title: 'No se entendió la respuesta de Google',
    explanation:
      'La respuesta no tenía la forma documentada; quizá respondió un proxy o una página de acceso de la red.',
    wayOut: 'Comprueba que la red no muestre una página de acceso; la próxima copia lo reintenta.',
  },
  'access-token-refused': {
    title: 'Google no acepta la sesión',
    explanation: 'Se rechazó incluso un acceso recién renovado.',
    wayOut: 'Vuelve a iniciar sesión.',
  },
  'item-gone': {
    title: 'El elemento ya no está en Google',
    explanation: 'Aparecía en la lista, pero se había eliminado cuando se pidió su archivo.',
    wayOut: 'No tienes que hacer nada. Lo que ya está en la copia se queda.',
  },
  'album-gone': {
    title: 'El álbum ya no está en Google',
    explanation: 'Se eliminó mientras se leía su lista.',
    wayOut: 'No tienes que hacer nada. Lo que ya se copió se conserva.',
  },
};
