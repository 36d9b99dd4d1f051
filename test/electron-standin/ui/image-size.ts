/** Width and height of a PNG or JPEG in pixels; undefined for anything else. */
export function imageSize(bytes: Buffer): Electron.Size | undefined {
  return pngSize(bytes) ?? jpegSize(bytes);
}

/** PNG: the first chunk is IHDR, its first two numbers are the size. */
function pngSize(bytes: Buffer): Electron.Size | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** JPEG: segment by segment to the first start-of-frame (C0–CF without C4, C8 and CC). */
function jpegSize(bytes: Buffer): Electron.Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return undefined;
}
