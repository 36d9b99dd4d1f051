import { below, type Chance, oneOf } from './fuzz-target.ts';

/** No input becomes larger: what matters is what is said in it. */
const largestInput = 256 * 1024;

/** Numbers that parsers stumble over: extremes, and small ones that make cycles. */
const nastyNumbers = [
  ...[0, 1, 2, 7, 8, 16, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff],
  ...[0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff],
];

type Damage = (bytes: Buffer, samples: readonly Uint8Array[], chance: Chance) => Buffer;

const damages: readonly Damage[] = [
  flipBit,
  flipBit,
  setByte,
  setNumber,
  setNumber,
  changeNumber,
  changeNumber,
  cutOff,
  removePiece,
  doublePiece,
  movePiece,
  fillPiece,
  insertBytes,
  splice,
];

/** A sample with one to five damages: bits, numbers, lengths, pieces that are cut, doubled, moved or come from another. */
export function damagedBytes(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  let bytes: Buffer = Buffer.from(oneOf(samples, chance));
  const times = 1 + below(5, chance);
  for (let time = 0; time < times; time += 1) {
    if (bytes.length === 0) return bytes;
    bytes = oneOf(damages, chance)(bytes, samples, chance).subarray(0, largestInput);
  }
  return bytes;
}

function flipBit(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const at = below(bytes.length, chance);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8, chance));
  return bytes;
}

function setByte(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  bytes[below(bytes.length, chance)] = below(256, chance);
  return bytes;
}

/** A nasty number of 1, 2, 4 or 8 bytes in either order. */
function setNumber(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const length = oneOf([1, 2, 4, 8], chance);
  const at = below(bytes.length, chance);
  writeNumber(bytes, { at, length, value: BigInt(oneOf(nastyNumbers, chance)), isLittle: chance() < 0.5 });
  return bytes;
}

/** A number that is a little more or less, or many times what it was: what lengths and offsets are damaged by. */
function changeNumber(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const length = oneOf([1, 2, 4, 8], chance);
  const at = below(bytes.length, chance);
  const isLittle = chance() < 0.5;
  const piece = bytes.subarray(at, at + length);
  const inOrder = isLittle ? [...piece].toReversed() : [...piece];
  const was = inOrder.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const value = oneOf([was + 1n, was - 1n, was + 8n, was * 2n, was / 2n, was + 0x1_0000n, -was], chance);
  writeNumber(bytes, { at, length, value, isLittle });
  return bytes;
}

interface PlacedNumber {
  readonly at: number;
  readonly length: number;
  readonly value: bigint;
  readonly isLittle: boolean;
}

function writeNumber(bytes: Buffer, { at, length, value, isLittle }: PlacedNumber): void {
  for (let index = 0; index < length && at + index < bytes.length; index += 1) {
    const shift = BigInt(8 * (isLittle ? index : length - 1 - index));
    bytes[at + index] = Number((value >> shift) & 0xffn);
  }
}

function cutOff(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  return bytes.subarray(0, below(bytes.length, chance));
}

function removePiece(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const { start, end } = pieceOf(bytes, chance);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function doublePiece(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const { start, end } = pieceOf(bytes, chance);
  const times = oneOf([1, 1, 2, 30], chance);
  const piece = bytes.subarray(start, end);
  return Buffer.concat([bytes.subarray(0, end), ...Array.from({ length: times }, () => piece), bytes.subarray(end)]);
}

function movePiece(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const { start, end } = pieceOf(bytes, chance);
  const piece = bytes.subarray(start, end);
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const at = below(rest.length + 1, chance);
  return Buffer.concat([rest.subarray(0, at), piece, rest.subarray(at)]);
}

function fillPiece(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const { start, end } = pieceOf(bytes, chance);
  return bytes.fill(oneOf([0, 0xff, 0x20], chance), start, end);
}

function insertBytes(bytes: Buffer, _samples: readonly Uint8Array[], chance: Chance): Buffer {
  const at = below(bytes.length + 1, chance);
  const inserted = Buffer.from(Array.from({ length: 1 + below(40, chance) }, () => below(256, chance)));
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
}

function splice(bytes: Buffer, samples: readonly Uint8Array[], chance: Chance): Buffer {
  const other = Buffer.from(oneOf(samples, chance));
  return Buffer.concat([bytes.subarray(0, below(bytes.length, chance)), other.subarray(below(other.length, chance))]);
}

function pieceOf(bytes: Buffer, chance: Chance): { readonly start: number; readonly end: number } {
  const start = below(bytes.length, chance);
  const most = chance() < 0.7 ? 64 : bytes.length;
  return { start, end: Math.min(bytes.length, start + 1 + below(most, chance)) };
}
