import type { Translation } from '../../../electron/contract/messages/icu.ts';
import type { developingTexts as english } from '../english/developing.ts';

export const developingTexts: Translation<typeof english> = {
  'developing.strip': 'Llegando ahora',
  'developing.title': 'Tus fotos han vuelto',
  'developing.nothing.title': 'Aún no ha vuelto nada',
  'developing.nothing.words': 'Importa una exportación y aquí se contará lo que trajo.',
  'developing.lead': 'En {folder}, en tus propias manos.',
  'developing.year': 'De {year}',
  'developing.years': 'De {first} a {last}',
  'developing.figures.photos': '{count, plural, one {foto} other {fotos}}',
  'developing.figures.films': '{count, plural, one {vídeo} other {vídeos}}',
  'developing.figures.albums': '{count, plural, one {álbum} other {álbumes}}',
  'developing.facts.places': '{count, plural, one {# foto con su lugar} other {# fotos con su lugar}}',
  'developing.facts.captions': '{count, plural, one {# descripción} other {# descripciones}}',
  'developing.facts.people':
    '{count, plural, one {# foto con nombres de personas} other {# fotos con nombres de personas}}',
  'developing.facts.favourites': '{count, plural, one {# favorito} other {# favoritos}}',
  'developing.doubtful': '{count, plural, one {# foto tiene datos dudosos} other {# fotos tienen datos dudosos}}',
  'developing.missing': '{count, plural, one {Aún falta #} other {Aún faltan #}}',
  'developing.nothing-missing': 'No se han encontrado fotos que falten.',
  'developing.to-photos': 'Ver las fotos',
  'developing.to-map': 'Mapa de cobertura',
  'developing.to-takeout': 'Takeout',
  'developing.loading': 'Contando…',
  'developing.again': 'Reintentar',
  'developing.see': 'Ver lo que ha vuelto',
};
