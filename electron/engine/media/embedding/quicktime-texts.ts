import { type FactsToEmbed, momentOf } from './facts-to-embed.ts';

const placeText = /([+-]\d{2}\.\d{2,})([+-]\d{3}\.\d{2,})(?=[+-/])/g;
const dateText = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)/g;

/**
 * Puts the facts in the place of texts that say others, in a part of a film's user data or metadata: of the same length,
 * so that nothing moves. Readers trust these texts more than the film's header. Returns whether a place stands there now.
 */
export function rewriteTexts(bytes: Buffer, from: number, to: number, facts: FactsToEmbed): boolean {
  const text = bytes.toString('latin1', from, to);
  const moment = momentOf(facts);
  if (moment !== null) {
    const zone = facts.taken?.zoneMinutes ?? 0;
    const dated = text.replace(dateText, (_, ending: string) => dateAs(moment, zone, ending));
    bytes.write(dated, from, 'latin1');
  }
  const { place } = facts;
  if (place === null) return false;
  let isPlaced = false;
  const placed = bytes.toString('latin1', from, to).replace(placeText, (_, latitude: string, longitude: string) => {
    isPlaced = true;
    return degreesAs(place.latitude, latitude) + degreesAs(place.longitude, longitude);
  });
  bytes.write(placed, from, 'latin1');
  return isPlaced;
}

/** ISO 8601 with an ending of the same form: `Z`, `+0530` or `+05:30`. */
function dateAs(moment: number, zoneMinutes: number, ending: string): string {
  const minutes = ending === 'Z' ? 0 : zoneMinutes;
  const local = new Date((moment + minutes * 60) * 1_000).toISOString().slice(0, 19);
  if (ending === 'Z') return `${local}Z`;
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  const colon = ending.includes(':') ? ':' : '';
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
}

/** Degrees with as many digits as an example has. */
function degreesAs(value: number, example: string): string {
  const decimals = example.length - example.indexOf('.') - 1;
  const size = Math.abs(value)
    .toFixed(decimals)
    .padStart(example.length - 1, '0');
  return `${value < 0 ? '-' : '+'}${size}`;
}
