import type { Capture } from '../../library/item-recipe.ts';
import type { Actor, Troupe } from './troupe.ts';

const mute: Partial<Capture> = { dateRecorded: false, offsetRecorded: false, position: null };
const zoned: Partial<Capture> = { dateRecorded: true, offsetRecorded: true, position: null };
const unzoned: Partial<Capture> = { dateRecorded: true, offsetRecorded: false, position: null };

/** Media without sidecars, sidecars without media, sidecars without a date or place. */
export function castMissing(troupe: Troupe): void {
  withoutSidecar(troupe);
  withoutMedia(troupe);
  withoutDate(troupe);
  places(troupe);
  remarks(troupe);
}

function withoutSidecar({ tag, year, item }: Troupe): void {
  const bare = (title: string, capture: Partial<Capture>, more: Partial<Actor> = {}) =>
    item({ title, capture, sidecar: { kind: 'none' }, ...more });
  bare(`bare zoned ${tag}.jpg`, zoned);
  bare(`bare unzoned ${tag}.jpg`, unzoned);
  bare(`bare film ${tag}.mp4`, unzoned, { format: 'mp4' });
  bare(`bare zoned film ${tag}.mp4`, zoned, { format: 'mp4' });
  bare(`IMG_${year}0401_1212${tag}.jpg`, mute);
  bare(`PXL_${year}0401_1313${tag}123.jpg`, mute);
  bare(`IMG-${year}0402-WA${tag}77.jpg`, mute);
  bare(`IMG_17500401_1212${tag}.jpg`, mute);
  bare(`bare and mute ${tag}.jpg`, mute);
}

function withoutMedia({ tag, item }: Troupe): void {
  item({ title: `gone ${tag}.jpg`, bytes: 'absent' });
  item({ title: `gone film ${tag}.mp4`, format: 'mp4', bytes: 'absent' });
  // The plain media has no sidecar, and the numbered sidecar no media: they are strangers.
  item({ title: `stranger ${tag}.jpg`, capture: zoned, sidecar: { kind: 'none' } });
  item({ title: `stranger ${tag}.jpg`, bytes: 'absent', said: { description: 'Of a picture that is not here' } });
}

function withoutDate({ tag, year, item }: Troupe): void {
  const dateless = (title: string, taken: 'zero' | 'absent', capture: Partial<Capture>) =>
    item({ title, capture, said: { taken, description: 'Date unknown to Google' } });
  dateless(`zero zoned ${tag}.jpg`, 'zero', zoned);
  dateless(`zero unzoned ${tag}.jpg`, 'zero', unzoned);
  dateless(`absent zoned ${tag}.jpg`, 'absent', zoned);
  dateless(`IMG_${year}0403_1414${tag}.jpg`, 'absent', mute);
  dateless(`zero and mute ${tag}.jpg`, 'zero', mute);
  // Before 1970, where seconds are negative.
  item({ title: `slide ${tag}.jpg`, capture: mute, said: { taken: Date.UTC(1958, 6, 14, 9, 30) / 1000 } });
}

function places({ tag, item }: Troupe): void {
  // Both in one zone, which keeps no summer time.
  const there = { latitude: 1.2863, longitude: 103.8541 };
  const corrected = { latitude: 1.3138, longitude: 103.8159 };
  const position = { capture: { position: there, offsetMinutes: 480 } };
  item({ title: `place corrected ${tag}.jpg`, ...position, said: { geoData: corrected, geoDataExif: there } });
  item({ title: `place in exif ${tag}.jpg`, ...position, said: { geoData: null, geoDataExif: there } });
  item({ title: `place in file ${tag}.jpg`, ...position, said: { geoData: null, geoDataExif: null } });
  item({ title: `place without exif key ${tag}.jpg`, ...position, said: { geoDataExif: 'absent' } });
  item({
    title: `place by hand ${tag}.jpg`,
    capture: { position: null, offsetMinutes: 480 },
    said: { geoData: there, geoDataExif: null },
  });
  item({
    title: `no place ${tag}.jpg`,
    capture: { position: null },
    said: { geoData: null, geoDataExif: null },
  });
}

function remarks({ tag, item }: Troupe): void {
  item({ title: `caption ${tag}.jpg`, said: { description: 'Two lines,\n“quoted” \\ and a 🥾.\t' } });
  item({ title: `people ${tag}.jpg`, said: { people: ['Grandmother', 'お父さん', 'Neighbour <3'] } });
  item({ title: `favourite ${tag}.jpg`, said: { favorited: true } });
  item({ title: `archived ${tag}.jpg`, said: { archived: true } });
  item({ title: `from my partner ${tag}.jpg`, said: { partner: true } });
}
