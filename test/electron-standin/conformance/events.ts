import ts from 'typescript';
import type { TypedProgram } from './typed-program.ts';

/** Events between the stand-in's own parts. */
const INTERNAL: ReadonlySet<string> = new Set(['event', 'chromium']);

/** Names that the stand-in emits as events and that no class of Electron has. */
export function unknownEvents(typed: TypedProgram): readonly string[] {
  const known = electronEvents(typed);
  const sources = typed.program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(typed.standinFolder));
  return sources.flatMap(emittedNames).filter((name) => !known.has(name) && !INTERNAL.has(name));
}

function electronEvents({ program }: TypedProgram): ReadonlySet<string> {
  const typings = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('/electron/electron.d.ts'));
  const overloads = typings?.text.matchAll(/\bon\(event: '([^']+)'/g) ?? [];
  return new Set([...overloads].map(([, name = '']) => name));
}

function emittedNames(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const callee =
      ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (/^#?emit$/.test(callee) && first && ts.isStringLiteral(first)) names.push(first.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}
