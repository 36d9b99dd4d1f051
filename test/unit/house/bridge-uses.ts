import ts from 'typescript';
import type { SourceText } from './source-files.ts';

const bridge = 'afterimage';

/**
 * Every place where a source takes `afterimage` from an object, as `path:line`: by a dot, in brackets, or by taking the
 * object apart. Import dependency-cruiser sees; a global it doesn't.
 */
export function bridgeUses({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    if (takesBridge(node)) uses.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

function takesBridge(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === bridge;
  if (ts.isElementAccessExpression(node)) return isBridgeText(node.argumentExpression);
  if (ts.isBindingElement(node)) return isBridgeName(node.propertyName ?? node.name);
  return false;
}

function isBridgeName(name: ts.Node): boolean {
  return ts.isIdentifier(name) ? name.text === bridge : ts.isStringLiteralLike(name) && name.text === bridge;
}

function isBridgeText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && node.text === bridge;
}
