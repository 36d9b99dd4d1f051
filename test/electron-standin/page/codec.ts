/** Text in which the values that Electron's IPC can clone cross between Node and a page. */
export type Codec = { encode(value: unknown): string; decode(text: string): unknown };

type Encoded =
  | null
  | string
  | boolean
  | number
  | Encoded[]
  | { readonly $: string; readonly v?: Encoded; readonly n?: string };

/**
 * JSON for structured-clone values. What cannot be cloned throws Electron's own message; cycles, which Electron can
 * send, throw a message that says that they are missing here.
 *
 * This function is also turned into source text and run inside pages: it may use nothing from outside itself.
 */
export function makeCodec(): Codec {
  type ViewMaker = new (buffer: ArrayBuffer) => ArrayBufferView;
  const views: Record<string, ViewMaker> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
  const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  function encodeObject(value: object, above: ReadonlySet<object>): Encoded {
    if (above.has(value)) throw new Error('stand-in Electron: a message with a cycle is not implemented');
    const inside = new Set(above).add(value);
    const list = (values: Iterable<unknown>): Encoded[] => Array.from(values, (one) => encode(one, inside));
    if (Array.isArray(value)) return list(value);
    if (value instanceof Date) return { $: 'date', v: encode(value.getTime(), inside) };
    if (value instanceof RegExp) return { $: 'regexp', v: value.source, n: value.flags };
    if (value instanceof Error) return { $: 'error', v: [value.name, value.message, value.stack ?? ''] };
    if (value instanceof Map) return { $: 'map', v: [...value].map(list) };
    if (value instanceof Set) return { $: 'set', v: list(value) };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toText(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      return {
        $: 'view',
        n: kindOf(value),
        v: toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      };
    }
    if (kindOf(value) !== 'Object') throw new Error('An object could not be cloned.');
    return { $: 'object', v: Object.entries(value).map(list) };
  }

  function encode(value: unknown, above: ReadonlySet<object>): Encoded {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
      case 'undefined':
        return { $: 'undefined' };
      case 'bigint':
        return { $: 'bigint', v: String(value) };
      case 'object':
        return value === null ? null : encodeObject(value, above);
      default:
        throw new Error('An object could not be cloned.');
    }
  }

  function decodeView(kind: string, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
    const View = views[kind] ?? Uint8Array;
    return new View(bytes.buffer);
  }

  function decodeError([name, message, stack]: readonly string[]): Error {
    const error = new Error(message);
    for (const [key, value] of Object.entries({ name, stack })) {
      Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: false });
    }
    return error;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the reverse of encode, over text that only encode wrote
  function decode(encoded: any): unknown {
    if (encoded === null || typeof encoded !== 'object') return encoded;
    if (Array.isArray(encoded)) return encoded.map(decode);
    const { $, v, n } = encoded;
    switch ($) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v);
      case 'bigint':
        return BigInt(v);
      case 'date':
        return new Date(Number(decode(v)));
      case 'regexp':
        return new RegExp(v, n);
      case 'error':
        return decodeError(v);
      case 'map':
        return new Map(v.map((pair: unknown[]) => pair.map(decode)));
      case 'set':
        return new Set(v.map(decode));
      case 'buffer':
        return toBytes(v).buffer;
      case 'view':
        return decodeView(n, toBytes(v));
      default:
        return Object.fromEntries(v.map((pair: unknown[]) => pair.map(decode)));
    }
  }

  return {
    encode: (value) => JSON.stringify(encode(value, new Set())),
    decode: (text) => decode(JSON.parse(text)),
  };
}
