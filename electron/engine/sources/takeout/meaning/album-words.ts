/** What people wrote into one album, in the order of the album. */
interface AlbumWords {
  readonly title: string;
  /** Paragraphs: the description, texts between the photos, places and ways. */
  readonly paragraphs: readonly string[];
}

/** An album holds a few texts; more of them, or longer ones, were made by no person. */
const mostParagraphs = 2_000;
const longestParagraph = 20_000;

/**
 * The text that people read about an album outside of Google Photos: its title, its description, its texts and places.
 * `metadata` is what exports say of it, word for word, the latest first: the latest that says anything counts, as no
 * export tells that a text was taken away on purpose. Null when there is nothing to read but the title.
 */
export function albumText(metadata: Iterable<string>): string | null {
  for (const verbatim of metadata) {
    const { title, paragraphs } = readWords(verbatim);
    if (paragraphs.length > 0) return [title, ...paragraphs].filter((one) => one !== '').join('\n\n');
  }
  return null;
}

function readWords(verbatim: string): AlbumWords {
  const json = parsed(verbatim);
  const wrapped = json['albumData'];
  const album = isObject(wrapped) ? wrapped : json;
  const enrichments: readonly unknown[] = Array.isArray(album['enrichments']) ? album['enrichments'] : [];
  const paragraphs = [textOf(album['description']), ...enrichments.flatMap(paragraphsOf)];
  return { title: textOf(album['title']), paragraphs: paragraphs.filter((one) => one !== '').slice(0, mostParagraphs) };
}

/** `narrativeEnrichment` is a text, `locationEnrichment` are places, `mapEnrichment` is a way from places to others. */
function paragraphsOf(enrichment: unknown): readonly string[] {
  if (!isObject(enrichment)) return [];
  const { narrativeEnrichment: narrative, locationEnrichment: location, mapEnrichment: map } = enrichment;
  const way = isObject(map) ? [placesOf(map['origin']), placesOf(map['destination'])] : [];
  return [
    isObject(narrative) ? textOf(narrative['text']) : '',
    isObject(location) ? placesOf(location['location']) : '',
    way.filter((end) => end !== '').join(' → '),
  ];
}

function placesOf(value: unknown): string {
  const places: readonly unknown[] = Array.isArray(value) ? value : [value];
  return places
    .slice(0, mostParagraphs)
    .flatMap((place) => (isObject(place) ? [placeOf(place)] : []))
    .filter((one) => one !== '')
    .join('; ');
}

function placeOf({ name, description }: Json): string {
  return [textOf(name), textOf(description)]
    .filter((one, index, all) => one !== '' && all.indexOf(one) === index)
    .join(', ');
}

type Json = Readonly<Record<string, unknown>>;

function parsed(verbatim: string): Json {
  try {
    const value: unknown = JSON.parse(verbatim.replace(/^\ufeff/, ''));
    return isObject(value) ? value : {};
  } catch {
    // What is no JSON was told when it was listed; it says nothing here.
    return {};
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without what a plain text cannot show. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value.slice(0, longestParagraph).replace(/\r\n?/g, '\n').toWellFormed();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim();
}
