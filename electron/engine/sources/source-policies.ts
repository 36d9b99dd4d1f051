import { type SourceKind, sourceKinds } from '../../contract/source-kinds.ts';
import { apiPolicy } from './api-policy.ts';
import type { PolicyOf, SourcePolicy } from './source-policy.ts';
import { takeoutPolicy } from './takeout/takeout-policy.ts';

/** The kinds of sources that an engine knows, each with its policy. */
export type SourcePolicies = ReadonlyMap<SourceKind, SourcePolicy>;

const policies: Readonly<Record<SourceKind, SourcePolicy>> = {
  library: apiPolicy,
  picker: apiPolicy,
  takeout: takeoutPolicy,
};

/** The table of sources: one entry a kind. */
export const sourcePolicies: SourcePolicies = new Map(sourceKinds.map((kind) => [kind, policies[kind]]));

/** Looks policies up in a table. A kind that it does not hold is a bug: catalogs are read with the same table. */
export function policyIn(table: SourcePolicies): PolicyOf {
  return (kind) => {
    const policy = table.get(kind);
    if (policy === undefined) throw new Error(`There is no policy for ${kind}`);
    return policy;
  };
}
