import ts from 'typescript';

/** Electron's typings, and those of the package that brings updates; with a capture for the name of the package. */
const TYPINGS = /\/node_modules\/(electron|electron-updater)\//;

/** Whether Electron, or its updater, declares this. */
export function isElectrons(declaration: ts.Node | undefined): boolean {
  return declaration !== undefined && TYPINGS.test(declaration.getSourceFile().fileName);
}

/** `Shell.openPath`: the class or module around a member, and its name. */
export function memberName(declaration: ts.Declaration): string {
  const owner = classAround(declaration);
  const name = ts.getNameOfDeclaration(declaration)?.getText() ?? '';
  return owner === undefined ? name : `${owner}.${name}`;
}

/** The class or interface that declares a member, by name. */
export function classAround({ parent }: ts.Declaration): string | undefined {
  return ts.isClassDeclaration(parent) || ts.isInterfaceDeclaration(parent) ? parent.name?.text : undefined;
}

/** `main/window/main-window.ts:78`: where a piece of code stands, for a person who has to go there. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName.split('/').slice(-3).join('/')}:${line + 1}`;
}

/** Every node of the files, from the outside in. */
export function* nodesOf(files: readonly ts.SourceFile[]): Generator<ts.Node> {
  const waiting: ts.Node[] = [...files];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    waiting.push(...children.toReversed());
  }
}
