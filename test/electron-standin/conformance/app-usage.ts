import ts from 'typescript';
import type { Counterpart } from './counterparts.ts';
import type { TypedProgram } from './typed-program.ts';

/** One member of Electron that the app uses. */
export type Use = { readonly owner: string; readonly member: string; readonly place: string };

/** What the stand-in adds to `process`. */
const PROCESS_MEMBERS: ReadonlySet<string> = new Set(['parentPort', 'type', 'defaultApp', 'resourcesPath', 'on']);

/** All members of Electron's classes and modules that the app's files use; plain data is not among them. */
export function electronUses({ checker, appFiles }: Pick<TypedProgram, 'checker' | 'appFiles'>): readonly Use[] {
  const uses: Use[] = [];
  for (const file of appFiles) {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) uses.push(...describeUse(checker, file, node));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return uses;
}

/** Uses that the stand-in has nothing for. */
export function unwrittenUses(
  uses: readonly Use[],
  { checker }: TypedProgram,
  counterparts: readonly Counterpart[],
): readonly string[] {
  const written = new Map<string, Set<string>>([['Process', new Set(PROCESS_MEMBERS)]]);
  for (const { name, standin } of counterparts) {
    const owner = name.replace(' (static)', '');
    const members = checker.getPropertiesOfType(standin).map((member) => member.name);
    written.set(owner, new Set([...(written.get(owner) ?? []), ...members]));
  }
  // Electron's BrowserWindow inherits most of what it can from BaseWindow, where its typings declare it; the module
  // nativeImage is the class NativeImage.
  const aliases: Readonly<Record<string, string>> = { BaseWindow: 'BrowserWindow', NativeImage: 'nativeImage' };
  return uses
    .filter(({ owner, member }) => !written.get(aliases[owner] ?? owner)?.has(member))
    .map(({ owner, member, place }) => `${owner}.${member} (${place})`);
}

function describeUse(checker: ts.TypeChecker, file: ts.SourceFile, node: ts.PropertyAccessExpression): Use[] {
  const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0];
  if (!declaration?.getSourceFile().fileName.endsWith('/electron/electron.d.ts')) return [];
  const owner = declaration.parent;
  if (!ts.isClassDeclaration(owner) && !ts.isInterfaceDeclaration(owner)) return [];
  // An interface without methods only describes data.
  const hasMethods = owner.members.some((member) => ts.isMethodSignature(member) || ts.isMethodDeclaration(member));
  if (!hasMethods && owner.name?.text !== 'Process') return [];
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return [
    {
      owner: owner.name?.text ?? '',
      member: node.name.text,
      place: `${file.fileName.split('/').slice(-3).join('/')}:${line + 1}`,
    },
  ];
}
