/** A piece of text that is already written, or a value that is yet to be. */
type Piece = { readonly text: string } | { readonly value: unknown };

/**
 * A value as JSON, with `indent` blanks a level and through `replace`, as `JSON.stringify` has it, where it is not nested
 * too deeply for that.
 */
export function jsonText(value: object, indent = 0, replace?: (key: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(value, replace, indent);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return deepJson(value, 'as they are');
  }
}

/**
 * A value that came as JSON, as JSON again, its keys in their order or `sorted`. However deeply it is nested: what
 * `JSON.parse` reads, `JSON.stringify` cannot always write, because that needs a place on the stack for every level.
 */
export function deepJson(value: unknown, keys: 'as they are' | 'sorted'): string {
  if (keys === 'sorted') {
    const sorted = sortedCopy(value, 0, null);
    if (sorted !== undefined) return JSON.stringify(sorted);
  }
  return shallowJson(value, keys, 0);
}

/** An object that came as JSON, as JSON with sorted keys but without one of its own; see {@link deepJson}. */
export function sortedJsonWithout(value: Readonly<Record<string, unknown>>, name: string): string {
  const sorted = sortedCopy(value, 0, name);
  if (sorted !== undefined) return JSON.stringify(sorted);
  return shallowJson(Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)), 'sorted', 0);
}

/** What an object does not keep in the order in which it gets them: whole numbers come first, and this one is its prototype. */
const oddName = /^(?:\d+|__proto__)$/;

/**
 * The value with the keys of all its objects in order, for `JSON.stringify`, which writes a listing's items with a third of the
 * garbage that pieces of text make. Undefined where that cannot be: too deep, or with names that are {@link oddName}.
 */
function sortedCopy(value: unknown, level: number, without: string | null): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (level === levelsOnStack) return undefined;
  if (Array.isArray(value)) {
    const copies: unknown[] = [];
    for (const one of value) {
      const copy = sortedCopy(one, level + 1, null);
      if (copy === undefined) return undefined;
      copies.push(copy);
    }
    return copies;
  }
  if (!isObject(value)) return undefined;
  const sorted: Record<string, unknown> = {};
  for (const name of inOrder(Object.keys(value))) {
    if (name === without) continue;
    if (oddName.test(name)) return undefined;
    const copy = sortedCopy(value[name], level + 1, null);
    if (copy === undefined) return undefined;
    sorted[name] = copy;
  }
  return sorted;
}

/** More names than a few are left to the engine, whose sort makes copies. */
const fewNames = 16;

/** Sorts the names, by their code units. */
function inOrder(names: string[]): readonly string[] {
  if (names.length > fewNames) return names.sort();
  for (let end = 1; end < names.length; end += 1) {
    const name = names[end] ?? '';
    let place = end;
    for (let before = names[place - 1]; before !== undefined && before > name; before = names[place - 1]) {
      names[place] = before;
      place -= 1;
    }
    names[place] = name;
  }
  return names;
}

/** So many levels the stack has room for, whoever calls; what is deeper goes the long way. */
const levelsOnStack = 50;

function shallowJson(value: unknown, keys: 'as they are' | 'sorted', level: number): string {
  if (Array.isArray(value)) {
    if (level === levelsOnStack) return pieceByPiece(value, keys);
    return `[${Array.from(value, (one) => shallowJson(one, keys, level + 1)).join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  if (level === levelsOnStack) return pieceByPiece(value, keys);
  const names = Object.keys(value);
  if (keys === 'sorted') names.sort();
  let text = '';
  for (const name of names) {
    const one = value[name];
    if (one === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${shallowJson(one, keys, level + 1)}`;
  }
  return `{${text}}`;
}

/** Without a place on the stack for every level. */
function pieceByPiece(value: unknown, keys: 'as they are' | 'sorted'): string {
  const written: string[] = [];
  // What is to be written next lies on top.
  const waiting: Piece[] = [{ value }];
  for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) {
    if ('text' in piece) written.push(piece.text);
    else if (Array.isArray(piece.value)) putOn(waiting, listPieces(piece.value));
    else if (isObject(piece.value)) putOn(waiting, objectPieces(piece.value, keys));
    else written.push(JSON.stringify(piece.value) ?? 'null');
  }
  return written.join('');
}

/** The first of the pieces comes to lie on top. */
function putOn(waiting: Piece[], pieces: readonly Piece[]): void {
  for (let at = pieces.length - 1; at >= 0; at -= 1) waiting.push(...pieces.slice(at, at + 1));
}

function listPieces(list: readonly unknown[]): Piece[] {
  const within = list.flatMap((value, index): Piece[] => (index === 0 ? [{ value }] : [{ text: ',' }, { value }]));
  return [{ text: '[' }, ...within, { text: ']' }];
}

function objectPieces(object: Readonly<Record<string, unknown>>, keys: 'as they are' | 'sorted'): Piece[] {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  if (keys === 'sorted') entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const within = entries.flatMap(([key, value], index): Piece[] => [
    { text: `${index === 0 ? '' : ','}${JSON.stringify(key)}:` },
    { value },
  ]);
  return [{ text: '{' }, ...within, { text: '}' }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
