import ts from 'typescript';
import type { SourceText } from './source-files.ts';

/** Where a value is declared: the block in which it is known, and from where on it exists. */
interface Declared {
  readonly name: string;
  readonly block: ts.Node;
  readonly end: number;
}

/**
 * What a function uses, at once or in a closure, above the line that makes it: `path:line: name`. Functions and types
 * exist from the beginning; whatever is made by a statement does not.
 */
export function forwardReferencesIn({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const declared = declarationsIn(file);
  const found: string[] = [];
  visit(file, (node) => {
    if (!ts.isIdentifier(node) || isOnlyName(node)) return;
    const declaration = declarationOf(node, declared);
    if (declaration === undefined || node.end > declaration.end) return;
    found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.text}`);
  });
  return found;
}

function visit(node: ts.Node, call: (node: ts.Node) => void): void {
  call(node);
  ts.forEachChild(node, (child) => visit(child, call));
}

function declarationsIn(file: ts.SourceFile): readonly Declared[] {
  const found: Declared[] = [];
  visit(file, (node) => {
    const isMade = ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent);
    if (isMade && isInsideFunction(node)) add(node.name, blockOf(node.parent.parent), node.end, found);
    // A parameter hides a value of the same name that is made further down.
    if (ts.isParameter(node)) add(node.name, node.parent, -1, found);
  });
  return found;
}

function add(name: ts.BindingName, block: ts.Node, end: number, found: Declared[]): void {
  if (ts.isIdentifier(name)) {
    found.push({ name: name.text, block, end });
    return;
  }
  for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name, block, end, found);
}

function blockOf(node: ts.Node): ts.Node {
  return node.parent;
}

function isInsideFunction(node: ts.Node): boolean {
  return ts.findAncestor(node.parent, (one) => ts.isFunctionLike(one)) !== undefined;
}

/** The declaration that the name means: that of the innermost block around it. */
function declarationOf(node: ts.Identifier, declared: readonly Declared[]): Declared | undefined {
  const blocks: ts.Node[] = [];
  for (let one: ts.Node | undefined = node.parent; one !== undefined; one = one.parent) blocks.push(one);
  return blocks
    .map((block) => declared.find((one) => one.block === block && one.name === node.text))
    .find((one) => one !== undefined);
}

/** Is it the name of a property, a declaration or a type, and not the use of a value? */
function isOnlyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent))
    return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.name === node || parent.propertyName === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name === node;
  return ts.isTypeNode(parent) || ts.isQualifiedName(parent);
}

/** A function that is longer than `most` lines: `path:line: name, n lines`. */
export function longFunctionsIn({ path, text }: SourceText, most: number): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  const found: string[] = [];
  visit(file, (node) => {
    if (!ts.isFunctionLike(node)) return;
    const [from, to] = [lineOf(node.getStart()), lineOf(node.end)];
    if (to - from + 1 > most) found.push(`${path}:${from}: ${to - from + 1} lines`);
  });
  return found;
}
