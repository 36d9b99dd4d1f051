import ts from 'typescript';
import type { RetiredWord } from './retired-words.ts';
import type { SourceText } from './source-files.ts';

/** `photoGrid`, `PhotoGrid`, `photo-grid` and `PHOTO_GRID2` are the words photo and grid. */
export function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

/** Every type that a source declares, and everything that it exports. */
export function declaredNames({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  for (const statement of file.statements) for (const name of namesIn(statement)) names.add(name);
  return [...names];
}

function namesIn(statement: ts.Statement): readonly string[] {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    return [statement.name.text];
  }
  if (ts.isClassDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (ts.isExportDeclaration(statement)) return exportedBy(statement);
  const isExported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
  if (isExported !== true) return [];
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  return [];
}

function exportedBy({ exportClause }: ts.ExportDeclaration): readonly string[] {
  if (exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
  return exportClause.elements.map(({ name }) => name.text);
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** Something with a name that may hold a retired word. */
export interface Named {
  /** `path`, or `path: name` for what a file declares. */
  readonly what: string;
  readonly path: string;
  readonly name: string;
}

/** Each file and folder of `paths`, by its own name without its ending. */
export function pathNames(paths: readonly string[]): readonly Named[] {
  const all = new Set(
    paths.flatMap((path) => {
      const names = path.split('/');
      return names.map((_, index) => names.slice(0, index + 1).join('/'));
    }),
  );
  return [...all].map((path) => ({ what: path, path, name: path.replace(/^.*\//, '') }));
}

/** The names that hold a retired word, each with the word and what to use: key `what`, value what is wrong. */
export function retiredIn(named: readonly Named[], retired: readonly RetiredWord[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { what, path, name } of named) {
    const words = ` ${wordsOf(name).join(' ')} `;
    for (const { forms, use, in: where } of retired) {
      const form = forms.find((one) => words.includes(` ${one} `));
      if (form !== undefined && (where?.test(path) ?? true))
        found.set(what, `${what}: "${form}" is retired; use ${use}`);
    }
  }
  return found;
}
