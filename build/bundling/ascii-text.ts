import type { Plugin } from 'vite';

/** A node of a syntax tree, as far as it matters here. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Writes what is not ASCII in texts as escapes. V8 keeps the source of a module for as long as it lives, at two bytes a
 * character where one of them is not ASCII: dashes in messages cost some 5 MB in each process. Comments must be gone.
 */
export function asciiText(): Plugin {
  return {
    name: 'ascii-text',
    apply: 'build',
    // Behind everything that prints code anew.
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || isAscii(chunk.code)) continue;
        chunk.code = escapeTexts(chunk.code, this.parse(chunk.code));
      }
    },
  };
}

/**
 * The code with escapes in its literals; `tree` is what it parses to. What a tagged template gets as it is written stays as
 * it is.
 */
export function escapeTexts(code: string, tree: object): string {
  let escaped = '';
  let done = 0;
  for (const { start, end } of textsIn(tree).toSorted((one, other) => one.start - other.start)) {
    escaped += code.slice(done, start) + inAscii(code.slice(start, end));
    done = end;
  }
  return escaped + code.slice(done);
}

function textsIn(tree: object): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting: object[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isSyntaxNode(node) && (node.type === 'Literal' || node.type === 'TemplateElement')) {
      found.push(node);
      continue;
    }
    const isTagged = isSyntaxNode(node) && node.type === 'TaggedTemplateExpression';
    for (const [name, child] of Object.entries(node)) {
      if (typeof child !== 'object' || child === null) continue;
      if (isTagged && name === 'quasi' && 'expressions' in child) waiting.push(child.expressions as object);
      else waiting.push(child);
    }
  }
  return found;
}

function isSyntaxNode(value: object): value is SyntaxNode {
  return 'type' in value && typeof value.type === 'string';
}

/** A backslash before such a character means nothing, and would make the escape a text of its own. */
function inAscii(literal: string): string {
  return literal.replace(/(\\*)([^\0-\x7f])/gu, (_all, backslashes: string, character: string) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    const kept = backslashes.length % 2 === 0 ? backslashes : backslashes.slice(1);
    return kept + units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/u.test(text);
}
