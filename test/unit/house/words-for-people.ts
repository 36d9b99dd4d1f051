import ts from 'typescript';
import type { SourceText } from './source-files.ts';

/** Calls whose words are for the log or for programmers. */
const forPeopleWhoHelp = /^(?:.*\.)?(?:log|write|refuse|debug|info|warn|error)$/;

/**
 * English that main would put before a person itself: `path:line: text` of each literal of several words, unless it is
 * written to the log, thrown as a bug, or the technical detail of a problem.
 */
export function wordsForPeopleIn({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const words = ts.isTemplateExpression(node) ? templateWords(node) : node.text;
      if (/[A-Za-z]{2,}[,:.…]? [A-Za-z]{1,}/.test(words) && /^\W*[A-Z]/.test(words) && !isForHelp(node)) {
        found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${words}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text with what is filled in as braces. */
function templateWords({ head, templateSpans }: ts.TemplateExpression): string {
  return head.text + templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

function isForHelp(literal: ts.Node): boolean {
  const around = ts.findAncestor(literal.parent, (node) => {
    if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
    if (ts.isPropertyAssignment(node)) return node.name.getText() === 'detail';
    if (ts.isVariableDeclaration(node)) return /^(detail|details)$/.test(node.name.getText());
    return ts.isCallExpression(node) && forPeopleWhoHelp.test(node.expression.getText());
  });
  return around !== undefined;
}
