const [quote, backslash] = [0x22, 0x5c];
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Whether lists and objects of a JSON text are nested more than `most` deep. The parser needs seconds for some millions of
 * levels, in which the process hears nothing; counting them takes as long as reading the bytes. What is no JSON has some
 * depth as well.
 */
export function nestsDeeper(json: Uint8Array, most: number): boolean {
  if (!opensMore(json, most)) return false;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isInText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) isInText = true;
    else if (byte === openObject || byte === openList) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === closeObject || byte === closeList) depth -= 1;
  }
  return false;
}

/** Whether more than `most` brackets open, those in texts as well: mostly too few do, and these are found natively. */
function opensMore(json: Uint8Array, most: number): boolean {
  let count = 0;
  for (const bracket of [openObject, openList])
    for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  return false;
}
