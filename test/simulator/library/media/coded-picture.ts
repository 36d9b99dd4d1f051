import { contentOf } from './iso-box.ts';

/** One AV1-coded picture, taken out of the AVIF file that the encoder wrapped it in. */
export interface CodedPicture {
  readonly width: number;
  readonly height: number;
  /** The `iprp` content that describes item 1: codec configuration, size, colour. */
  readonly properties: Uint8Array;
  /** The `av1C` content. */
  readonly configuration: Uint8Array;
  /** The AV1 open bitstream units. */
  readonly data: Uint8Array;
}

/** Reads what the encoder writes: one item, one extent, offsets of four bytes. Anything else is a bug here. */
export function unwrapAvif(file: Buffer, width: number, height: number): CodedPicture {
  const meta = required(contentOf(file, 'meta'), 'meta').subarray(4);
  const properties = required(contentOf(meta, 'iprp'), 'iprp');
  const configuration = required(contentOf(required(contentOf(properties, 'ipco'), 'ipco'), 'av1C'), 'av1C');
  const primary = required(contentOf(meta, 'pitm'), 'pitm').readUInt16BE(4);
  if (primary !== 1) throw new Error(`The picture is item ${primary}, not item 1`);
  const { offset, length } = firstExtent(required(contentOf(meta, 'iloc'), 'iloc'));
  return { width, height, properties, configuration, data: file.subarray(offset, offset + length) };
}

function firstExtent(location: Buffer): { readonly offset: number; readonly length: number } {
  const version = location.readUInt8(0);
  const sizes = location.readUInt16BE(4) >> 8;
  const baseSize = location.readUInt8(5) >> 4;
  if (version > 1 || sizes !== 0x44 || (baseSize !== 0 && baseSize !== 4))
    throw new Error('The encoder changed how it locates pictures');
  const items = location.readUInt16BE(6);
  if (items !== 1) throw new Error(`One picture expected, not ${items}`);
  // Item id, construction method (version 1), data reference, base offset, number of extents.
  const afterReference = 8 + 2 + (version === 1 ? 2 : 0) + 2;
  const base = baseSize === 4 ? location.readUInt32BE(afterReference) : 0;
  const extent = afterReference + baseSize + 2;
  return { offset: base + location.readUInt32BE(extent), length: location.readUInt32BE(extent + 4) };
}

function required(content: Buffer | undefined, type: string): Buffer {
  if (content === undefined) throw new Error(`The encoder wrote no ${type} box`);
  return content;
}
