/** Marks a sidecar as ours: only such a file may be written anew. */
const toolkit = 'Afterimage';

/** What Google knows about a photo and the file itself does not. Null is "nothing to say". */
interface XmpFacts {
  readonly description: string | null;
  /** Local time of capture, `YYYY-MM-DDTHH:MM:SS`. */
  readonly takenLocal: string | null;
  /** Minutes east of UTC; written only together with `takenLocal`. */
  readonly zoneMinutes: number | null;
}

/**
 * An XMP sidecar (ISO 16684-1) as photo programs read it beside `IMG.JPG` under the name `IMG.JPG.xmp`; null when there
 * is nothing to say.
 */
export function xmpSidecar(facts: XmpFacts): string | null {
  const elements = [...descriptionElements(facts), ...dateElements(facts)];
  if (elements.length === 0) return null;
  return [
    // The BOM and the id are what the standard asks for in a packet header.
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit}">`,
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    '    xmlns:dc="http://purl.org/dc/elements/1.1/"',
    '    xmlns:exif="http://ns.adobe.com/exif/1.0/"',
    '    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">',
    ...elements.map((element) => `   ${element}`),
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
    '',
  ].join('\n');
}

/** Whether the text is a sidecar that {@link xmpSidecar} wrote. */
export function isOwnSidecar(text: string): boolean {
  return text.includes(`x:xmptk="${toolkit}"`);
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

function zoneText(minutes: number): string {
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
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
