/** Which parts of an answer the `fields` parameter asks for; `true` for a whole value. */
export type FieldMask = true | ReadonlyMap<string, FieldMask>;

/**
 * Reads a partial-response mask: "nextPageToken,files(id,name)", "storageQuota/limit", "*". Throws a RangeError for what is
 * none.
 */
export function readFieldMask(text: string): FieldMask {
  const tokens = text.match(/[\w*-]+|[(),/]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(/\s/g, '')) throw new RangeError(`Invalid field selection ${text}`);
  let at = 0;

  function list(): FieldMask {
    const fields = new Map<string, FieldMask>();
    for (;;) {
      const name = tokens[at++];
      if (name === undefined || /^[(),/]$/.test(name)) throw new RangeError(`Invalid field selection ${text}`);
      const own = below();
      if (name === '*') return true;
      fields.set(name, own);
      if (tokens[at] !== ',') return fields;
      at += 1;
    }
  }

  function below(): FieldMask {
    if (tokens[at] === '/') {
      at += 1;
      const name = tokens[at++] ?? '';
      return name === '*' ? true : new Map([[name, below()]]);
    }
    if (tokens[at] !== '(') return true;
    at += 1;
    const inner = list();
    if (tokens[at++] !== ')') throw new RangeError(`Invalid field selection ${text}`);
    return inner;
  }

  const mask = list();
  if (at !== tokens.length) throw new RangeError(`Invalid field selection ${text}`);
  return mask;
}

/** A value with only what the mask asks for; fields that it does not have are no error. */
export function masked(value: unknown, mask: FieldMask): unknown {
  if (mask === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const own = mask.get(name);
      return own === undefined ? [] : [[name, masked(inner, own)]];
    }),
  );
}
