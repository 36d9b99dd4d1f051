/** What a search looks at in a file. */
export interface Searchable {
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
  readonly trashed: boolean;
  readonly ownedByMe: boolean;
  readonly createdAt: number;
}

type Test = (file: Searchable) => boolean;

const token = /\s*('(?:[^'\\]|\\.)*'|[()]|!=|<=|>=|=|<|>|[\w.]+)/y;

/**
 * Reads the `q` of `files.list` (developers.google.com/workspace/drive/api/guides/ref-search-terms): `and`, `or`, `not`,
 * parentheses, and the terms name, mimeType, parents, owners, trashed and createdTime. Throws a RangeError for what it does
 * not know.
 */
export function readSearchQuery(text: string): Test {
  const tokens = tokensOf(text);
  let at = 0;
  const fail = (): never => {
    throw new RangeError('Invalid Value');
  };
  const accept = (word: string): boolean => {
    if (tokens[at]?.toLowerCase() !== word) return false;
    at += 1;
    return true;
  };

  function either(): Test {
    const tests = [both()];
    while (accept('or')) tests.push(both());
    return (file) => tests.some((test) => test(file));
  }

  function both(): Test {
    const tests = [single()];
    while (accept('and')) tests.push(single());
    return (file) => tests.every((test) => test(file));
  }

  function single(): Test {
    if (accept('not')) {
      const test = single();
      return (file) => !test(file);
    }
    if (!accept('(')) return term();
    const inner = either();
    return accept(')') ? inner : fail();
  }

  function term(): Test {
    const [left = '', operator = '', right = ''] = tokens.slice(at, at + 3);
    at += 3;
    return termOf(left, operator.toLowerCase(), right) ?? fail();
  }

  const query = either();
  return at === tokens.length ? query : fail();
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; end < text.trimEnd().length; end = token.lastIndex) {
    const found = token.exec(text)?.[1];
    if (found === undefined) throw new RangeError('Invalid Value');
    tokens.push(found);
  }
  return tokens;
}

function termOf(left: string, operator: string, right: string): Test | undefined {
  const value = unquoted(right);
  if (operator === 'in') {
    const member = unquoted(left);
    if (member === undefined) return undefined;
    if (right === 'parents') return (file) => file.parents.includes(member);
    return right === 'owners' ? (file) => (member === 'me') === file.ownedByMe : undefined;
  }
  if (left === 'trashed') return comparison(operator, (file) => String(file.trashed), right);
  if (value === undefined) return undefined;
  if (left === 'createdTime') return timeTest(operator, Date.parse(value));
  if (left === 'mimeType') {
    return operator === 'contains'
      ? (file) => file.mimeType.startsWith(value)
      : comparison(operator, (file) => file.mimeType, value);
  }
  if (left !== 'name') return undefined;
  // `contains` matches beginnings of words, and is deaf to case.
  const words = (file: Searchable): boolean =>
    file.name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(value.toLowerCase())) || file.name.toLowerCase().startsWith(value.toLowerCase());
  return operator === 'contains' ? words : comparison(operator, (file) => file.name, value);
}

function comparison(operator: string, of: (file: Searchable) => string, value: string): Test | undefined {
  if (operator === '=') return (file) => of(file) === value;
  return operator === '!=' ? (file) => of(file) !== value : undefined;
}

function timeTest(operator: string, moment: number): Test | undefined {
  if (Number.isNaN(moment)) return undefined;
  if (operator === '>') return ({ createdAt }) => createdAt > moment;
  if (operator === '>=') return ({ createdAt }) => createdAt >= moment;
  if (operator === '<') return ({ createdAt }) => createdAt < moment;
  return operator === '<=' ? ({ createdAt }) => createdAt <= moment : undefined;
}

function unquoted(text: string): string | undefined {
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : undefined;
}
