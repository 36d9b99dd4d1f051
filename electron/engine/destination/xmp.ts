import { zoneText } from '../../contract/zone-text.ts';

/** Marks a sidecar as ours: only such a file may be rewritten. */
const toolkit = 'Afterimage';

/** What Google knows about a photo and the file itself does not. Null is "nothing to say". */
interface XmpFacts {
  readonly description: string | null;
  /** Local time of capture, `YYYY-MM-DDTHH:MM:SS`. */
  readonly takenLocal: string | null;
  /** Minutes east of UTC; written only together with `takenLocal`. */
  readonly zoneMinutes: number | null;
  /** Decimal degrees, north and east positive. */
  readonly place?: { readonly latitude: number; readonly longitude: number } | null | undefined;
  readonly people?: readonly string[] | undefined;
  /** Written as a rating of five stars, which is what all programs show, and as what some call a favourite. */
  readonly favourite?: boolean | undefined;
  /** Of the photo's file, without its dot: tells programs that meet `IMG.JPG.xmp` beside `IMG.CR2` whose it is. */
  readonly extension?: string | undefined;
  /** Titles. Written as keywords below "Albums". */
  readonly albums?: readonly string[] | undefined;
  /** A sidecar that was written before must not keep what is no longer true. */
  readonly evenIfEmpty?: boolean | undefined;
}

/**
 * An XMP sidecar (ISO 16684-1) as photo programs read it beside `IMG.JPG` under the name `IMG.JPG.xmp`; null when there
 * is nothing to say.
 */
export function xmpSidecar(facts: XmpFacts): string | null {
  const elements = [
    ...descriptionElements(facts),
    ...dateElements(facts),
    ...placeElements(facts),
    ...peopleElements(facts),
    ...ratingElements(facts),
    ...keywordElements(facts),
  ];
  if (elements.length === 0 && facts.evenIfEmpty !== true) return null;
  elements.push(...extensionElements(facts));
  return [
    // The BOM and the id are what the standard asks for in a packet header.
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit}">`,
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    `${attributesOf(facts)
      .map((attribute) => `    ${attribute}`)
      .join('\n')}>`,
    ...elements.map((element) => `   ${element}`),
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
    '',
  ].join('\n');
}

const usualNamespaces = [
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['exif', 'http://ns.adobe.com/exif/1.0/'],
  ['photoshop', 'http://ns.adobe.com/photoshop/1.0/'],
] as const;

const moreNamespaces = [
  ['xmp', 'http://ns.adobe.com/xap/1.0/'],
  ['lr', 'http://ns.adobe.com/lightroom/1.0/'],
  ['digiKam', 'http://www.digikam.org/ns/1.0/'],
  ['Iptc4xmpExt', 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'],
] as const;

/** Of F-Stop, whose word for a favourite other galleries have taken over. */
const favouriteNamespace = ['fstop', 'http://www.fstopapp.com/xmp/'] as const;

/** Sidecars that name no people, albums or favourites look as they always did: they need not be rewritten. */
function namespacesOf({ people = [], albums = [], favourite = false }: XmpFacts) {
  const isPlain = people.length === 0 && albums.length === 0 && !favourite;
  if (isPlain) return usualNamespaces;
  return [...usualNamespaces, ...moreNamespaces, ...(favourite ? [favouriteNamespace] : [])];
}

/** Galleries look for a favourite among the attributes, and nowhere else. */
function attributesOf(facts: XmpFacts): readonly string[] {
  const namespaces = namespacesOf(facts).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return facts.favourite === true ? [...namespaces, 'fstop:favorite="1"'] : namespaces;
}

/** Whether the text is a sidecar that {@link xmpSidecar} wrote. */
export function isOwnSidecar(text: string): boolean {
  return text.includes(`x:xmptk="${toolkit}"`);
}

const ownElement = [
  ...['dc:description', 'dc:subject', 'exif:DateTimeOriginal', 'exif:GPSLatitude', 'exif:GPSLongitude', 'xmp:Rating'],
  ...['photoshop:DateCreated', 'Iptc4xmpExt:PersonInImage', 'lr:hierarchicalSubject', 'digiKam:TagsList'],
  'photoshop:SidecarForExtension',
].join('|');
const ownForm = new RegExp(
  [
    String.raw`^<\?xpacket begin="\ufeff" id="\w+"\?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit}">\n`,
    String.raw` <rdf:RDF xmlns:rdf="[^"]*">\n  <rdf:Description rdf:about=""(?:\n    xmlns:\w+="[^"]*")+(?:\n    fstop:favorite="1")?>\n`,
    String.raw`(?:   <(${ownElement})>(?:[^<]|</?rdf:[^<>]*>)*</\1>\n)*`,
    String.raw`  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<\?xpacket end="w"\?>\n$`,
  ].join(''),
  'u',
);

/**
 * Whether the text has exactly the form of what {@link xmpSidecar} writes. It proves less than the hash of a sidecar, for
 * the case that nobody remembers that.
 */
export function isUneditedSidecar(text: string): boolean {
  return ownForm.test(text);
}

function descriptionElements({ description }: XmpFacts): readonly string[] {
  if (description === null || description.trim() === '') return [];
  const text = escaped(description);
  return [`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:description>`];
}

function dateElements({ takenLocal, zoneMinutes }: XmpFacts): readonly string[] {
  if (takenLocal === null) return [];
  const date = `${takenLocal}${zoneMinutes === null ? '' : zoneText(zoneMinutes)}`;
  return [
    `<exif:DateTimeOriginal>${escaped(date)}</exif:DateTimeOriginal>`,
    `<photoshop:DateCreated>${escaped(date)}</photoshop:DateCreated>`,
  ];
}

function placeElements({ place = null }: XmpFacts): readonly string[] {
  if (place === null) return [];
  return [
    `<exif:GPSLatitude>${gpsText(place.latitude, 'N', 'S')}</exif:GPSLatitude>`,
    `<exif:GPSLongitude>${gpsText(place.longitude, 'E', 'W')}</exif:GPSLongitude>`,
  ];
}

/**
 * A coordinate as XMP writes it: degrees, comma, minutes with a fraction, direction (XMP Specification Part 2,
 * "GPSCoordinate").
 */
function gpsText(degrees: number, positive: string, negative: string): string {
  const size = Math.abs(degrees);
  // Rounded as a whole, so that the minutes never show 60.
  const minutes = Math.round(size * 60 * 1e8) / 1e8;
  const whole = Math.floor(minutes / 60);
  return `${whole},${(minutes - whole * 60).toFixed(8)}${degrees < 0 ? negative : positive}`;
}

/** By name alone, as Google tells no places of faces: what Lightroom shows as "Person Shown". */
function peopleElements({ people = [] }: XmpFacts): readonly string[] {
  return listElement('Iptc4xmpExt:PersonInImage', 'Bag', people);
}

function ratingElements({ favourite = false }: XmpFacts): readonly string[] {
  return favourite ? ['<xmp:Rating>5</xmp:Rating>'] : [];
}

/** What Adobe's programs ask for where several files of one stem may have a sidecar (its own schema; see exiftool's list of XMP photoshop tags). */
function extensionElements({ extension = '' }: XmpFacts): readonly string[] {
  const isPlain = /^[A-Za-z0-9]+$/.test(extension);
  return isPlain ? [`<photoshop:SidecarForExtension>${extension}</photoshop:SidecarForExtension>`] : [];
}

/**
 * Albums and people as keywords, flat and as a tree: `lr:hierarchicalSubject` is read by Lightroom, digiKam and Immich,
 * `digiKam:TagsList` by digiKam, `dc:subject` by everything.
 */
function keywordElements({ people = [], albums = [] }: XmpFacts): readonly string[] {
  const tags = [...albums.map((name) => ['Albums', name] as const), ...people.map((name) => ['People', name] as const)];
  const named = tags.filter(([, name]) => name.trim() !== '');
  const flat = [...new Set(named.map(([, name]) => name))];
  return [
    ...listElement('dc:subject', 'Bag', flat),
    ...listElement(
      'lr:hierarchicalSubject',
      'Bag',
      named.map((tag) => branch(tag, '|')),
    ),
    ...listElement(
      'digiKam:TagsList',
      'Seq',
      named.map((tag) => branch(tag, '/')),
    ),
  ];
}

/** A name must not grow branches of its own. */
function branch([root, name]: readonly [string, string], separator: '|' | '/'): string {
  return `${root}${separator}${name.replaceAll(separator, '-')}`;
}

function listElement(name: string, kind: 'Bag' | 'Seq', values: readonly string[]): readonly string[] {
  const entries = values.filter((value) => value.trim() !== '').map((value) => `<rdf:li>${escaped(value)}</rdf:li>`);
  return entries.length === 0 ? [] : [`<${name}><rdf:${kind}>${entries.join('')}</rdf:${kind}></${name}>`];
}

// What XML 1.0 cannot hold in any spelling (https://www.w3.org/TR/xml/#charsets).
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Unescaped it would be read as a plain line feed.
  '\r': '&#xD;',
};

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(impossible, '\ufffd')
    .replace(/[&<>"\r]/gu, (character) => entities[character] ?? character);
}
