import { numberStream } from '../../library/seeded-hash.ts';
import type { Call } from '../call.ts';
import type { FaultAnswer, FaultMatch, FaultPlan, FaultRule } from './fault-rules.ts';
import { type StormyService, stormFault } from './storm.ts';

/** What became of a plan so far, rule by rule in the order given. */
export interface FaultReport {
  readonly rules: readonly { readonly rule: FaultRule; readonly matched: number; readonly struck: number }[];
  readonly storm: { readonly share: number; readonly struck: number };
}

export interface Faults {
  /**
   * Replaces all rules and starts counting again; an empty plan clears. Throws a SyntaxError for a pattern that is
   * none.
   */
  readonly plan: (plan: FaultPlan) => void;
  /** The fault that strikes this call: the first rule that matches and is not spent, then the storm. */
  readonly strike: (call: Call) => FaultAnswer | undefined;
  readonly report: () => FaultReport;
}

interface ActiveRule {
  readonly rule: FaultRule;
  readonly matches: (call: Call) => boolean;
  matched: number;
  struck: number;
}

/** No faults until they are planned. */
export function createFaults(): Faults {
  let rules: readonly ActiveRule[] = [];
  let plan: FaultPlan = {};
  let stormStruck = 0;
  let random = randomFrom(1);

  function strikeByRule(call: Call): FaultAnswer | undefined {
    for (const active of rules) {
      if (!active.matches(call)) continue;
      active.matched += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1, answer } = active.rule;
      if (active.matched <= after || active.struck >= times) continue;
      if (probability < 1 && random() >= probability) continue;
      active.struck += 1;
      return answer;
    }
    return undefined;
  }

  function strikeByStorm(call: Call): FaultAnswer | undefined {
    const kind = stormyServiceOf(call);
    if (plan.storm === undefined || kind === undefined) return undefined;
    const answer = stormFault(kind, plan.storm, plan.stormWithout ?? [], random);
    if (answer !== undefined) stormStruck += 1;
    return answer;
  }

  return {
    plan: (next) => {
      rules = (next.rules ?? []).map((rule) => ({ rule, matches: matcherOf(rule.match ?? {}), matched: 0, struck: 0 }));
      plan = next;
      stormStruck = 0;
      random = randomFrom(next.seed ?? 1);
    },
    strike: (call) => strikeByRule(call) ?? strikeByStorm(call),
    report: () => ({
      rules: rules.map(({ rule, matched, struck }) => ({ rule, matched, struck })),
      storm: { share: plan.storm ?? 0, struck: stormStruck },
    }),
  };
}

/** Undefined for what a storm spares: pages for people, and sign-ins. */
function stormyServiceOf({ place: { service }, operation }: Call): StormyService | undefined {
  if (service === 'photoslibrary' || service === 'photospicker' || service === 'drive' || service === 'media')
    return service;
  return operation === 'oauth.token' ? 'oauth2' : undefined;
}

function randomFrom(seed: number): () => number {
  const next = numberStream(seed);
  return () => next() / 0x1_0000_0000;
}

function matcherOf(match: FaultMatch): (call: Call) => boolean {
  const pattern = match.path === undefined ? undefined : patternOf(match.path);
  return (call) =>
    (match.host === undefined || match.host === call.place.host) &&
    (match.method === undefined || match.method === call.method) &&
    (match.operation === undefined || match.operation === call.operation) &&
    (pattern === undefined ||
      pattern(call.place.query === '' ? call.place.path : `${call.place.path}?${call.place.query}`));
}

function patternOf(path: string): (target: string) => boolean {
  const source = /^\/(.+)\/$/.exec(path)?.[1];
  if (source === undefined) return (target) => target.includes(path);
  const pattern = new RegExp(source);
  return (target) => pattern.test(target);
}
