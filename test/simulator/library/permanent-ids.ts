import { hashOf } from './seeded-hash.ts';

/** What an id stands for; each kind counts for itself. `added` items came later, through a change or an upload. */
type IdKind = 'item' | 'added' | 'album';

const tags: Readonly<Record<IdKind, number>> = { item: 0x11, added: 0x53, album: 0xa7 };
const lengthInBytes = 45;

/** An odd factor spreads neighbouring numbers over all 32 bits; its inverse modulo 2³² brings them back. */
const spread = 0x9e3779b1;
const gather = 0xe8b2f51;

/**
 * A permanent id of 60 URL-safe characters that carries its number (bytes 1–4, masked by the seed) and is otherwise
 * noise that depends on both, so that a made-up id is recognised as such.
 */
export function idOf(kind: IdKind, number: number, seed: number): string {
  const bytes = Buffer.alloc(lengthInBytes);
  bytes[0] = tags[kind];
  bytes.writeUInt32BE((Math.imul(number, spread) ^ hashOf(seed, 'id mask', tags[kind])) >>> 0, 1);
  for (let at = 5; at < lengthInBytes; at += 4) {
    bytes.writeUInt32BE(hashOf(seed, `id ${kind} ${at}`, number), at);
  }
  return bytes.toString('base64url');
}

/** The number behind an id of this kind and seed; undefined for every other text. O(1). */
export function numberOf(kind: IdKind, id: string, seed: number): number | undefined {
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.length !== lengthInBytes || bytes[0] !== tags[kind]) return undefined;
  const number = Math.imul(bytes.readUInt32BE(1) ^ hashOf(seed, 'id mask', tags[kind]), gather) >>> 0;
  return idOf(kind, number, seed) === id ? number : undefined;
}
