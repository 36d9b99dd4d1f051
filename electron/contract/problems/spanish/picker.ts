import type { pickerProblems } from '../picker.ts';
import type { ProblemMessages } from '../traits.ts';

export const pickerMessages: Readonly<Record<keyof typeof pickerProblems, ProblemMessages>> = {
  'picker-no-photos': {
    title: 'Esta cuenta no usa Google Fotos',
    explanation: 'Google solo permite elegir fotos en una cuenta con Google Fotos activado.',
    wayOut: 'Abre photos.google.com una vez con esta cuenta, o inicia sesión con la que tiene tus fotos.',
  },
  'picker-sessions-full': {
    title: 'Hay demasiadas selecciones abiertas',
    explanation:
      'Google solo permite cierto número a la vez. Afterimage cierra las suyas, pero algunas empezaron en otro sitio o no se pudieron cerrar.',
    wayOut: 'Termina o cancela las selecciones que esperan a otras carpetas. Las demás terminan en una semana.',
  },
  'picker-not-finished': {
    title: 'La selección aún no ha terminado',
    explanation: 'Google solo entrega lo que eliges cuando pulsas «Listo» en Google Fotos.',
    wayOut: 'Pulsa «Listo» en la ventana del navegador donde estás eligiendo.',
  },
  'picker-timeout': {
    title: 'No se eligió nada a tiempo',
    explanation: 'La selección en el navegador no se terminó, así que se dejó de esperar.',
    wayOut: 'Vuelve a elegir fotos y pulsa «Listo» en Google Fotos cuando acabes.',
  },
  'picker-session-expired': {
    title: 'Google ya no entrega esta selección',
    explanation:
      'Lo que eliges está disponible para Afterimage unos días como máximo. La selección terminó antes de descargarlo todo.',
    wayOut: 'Vuelve a elegir estas fotos. Lo ya guardado no se descarga otra vez.',
  },
};
