import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { project } from './documents.ts';

/**
 * The number that the constant `name` of a source has. Read from the text, so that nothing has to be exported for its
 * documentation: literals, other constants of the file, `* / + -` and `**`. Throws where there is no such constant.
 */
export function constantOf(path: string, name: string): number {
  const file = ts.createSourceFile(path, readFileSync(join(project, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const initializers = new Map<string, ts.Expression>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(declared) && initializer !== undefined) initializers.set(declared.text, initializer);
    }
  }
  const numberOf = (expression: ts.Expression | undefined): number => {
    if (expression === undefined) throw new Error(`${path} has no constant ${name}: say in the test where it is now`);
    if (ts.isNumericLiteral(expression)) return Number(expression.text);
    if (ts.isIdentifier(expression)) return numberOf(initializers.get(expression.text));
    if (ts.isParenthesizedExpression(expression)) return numberOf(expression.expression);
    if (ts.isBinaryExpression(expression)) {
      return calculated(expression.operatorToken.kind, numberOf(expression.left), numberOf(expression.right));
    }
    throw new Error(`${path}: cannot calculate ${expression.getText()}`);
  };
  return numberOf(initializers.get(name));
}

function calculated(operator: ts.SyntaxKind, left: number, right: number): number {
  switch (operator) {
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return left ** right;
    default:
      throw new Error(`cannot calculate with ${ts.SyntaxKind[operator]}`);
  }
}
