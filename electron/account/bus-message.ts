/**
 * The few forms of the D-Bus wire protocol that a question with a yes-or-no answer needs
 * (https://dbus.freedesktop.org/doc/dbus-specification.html): method calls whose arguments are strings, and the replies
 * to them.
 */

/** A call of a method. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
  /** A service that does not run yet is started for it. */
  readonly startsService?: boolean;
}

/** Something that came over the bus. */
export interface BusMessage {
  readonly kind: 'return' | 'error' | 'other';
  /** Which call it replies to; 0 when it is no reply. */
  readonly replyTo: number;
  /** The types in the body. */
  readonly signature: string;
  readonly body: Buffer;
  /** Of an error. */
  readonly errorName: string;
}

/** The value of a property is asked for in this interface, with the names of its interface and of itself. */
export const propertiesInterface = 'org.freedesktop.DBus.Properties';

const littleEndian = 0x6c;
const methodCall = 1;
const noAutoStart = 2;
const protocolVersion = 1;
const headerField = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 };

/** No answer that is expected here is larger, in bytes. */
const largestMessage = 64 * 1024;

/** The bytes of a call; `serial` is above 0 and new on its connection. */
export function encodeCall(serial: number, call: BusCall): Buffer {
  const body = new Writer();
  for (const arg of call.args) body.string(arg);
  const fields = new Writer();
  fields.field(headerField.path, 'o', call.path);
  fields.field(headerField.interface, 's', call.interface);
  fields.field(headerField.member, 's', call.member);
  fields.field(headerField.destination, 's', call.destination);
  if (call.args.length > 0) fields.field(headerField.signature, 'g', 's'.repeat(call.args.length));
  const message = new Writer();
  message.bytes(littleEndian, methodCall, call.startsService === true ? 0 : noAutoStart, protocolVersion);
  message.uint32(body.length);
  message.uint32(serial);
  message.uint32(fields.length);
  message.append(fields);
  message.align(8);
  message.append(body);
  return message.buffer();
}

/** Takes the first message off the bytes; null while it is not whole. Throws on what cannot be read. */
export function takeMessage(bytes: Buffer): { readonly message: BusMessage; readonly rest: Buffer } | null {
  if (bytes.length < 16) return null;
  if (bytes.readUInt8(0) !== littleEndian) throw new Error('The D-Bus session speaks in another order of bytes.');
  const fieldsEnd = 16 + bytes.readUInt32LE(12);
  const bodyStart = aligned(fieldsEnd, 8);
  const end = bodyStart + bytes.readUInt32LE(4);
  if (end > largestMessage) throw new Error('The D-Bus session sent too much.');
  if (bytes.length < end) return null;
  const fields = readFields(bytes.subarray(0, fieldsEnd));
  const message: BusMessage = {
    kind: bytes.readUInt8(1) === 2 ? 'return' : bytes.readUInt8(1) === 3 ? 'error' : 'other',
    replyTo: Number(fields.get(headerField.replySerial) ?? 0),
    signature: String(fields.get(headerField.signature) ?? ''),
    errorName: String(fields.get(headerField.errorName) ?? ''),
    body: bytes.subarray(bodyStart, end),
  };
  return { message, rest: bytes.subarray(end) };
}

/** The answer to a question, as itself or as the value of a property. Throws when it is none. */
export function booleanIn({ signature, body }: BusMessage): boolean {
  if (signature === 'b' && body.length >= 4) return body.readUInt32LE(0) === 1;
  const isVariant = signature === 'v' && body.length >= 8 && body.toString('latin1', 0, 3) === '\x01b\0';
  if (isVariant) return body.readUInt32LE(4) === 1;
  throw new Error('The D-Bus session answered something else than yes or no.');
}

function readFields(header: Buffer): ReadonlyMap<number, string | number> {
  const fields = new Map<number, string | number>();
  for (let at = 16; at < header.length; ) {
    at = aligned(at, 8);
    const code = header.readUInt8(at);
    const type = header.toString('latin1', at + 2, at + 2 + header.readUInt8(at + 1));
    at += 3 + type.length;
    if (type === 'g') {
      const length = header.readUInt8(at);
      fields.set(code, header.toString('latin1', at + 1, at + 1 + length));
      at += length + 2;
    } else if (type === 's' || type === 'o') {
      at = aligned(at, 4);
      const length = header.readUInt32LE(at);
      fields.set(code, header.toString('utf8', at + 4, at + 4 + length));
      at += length + 5;
    } else if (type === 'u') {
      at = aligned(at, 4);
      fields.set(code, header.readUInt32LE(at));
      at += 4;
    } else {
      throw new Error('The D-Bus session sent an unknown form of message.');
    }
  }
  return fields;
}

/** Values in the order and with the gaps of the wire format; every part begins at a multiple of eight. */
class Writer {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  buffer(): Buffer {
    return Buffer.from(this.#bytes);
  }

  bytes(...values: readonly number[]): void {
    this.#bytes.push(...values);
  }

  align(size: number): void {
    while (this.#bytes.length % size !== 0) this.#bytes.push(0);
  }

  uint32(value: number): void {
    this.align(4);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.#bytes.push(...bytes);
  }

  string(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.uint32(bytes.length);
    this.bytes(...bytes, 0);
  }

  field(code: number, type: 'o' | 's' | 'g', value: string): void {
    this.align(8);
    this.bytes(code, 1, type.charCodeAt(0), 0);
    if (type === 'g') this.bytes(value.length, ...Buffer.from(value, 'latin1'), 0);
    else this.string(value);
  }

  append(part: Writer): void {
    this.bytes(...part.#bytes);
  }
}

function aligned(at: number, size: number): number {
  return Math.ceil(at / size) * size;
}
