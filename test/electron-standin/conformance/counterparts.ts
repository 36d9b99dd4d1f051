import { join } from 'node:path';
import ts from 'typescript';
import type { TypedProgram } from './typed-program.ts';

/** A type of the stand-in and the type of Electron's that it stands for. */
export type Counterpart = {
  /** Electron's name of the class or module; statics are `Name (static)`. */
  readonly name: string;
  readonly standin: ts.Type;
  readonly electron: ts.Type;
};

/** Classes that the app meets without importing them, by Electron's name, with the file that writes them. */
const UNEXPORTED: Readonly<Record<string, readonly [file: string, type: string]>> = {
  WebContents: ['windows/web-contents.ts', 'WebContents'],
  WebFrameMain: ['windows/frame-tree.ts', 'WebFrameMain'],
  Session: ['network/session.ts', 'Session'],
  MessagePortMain: ['ipc/message-port-main.ts', 'MessagePortMain'],
  UtilityProcess: ['system/utility-process.ts', 'UtilityProcess'],
  NativeImage: ['ui/native-image.ts', 'NativeImage'],
  ParentPort: ['system/parent-port.ts', 'ParentPort'],
  IpcRenderer: ['page/ipc-renderer.ts', 'IpcRenderer'],
};

/** Members of objects that have no name of their own in the stand-in. */
const MEMBERS: readonly (readonly [name: string, owner: readonly [file: string, type: string], member: string])[] = [
  ['CommandLine', ['app/app.ts', 'App'], 'commandLine'],
  ['WebRequest', ['network/session.ts', 'Session'], 'webRequest'],
  ['ContextBridge', ['page/isolated-world.ts', 'PreloadElectron'], 'contextBridge'],
  ['WebUtils', ['page/isolated-world.ts', 'PreloadElectron'], 'webUtils'],
];

/** Everything that the stand-in offers, paired with Electron's declaration of it. */
export function findCounterparts(typed: TypedProgram): readonly Counterpart[] {
  const unexported = Object.entries(UNEXPORTED).map(([name, [file, type]]) => ({
    name,
    standin: typeIn(typed, file, type),
    electron: electronType(typed, name),
  }));
  const members = MEMBERS.map(([name, [file, type], member]) => ({
    name,
    standin: memberType(typed, typeIn(typed, file, type), member),
    electron: electronType(typed, name),
  }));
  return [...mainExports(typed), ...unexported, ...members];
}

/** The names that `electron` offers in the main process, those included that throw at every use. */
export function exportedNames(typed: TypedProgram): ReadonlySet<string> {
  const exports = typed.checker.getExportsOfModule(moduleSymbol(typed, 'electron-in-main.ts'));
  return new Set(
    exports.map((symbol) => symbol.name).filter((name) => name !== 'default' && name !== 'module.exports'),
  );
}

/** The names that Electron declares for the main process. */
export function electronMainNames(typed: TypedProgram): ReadonlySet<string> {
  const spaces = ['Main', 'Common'].map((name) => typed.checker.getExportsOfModule(electronSymbol(typed, name)));
  return new Set(spaces.flat().flatMap((symbol) => (symbol.flags & ts.SymbolFlags.Value ? [symbol.name] : [])));
}

function mainExports(typed: TypedProgram): Counterpart[] {
  const { checker } = typed;
  const declared = new Map(
    ['Main', 'Common'].flatMap((space) =>
      checker.getExportsOfModule(electronSymbol(typed, space)).map((symbol) => [symbol.name, symbol] as const),
    ),
  );
  return checker.getExportsOfModule(moduleSymbol(typed, 'electron-in-main.ts')).flatMap((symbol) => {
    const counterpart = declared.get(symbol.name);
    if (!counterpart || !(counterpart.flags & ts.SymbolFlags.Value)) return [];
    const standin = checker.getTypeOfSymbol(symbol);
    const electron = checker.getTypeOfSymbol(counterpart);
    const [ours, theirs] = [standin, electron].map((type) => type.getConstructSignatures()[0]?.getReturnType());
    const isClass = ours !== undefined && theirs !== undefined;
    const name = isClass ? `${symbol.name} (static)` : (electron.symbol?.name ?? symbol.name);
    const pairs: Counterpart[] = [{ name, standin, electron }];
    if (isClass) pairs.push({ name: symbol.name, standin: ours, electron: theirs });
    return pairs;
  });
}

function moduleSymbol({ program, checker, standinFolder }: TypedProgram, file: string): ts.Symbol {
  const source = program.getSourceFile(join(standinFolder, file));
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) throw new Error(`${file} is not part of the program`);
  return symbol;
}

function typeIn(typed: TypedProgram, file: string, name: string): ts.Type {
  const symbol = typed.checker.getExportsOfModule(moduleSymbol(typed, file)).find((one) => one.name === name);
  if (!symbol) throw new Error(`${file} exports no ${name}`);
  return typed.checker.getDeclaredTypeOfSymbol(symbol);
}

function memberType(typed: TypedProgram, owner: ts.Type, member: string): ts.Type {
  const symbol = typed.checker.getPropertyOfType(owner, member);
  if (!symbol) throw new Error(`there is no member ${member}`);
  return typed.checker.getTypeOfSymbol(symbol);
}

function electronType(typed: TypedProgram, name: string): ts.Type {
  return typed.checker.getDeclaredTypeOfSymbol(electronSymbol(typed, name));
}

function electronSymbol({ checker, program }: TypedProgram, name: string): ts.Symbol {
  const namespace = checker.resolveName('Electron', undefined, ts.SymbolFlags.Namespace, false);
  const symbol = namespace && checker.getExportsOfModule(namespace).find((one) => one.name === name);
  if (!symbol) throw new Error(`Electron's typings declare no ${name} (${program.getSourceFiles().length} files)`);
  return symbol;
}
