import ts from 'typescript';
import type { SourceText } from './source-files.ts';

const modules = /^(?:node:)?fs(?:\/promises)?$|\/base\/durable-(?:file|folder)\.ts$/;

/** What works on a file that is open already, and names no path. */
const onOpenFiles = new Set([
  ...['close', 'closeSync', 'constants', 'fdatasync', 'fdatasyncSync', 'fstatSync', 'fsyncSync', 'ftruncateSync'],
  ...['readSync', 'writeSync'],
]);

/**
 * Every import by which a source could name a path to the file system without the fence, as `path: name`. Types, and what
 * works on open files, cannot.
 */
export function rawFileImports({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...importedNames(node).map((name) => `${path}: ${name}`));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function importedNames(node: ts.Node): readonly string[] {
  if (ts.isImportDeclaration(node) && isRaw(node.moduleSpecifier)) return namesOf(node.importClause);
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && isRaw(node.moduleSpecifier)) return ['*'];
  if (!ts.isCallExpression(node)) return [];
  const [argument] = node.arguments;
  const loads =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^(?:require|createRequire|getBuiltinModule)$/.test(node.expression.getText().split('.').at(-1) ?? '');
  return loads && argument !== undefined && isRaw(argument) ? ['*'] : [];
}

function isRaw(specifier: ts.Node): boolean {
  return ts.isStringLiteralLike(specifier) && modules.test(specifier.text);
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const names = clause.name === undefined ? [] : ['*'];
  const bindings = clause.namedBindings;
  if (bindings === undefined) return names;
  if (ts.isNamespaceImport(bindings)) return ['*'];
  const taken = bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ propertyName, name }) => (propertyName ?? name).text);
  return [...names, ...taken.filter((name) => !onOpenFiles.has(name))];
}
