const transportPacket = 188;
/** AVCHD and Blu-ray put a 4-byte time stamp before each packet. */
const stampedPacket = 192;
const syncByte = 0x47;

/** Names an MPEG program stream (also MOD) or transport stream (also MTS, TOD) by its first bytes; null when neither. */
export function sniffMpeg(head: Uint8Array): 'mpg' | 'ts' | 'm2ts' | null {
  const startCode = head[0] === 0 && head[1] === 0 && head[2] === 1;
  // 0xba begins a pack of a program stream, 0xb3 a bare video sequence.
  if (startCode && (head[3] === 0xba || head[3] === 0xb3)) return 'mpg';
  if (repeatsSync(head, 0, transportPacket)) return 'ts';
  return repeatsSync(head, 4, stampedPacket) ? 'm2ts' : null;
}

/** One "G" is chance: at least three packets, and every packet of the head, must begin with it. */
function repeatsSync(head: Uint8Array, first: number, distance: number): boolean {
  if (head.length < first + 2 * distance + 1) return false;
  for (let at = first; at < head.length; at += distance) {
    if (head[at] !== syncByte) return false;
  }
  return true;
}
