const utf8 = new TextDecoder('utf-8', { fatal: true });

/** How a text says that it is in UTF-16; without such a mark it is UTF-8. */
const utf16 = [
  { mark: [0xff, 0xfe], decoder: new TextDecoder('utf-16le', { fatal: true }) },
  { mark: [0xfe, 0xff], decoder: new TextDecoder('utf-16be', { fatal: true }) },
] as const;

/**
 * The text of a JSON file, without its byte order mark: UTF-8 as Google writes it, or UTF-16 as other programs do that
 * changed the file. Null when it is neither.
 */
export function textOfJson(bytes: Uint8Array): string | null {
  const marked = utf16.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  try {
    return (marked?.decoder ?? utf8).decode(bytes);
  } catch {
    return null;
  }
}
