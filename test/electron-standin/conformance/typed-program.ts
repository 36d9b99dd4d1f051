import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

/** The stand-in's modules whose types are held against Electron's. */
const STANDIN_ROOTS = [
  'electron-in-main.ts',
  'electron-in-utility.ts',
  'standin.ts',
  'page/isolated-world.ts',
  'utility.ts',
];

/** Packages that give the app objects of Electron's kind. */
const ELECTRON_PACKAGES: ReadonlySet<string> = new Set(['electron-updater']);

/** A type-checked view of the stand-in and of the app's code that uses Electron. */
export type TypedProgram = {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly standinFolder: string;
  /** The app's files that may use Electron. */
  readonly appFiles: readonly ts.SourceFile[];
};

/**
 * Loads the stand-in, Electron's typings and the app's shell. Imports that lead elsewhere (the engine, libraries) stay
 * unresolved: what they bring has nothing to do with Electron, and their typings would take most of the time.
 *
 * @param appFolders the code that uses Electron; folders that are not there are left out
 */
export function loadTypedProgram(projectFolder: string, appFolders: readonly string[]): TypedProgram {
  const standinFolder = join(projectFolder, 'test', 'electron-standin');
  const appPaths = appFolders.filter((folder) => existsSync(folder)).flatMap(sourcesIn);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node', 'electron'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => projectFolder;
  const wanted = [standinFolder, ...appFolders];
  host.resolveModuleNameLiterals = (literals, containingFile) =>
    literals.map(({ text }) => {
      if (containingFile.includes('node_modules') || ELECTRON_PACKAGES.has(text))
        return ts.resolveModuleName(text, containingFile, options, host);
      const path = resolve(dirname(containingFile), text);
      const isWanted = text.startsWith('.') && path.endsWith('.ts') && wanted.some((folder) => path.startsWith(folder));
      return { resolvedModule: isWanted ? { resolvedFileName: path, extension: ts.Extension.Ts } : undefined };
    });
  const roots = [...STANDIN_ROOTS.map((name) => join(standinFolder, name)), ...appPaths];
  const program = ts.createProgram(roots, options, host);
  const appFiles = appPaths.flatMap((path) => program.getSourceFile(path) ?? []);
  return { program, checker: program.getTypeChecker(), standinFolder, appFiles };
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}
