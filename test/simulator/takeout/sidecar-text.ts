import type { ExportAlbum, ExportItem, Place } from './account/export-item.ts';

/** The sidecar of an item, as Takeout writes it. */
export function sidecarText({ key, title, said, content }: ExportItem): string {
  const taken = said.taken === 'absent' ? {} : { photoTakenTime: moment(said.taken === 'zero' ? 0 : said.taken) };
  const exif = said.geoDataExif === 'absent' ? {} : { geoDataExif: geo(said.geoDataExif) };
  const sidecar = {
    title,
    description: said.description,
    imageViews: '0',
    creationTime: moment(said.uploadedSeconds),
    ...taken,
    geoData: geo(said.geoData),
    ...exif,
    ...(said.people.length === 0 ? {} : { people: said.people.map((name) => ({ name })) }),
    url: `https://photos.google.com/photo/${encodeURIComponent(key)}`,
    googlePhotosOrigin: said.partner
      ? { fromPartnerSharing: {} }
      : { mobileUpload: { deviceType: content.cameraMake === 'Apple' ? 'IOS_PHONE' : 'ANDROID_PHONE' } },
    ...(said.favorited ? { favorited: true } : {}),
    ...(said.archived ? { archived: true } : {}),
    ...(said.trashed ? { trashed: true } : {}),
  };
  return `${JSON.stringify(sidecar, null, 2)}\n`;
}

/** The metadata of an album, as Takeout writes it. `seconds` since 1970 UTC. */
export function albumText({ title, description, metadataForm }: ExportAlbum, seconds: number): string {
  const album = {
    title,
    ...(description === '' ? {} : { description }),
    access: 'protected',
    date: moment(seconds),
    ...(description === '' ? {} : { enrichments: [{ narrativeEnrichment: { text: description } }] }),
  };
  return `${JSON.stringify(metadataForm === 'wrapped' ? { albumData: album } : album, null, 2)}\n`;
}

/** `formatted` is localised text that nobody should read. */
function moment(seconds: number): { readonly timestamp: string; readonly formatted: string } {
  return { timestamp: String(seconds), formatted: `${new Date(seconds * 1000).toUTCString().slice(5, 25)} UTC` };
}

function geo(place: Place | null): Record<string, number> {
  const { latitude, longitude } = place ?? { latitude: 0, longitude: 0 };
  return { latitude, longitude, altitude: place === null ? 0 : 12.5, latitudeSpan: 0, longitudeSpan: 0 };
}
