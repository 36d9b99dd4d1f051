import ts from 'typescript';
import { classAround, isElectrons, nodesOf, placeOf } from './declared-by-electron.ts';
import type { TypedProgram } from './typed-program.ts';

/** Events by which Electron tells that something went wrong, by the way it names them. */
const FAILURE = /(^|-)(error|fail|failed|failure|gone)(-|$)|^unresponsive$/;
const LISTENS = /^(on|once|addListener|prependListener|prependOnceListener)$/;

type Checked = Pick<TypedProgram, 'checker' | 'appFiles'>;

/** What the app hears, and what it does not, of the failures that Electron tells. */
export type Failures = {
  /** `WebContents.preload-error`: every such event of every class in use. */
  readonly told: readonly string[];
  /** Those of them that no file of the app listens to. */
  readonly unheard: readonly string[];
};

/** An object of Electron's that throws where it was made, unless somebody listens to its `error`. */
export type ErrorEmitter = { readonly className: string; readonly place: string; readonly isHeard: boolean };

/** Holds the failures that the classes in use can tell against what the app's files listen to. */
export function electronFailures({ checker, appFiles }: Checked): Failures {
  const classes = classesInUse(checker, appFiles);
  const heard = heardEvents(checker, appFiles, classes);
  const told = [...classes].flatMap(([name, type]) =>
    eventsOf(checker, type)
      .filter((event) => FAILURE.test(event))
      .map((event) => `${name}.${event}`),
  );
  return { told: told.toSorted(), unheard: told.filter((event) => !heard.has(event)).toSorted() };
}

/**
 * Every place where an object is made, or fetched from its module, whose class tells `error`. An event emitter without a
 * listener for that throws, out of the event loop, where nothing can catch it. It counts as heard when the variable that
 * takes the object is listened to in the same file: whatever is less plain than that does not.
 */
export function errorEmitters({ checker, appFiles }: Checked): readonly ErrorEmitter[] {
  const emitters = new Map<string, ErrorEmitter>();
  for (const node of nodesOf(appFiles)) {
    const holder = holderOf(checker, node);
    if (holder === undefined || !isErrorEmitter(checker, node)) continue;
    const className = checker.getTypeAtLocation(node).symbol.name;
    const symbol = checker.getSymbolAtLocation(holder);
    const place = placeOf(node);
    const isHeard = symbol !== undefined && listensToError(checker, symbol, node.getSourceFile());
    emitters.set(`${className} ${place}`, { className, place, isHeard });
  }
  return [...emitters.values()];
}

function isErrorEmitter(checker: ts.TypeChecker, node: ts.Node): boolean {
  const type = checker.getTypeAtLocation(node);
  return isElectrons(type.symbol?.declarations?.[0]) && eventsOf(checker, type).includes('error');
}

/**
 * What holds an object from where it comes from: the variable it is made or imported into, the member of a module that it
 * is, or the expression itself when nothing holds it. Undefined where no object comes from.
 */
function holderOf(checker: ts.TypeChecker, node: ts.Node): ts.Node | undefined {
  if (ts.isTypeOnlyImportDeclaration(node)) return undefined;
  if (ts.isBindingElement(node) || ts.isImportSpecifier(node)) return node.name;
  if (ts.isPropertyAccessExpression(node)) {
    return isElectrons(checker.getSymbolAtLocation(node)?.declarations?.[0]) ? node : undefined;
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const isOnItself =
    ts.isPropertyAccessExpression(node.expression) && isErrorEmitter(checker, node.expression.expression);
  // `request.on(…)` gives the request again.
  if (isOnItself) return undefined;
  const { parent } = ts.isAwaitExpression(node.parent) ? node.parent : node;
  return ts.isVariableDeclaration(parent) ? parent.name : node;
}

function listensToError(checker: ts.TypeChecker, emitter: ts.Symbol, file: ts.SourceFile): boolean {
  for (const node of nodesOf([file])) {
    const listening = listeningTo(node);
    if (listening?.event === 'error' && checker.getSymbolAtLocation(listening.emitter) === emitter) return true;
  }
  return false;
}

/** `emitter.on('event', …)`. */
function listeningTo(node: ts.Node): { readonly emitter: ts.Expression; readonly event: string } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [event] = node.arguments;
  if (!LISTENS.test(node.expression.name.text) || event === undefined || !ts.isStringLiteral(event)) return undefined;
  return { emitter: node.expression.expression, event: event.text };
}

/** Electron's classes and modules whose objects or members the files use, by name. */
function classesInUse(checker: ts.TypeChecker, files: readonly ts.SourceFile[]): ReadonlyMap<string, ts.Type> {
  const found = new Map<string, ts.Type>();
  const add = (symbol: ts.Symbol | undefined): void => {
    const isClass = symbol?.declarations?.some((one) => ts.isClassDeclaration(one) || ts.isInterfaceDeclaration(one));
    if (symbol === undefined || !isClass || !isElectrons(symbol.declarations?.[0])) return;
    found.set(symbol.name, checker.getDeclaredTypeOfSymbol(symbol));
  };
  for (const node of nodesOf(files)) {
    if (!ts.isPropertyAccessExpression(node) && !ts.isNewExpression(node) && !ts.isIdentifier(node)) continue;
    add(checker.getTypeAtLocation(node).symbol);
    // A part of a class (`Pick<App, 'on'>`) has members of the class, and no name.
    const member = checker.getSymbolAtLocation(node)?.declarations?.[0];
    const owner = member && isElectrons(member) && classAround(member) ? member.parent : undefined;
    if (owner !== undefined) add(checker.getTypeAtLocation(owner).symbol);
  }
  return found;
}

function heardEvents(
  checker: ts.TypeChecker,
  files: readonly ts.SourceFile[],
  classes: ReadonlyMap<string, ts.Type>,
): ReadonlySet<string> {
  const heard = new Set<string>();
  for (const node of nodesOf(files)) {
    const listening = listeningTo(node);
    if (listening === undefined || !ts.isCallExpression(node)) continue;
    const type = checker.getTypeAtLocation(listening.emitter);
    const declaration = checker.getResolvedSignature(node)?.getDeclaration();
    const declaring = declaration && isElectrons(declaration) ? classAround(declaration) : undefined;
    const fitting = [...classes].flatMap(([name, one]) => (checker.isTypeAssignableTo(one, type) ? [name] : []));
    // A type of our own stands for every class of Electron's that fits it.
    for (const name of declaring === undefined ? fitting : [declaring]) heard.add(`${name}.${listening.event}`);
  }
  return heard;
}

/** The events that a class declares: overloads of `on` with a literal name, or one with the names of a table. */
function eventsOf(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  const on = checker.getPropertyOfType(type, 'on');
  const signatures = on === undefined ? [] : checker.getTypeOfSymbol(on).getCallSignatures();
  const names = signatures.flatMap((signature) => {
    const [event] = signature.getParameters();
    const name = event && checker.getTypeOfSymbol(event);
    return name === undefined ? [] : literalsOf(checker.getBaseConstraintOfType(name) ?? name);
  });
  return [...new Set(names)];
}

function literalsOf(type: ts.Type): readonly string[] {
  if (type.isUnion()) return type.types.flatMap(literalsOf);
  return type.isStringLiteral() ? [type.value] : [];
}
