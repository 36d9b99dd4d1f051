import type { clientProblems } from '../client.ts';
import type { ProblemMessages } from '../traits.ts';

export const clientMessages: Readonly<Record<keyof typeof clientProblems, ProblemMessages>> = {
  'client-missing': {
    title: 'Aún no hay ID de cliente',
    explanation:
      'Google exige un ID de cliente a cada app. Creas el tuyo para que nadie se interponga entre tú y tus fotos.',
    wayOut:
      'Crea un ID de cliente de tipo «App de escritorio» en la consola de Google Cloud, descarga su archivo JSON y añádelo a Afterimage.',
  },
  'client-file-unreadable': {
    title: 'Este archivo no se puede leer como archivo de cliente',
    explanation: 'El archivo está vacío, cortado o no es JSON. Así quedan las descargas interrumpidas.',
    wayOut:
      'Descarga otra vez el JSON de tu cliente de escritorio y elige ese archivo. El secreto solo se muestra una vez: crea un cliente nuevo si ya no se ofrece la descarga.',
  },
  'client-file-web': {
    title: 'Este cliente es de tipo «Aplicación web»',
    explanation:
      'Un programa de escritorio inicia sesión mediante una dirección de tu equipo, y Google solo lo permite a clientes de tipo «App de escritorio».',
    wayOut: 'En la consola elige Clientes, Crear cliente, tipo «App de escritorio», y descarga su JSON.',
  },
  'client-file-service-account': {
    title: 'Es la clave de una cuenta de servicio',
    explanation:
      'Las cuentas de servicio son de programas y tienen su propia biblioteca: nunca pueden ver el Google Fotos de una persona.',
    wayOut:
      'Crea un cliente de tipo «App de escritorio» y descarga su JSON. Borra la clave de la cuenta de servicio si la hiciste solo para esto.',
  },
  'client-file-secret-missing': {
    title: 'En este archivo falta el secreto del cliente',
    explanation:
      'Sin él Google rechaza todas las sesiones, también de clientes de escritorio. La consola solo lo muestra al crear el cliente.',
    wayOut:
      'Abre el cliente en la consola, añade un secreto nuevo y descarga el JSON enseguida; o crea un cliente de escritorio nuevo.',
  },
  'client-file-api-key': {
    title: 'Es una clave de API, no un ID de cliente',
    explanation: 'Las claves de API identifican un programa, no a una persona, y no abren ninguna biblioteca de fotos.',
    wayOut: 'Crea un cliente de tipo «App de escritorio» (Clientes, Crear cliente) y descarga su archivo JSON.',
  },
  'client-file-wrong': {
    title: 'Este archivo es otra cosa',
    explanation: 'Se puede leer, pero no contiene un cliente OAuth como los que exporta la consola de Google Cloud.',
    wayOut:
      'Elige el archivo que se descargó al crear el cliente de escritorio; su nombre empieza por «client_secret_».',
  },
  'client-id-malformed': {
    title: 'El ID de cliente no parece de Google',
    explanation:
      'Un ID de cliente tiene la forma dígitos-letras.apps.googleusercontent.com. Con cualquier otra cosa Google muestra un error y Afterimage esperaría en vano.',
    wayOut: 'Descarga otra vez el JSON de tu cliente de escritorio y elígelo sin cambios.',
  },
  'client-refused': {
    title: 'Google no acepta este ID de cliente y secreto',
    explanation: 'El secreto se cambió o se quitó, o el cliente ya no pertenece al proyecto.',
    wayOut: 'Abre el cliente en la consola, añade un secreto nuevo, descarga el JSON y defínelo otra vez.',
  },
  'client-deleted': {
    title: 'Tu ID de cliente se eliminó',
    explanation:
      'Google elimina los clientes que no se usan en seis meses, y también se pueden eliminar a mano. Durante 30 días se pueden restaurar.',
    wayOut:
      'Restaura el cliente en la consola o crea un cliente de escritorio nuevo. Los álbumes hechos con el antiguo seguirán invisibles para el nuevo.',
  },
  'client-disabled': {
    title: 'Tu ID de cliente está desactivado',
    explanation: 'El cliente o su proyecto se desactivó en la consola de Google Cloud.',
    wayOut: 'Actívalo de nuevo en la consola y reinténtalo.',
  },
  'client-changed': {
    title: 'El ID de cliente ha cambiado',
    explanation:
      'Una sesión pertenece a su ID de cliente, igual que los álbumes, fotos y selecciones hechos con él: otro ID no los ve. Lo que está en la copia se queda.',
    wayOut: 'Inicia sesión con el nuevo ID de cliente o vuelve a definir el archivo anterior.',
  },
};
