import ts from 'typescript';
import { isElectrons, memberName, nodesOf, placeOf } from './declared-by-electron.ts';
import type { TypedProgram } from './typed-program.ts';

/** One promise that Electron gives the app. */
export type PromiseUse = {
  /** `Shell.openPath` */
  readonly member: string;
  readonly place: string;
  /** Nobody would hear it reject: neither awaited, returned nor caught. */
  readonly isFloating: boolean;
};

type Checked = Pick<TypedProgram, 'checker' | 'appFiles'>;

/**
 * Every place where the app's files are given a promise by Electron, by calling or by handing a function on.
 *
 * What cannot be seen: a promise that one of our own functions passes on, and nobody awaits there; an object of
 * Electron's that is handed on whole, as a type of ours whose method gives nothing.
 */
export function electronPromises({ checker, appFiles }: Checked): readonly PromiseUse[] {
  const uses: PromiseUse[] = [];
  for (const node of nodesOf(appFiles)) {
    const declaration = promising(checker, node);
    if (declaration === undefined) continue;
    const isFloating = ts.isCallExpression(node) ? !isHeard(checker, node) : isExpectedVoid(checker, node);
    uses.push({ member: memberName(declaration), place: placeOf(node), isFloating });
  }
  return uses;
}

/** Electron's declaration of what is called, or handed on, here, if it gives a promise. */
function promising(checker: ts.TypeChecker, node: ts.Node): ts.Declaration | undefined {
  const signature = ts.isCallExpression(node)
    ? checker.getResolvedSignature(node)
    : isHandedOn(node)
      ? checker.getTypeAtLocation(node).getCallSignatures()[0]
      : undefined;
  const declaration = signature?.getDeclaration();
  if (signature === undefined || !isElectrons(declaration)) return undefined;
  return isPromise(signature.getReturnType()) ? declaration : undefined;
}

/** A method that is not called here: `open: shell.openPath`. */
function isHandedOn(node: ts.Node): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && !(ts.isCallExpression(node.parent) && node.parent.expression === node);
}

function isExpectedVoid(checker: ts.TypeChecker, node: ts.Node): boolean {
  const expected = ts.isExpression(node) ? checker.getContextualType(node) : undefined;
  const [signature] = expected === undefined ? [] : checker.getNonNullableType(expected).getCallSignatures();
  return signature !== undefined && (signature.getReturnType().flags & ts.TypeFlags.Void) !== 0;
}

function isPromise(type: ts.Type): boolean {
  return type.isUnion() ? type.types.some(isPromise) : type.symbol?.name === 'Promise';
}

/** Whether somebody hears the promise that this expression gives. */
function isHeard(checker: ts.TypeChecker, promise: ts.Expression): boolean {
  const { parent } = promise;
  if (isPassage(parent, promise)) return isHeard(checker, parent);
  if (ts.isAwaitExpression(parent)) return isAwaitHeard(checker, parent);
  if (ts.isReturnStatement(parent)) return isReturnHeard(checker, functionAround(parent));
  if (ts.isArrowFunction(parent)) return isReturnHeard(checker, parent);
  if (ts.isPropertyAccessExpression(parent)) return isChainHeard(checker, parent);
  if (ts.isCallExpression(parent)) return isArgumentHeard(checker, parent, promise);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return isVariableHeard(checker, parent.name);
  // Kept where it can be awaited later: a member, an element, its own variable.
  return ts.isPropertyAssignment(parent) || (ts.isBinaryExpression(parent) && parent.right === promise);
}

/** An expression that gives on what one of its parts gives. */
function isPassage(parent: ts.Node, part: ts.Expression): parent is ts.Expression {
  if (ts.isConditionalExpression(parent)) return parent.condition !== part;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const [nullish, or, and, comma] = [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.CommaToken,
    ];
    return kind === nullish || kind === or || ((kind === and || kind === comma) && parent.right === part);
  }
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}

/** `await` passes a rejection on to the promise of the function around it, unless it is caught in there. */
function isAwaitHeard(checker: ts.TypeChecker, node: ts.Node): boolean {
  for (let at = node; at.parent !== undefined && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause !== undefined) return true;
  }
  return isReturnHeard(checker, functionAround(node));
}

/** A function that is handed to somebody who expects nothing from it gives its promise to nobody. */
function isReturnHeard(checker: ts.TypeChecker, around: ts.SignatureDeclaration | undefined): boolean {
  // A module's own `await` fails the start of the program, which is heard.
  if (around === undefined) return true;
  return !((ts.isArrowFunction(around) || ts.isFunctionExpression(around)) && isExpectedVoid(checker, around));
}

/** `.catch(…)` and `.then(…, …)` hear; `.then(…)` and `.finally(…)` give their own promise. */
function isChainHeard(checker: ts.TypeChecker, access: ts.PropertyAccessExpression): boolean {
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return false;
  const { text } = access.name;
  if (text === 'catch' && call.arguments.length > 0) return true;
  if (text === 'then' && call.arguments.length > 1) return true;
  return (text === 'then' || text === 'finally') && isHeard(checker, call);
}

/** `Promise.all([…])` and the like give it on; a function that asks for a promise has to hear it. */
function isArgumentHeard(checker: ts.TypeChecker, call: ts.CallExpression, promise: ts.Expression): boolean {
  if (call.expression === promise) return false;
  if (ts.isPropertyAccessExpression(call.expression) && call.expression.expression.getText() === 'Promise') {
    return isHeard(checker, call);
  }
  const expected = checker.getContextualType(promise);
  return expected !== undefined && isPromise(expected);
}

function isVariableHeard(checker: ts.TypeChecker, name: ts.Identifier): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  for (const node of nodesOf([name.getSourceFile()])) {
    const isUse = ts.isIdentifier(node) && node !== name && checker.getSymbolAtLocation(node) === symbol;
    if (isUse && isHeard(checker, node)) return true;
  }
  return false;
}

function functionAround(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}
