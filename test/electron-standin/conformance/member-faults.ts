import ts from 'typescript';
import type { Counterpart } from './counterparts.ts';
import type { TypedProgram } from './typed-program.ts';

/** Marks a public member that is the stand-in's own wiring and must not exist in Electron. */
const OWN_WIRING = 'standin';

/** Everything in which a type of the stand-in departs from Electron's, one sentence each. */
export function memberFaults(typed: TypedProgram, { name, standin, electron }: Counterpart): readonly string[] {
  return typed.checker
    .getPropertiesOfType(standin)
    .filter((member) => isPublic(member) && isWrittenHere(typed, member))
    .flatMap((member) => {
      const theirs = typed.checker.getPropertyOfType(electron, member.name);
      const isWiring = member.getJsDocTags(typed.checker).some((tag) => tag.name === OWN_WIRING);
      const label = `${name}.${member.name}`;
      if (isWiring) return theirs ? [`${label} is marked @standin but exists in Electron`] : [];
      if (!theirs) return [`${label} does not exist in Electron`];
      return typeFaults(typed, member, theirs).map((fault) => `${label} ${fault}`);
    });
}

function isPublic(member: ts.Symbol): boolean {
  return !member.name.startsWith('__#') && !member.name.startsWith('#') && member.name !== 'prototype';
}

/** Members that come from Node's EventEmitter or from Electron's own types need no comparison. */
function isWrittenHere({ standinFolder }: TypedProgram, member: ts.Symbol): boolean {
  return (member.declarations ?? []).some((declaration) =>
    declaration.getSourceFile().fileName.startsWith(standinFolder),
  );
}

function typeFaults(typed: TypedProgram, ours: ts.Symbol, theirs: ts.Symbol): string[] {
  const [our, their] = [ours, theirs].map((symbol) => typed.checker.getTypeOfSymbol(symbol));
  if (!our || !their) return ['has no type'];
  const [ourCalls, theirCalls] = [our, their].map((type) => typed.checker.getNonNullableType(type).getCallSignatures());
  if (!ourCalls || !theirCalls) return ['has no type'];
  const theyCall = theirCalls.length > 0 || their.symbol?.name === 'Function';
  if (ourCalls.length > 0 !== theyCall) return ['is a method on one side only'];
  const [call] = ourCalls;
  if (call && theirCalls.length === 0) return [];
  if (!call) return propertyFaults(typed, our, their);
  return callFaults(typed, call, theirCalls);
}

function propertyFaults(typed: TypedProgram, our: ts.Type, their: ts.Type): string[] {
  if (isOurs(typed, our) || assignable(typed, our, their)) return [];
  // An object may be a part of Electron's: then each member that it has must fit.
  const isObject = typed.checker.getPropertiesOfType(our).length > 0 && (our.flags & ts.TypeFlags.Object) !== 0;
  if (isObject) return [...memberFaults(typed, { name: 'its', standin: our, electron: their })];
  return [`is ${text(typed, our)}, not ${text(typed, their)}`];
}

function callFaults(typed: TypedProgram, ours: ts.Signature, theirs: readonly ts.Signature[]): string[] {
  const { checker } = typed;
  const faults: string[] = [];
  const required = Math.min(...theirs.map(requiredParameters));
  if (requiredParameters(ours) > required) faults.push(`asks for more than ${required} parameters`);
  const fits = theirs.some((their) =>
    ours.getParameters().every((parameter, index) => {
      const counterpart = their.getParameters()[index];
      if (!counterpart) return true;
      const [our, theirType] = [parameter, counterpart].map((symbol) => checker.getTypeOfSymbol(symbol));
      if (!our || !theirType) return true;
      const given = isOptional(parameter) ? checker.getNonNullableType(theirType) : theirType;
      return isOurs(typed, our) || assignable(typed, given, our);
    }),
  );
  if (!fits)
    faults.push(
      `does not take what Electron takes: ${theirs.map((their) => checker.signatureToString(their)).join(' or ')}`,
    );
  const returned = ours.getReturnType();
  const promised = isPromise(returned);
  if (!theirs.some((their) => isPromise(their.getReturnType()) === promised))
    faults.push('returns a promise on one side only');
  else if (!isOurs(typed, returned) && !theirs.some((their) => assignable(typed, returned, their.getReturnType()))) {
    faults.push(`returns ${text(typed, returned)}`);
  }
  return faults;
}

function requiredParameters(signature: ts.Signature): number {
  return signature.getParameters().filter((parameter) => !isOptional(parameter)).length;
}

function isOptional(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  if (!declaration || !ts.isParameter(declaration)) return false;
  return Boolean(declaration.questionToken ?? declaration.initializer ?? declaration.dotDotDotToken);
}

function isPromise(type: ts.Type): boolean {
  return type.symbol?.name === 'Promise' || (type.isUnion() && type.types.every(isPromise));
}

/** Classes of the stand-in are smaller than Electron's by design; each is compared member by member on its own. */
function isOurs(typed: TypedProgram, type: ts.Type): boolean {
  const inside = [...(type.isUnion() ? type.types : []), ...typed.checker.getTypeArguments(type as ts.TypeReference)];
  const declarations = type.symbol?.declarations ?? [];
  return (
    declarations.some((declaration) => declaration.getSourceFile().fileName.startsWith(typed.standinFolder)) ||
    inside.some((one) => one !== type && isOurs(typed, one))
  );
}

function assignable({ checker }: TypedProgram, from: ts.Type, to: ts.Type): boolean {
  return checker.isTypeAssignableTo(from, to) || checker.isTypeAssignableTo(from, checker.getNonNullableType(to));
}

function text({ checker }: TypedProgram, type: ts.Type): string {
  return checker.typeToString(type);
}
