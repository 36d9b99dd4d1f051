import { ok, type Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Destination } from '../destination/identity.ts';
import { latestProofDay } from '../destination/proof-files.ts';
import { writeProof } from './proof.ts';

interface DueProofDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
}

/**
 * Leaves a proof once everything was read again since the last one, whether by a verification or share by share. Null
 * when there is nothing new to prove; the path of the proof otherwise. The caller holds the folder's lock.
 */
export async function writeDueProof(deps: DueProofDeps): Promise<Result<string | null>> {
  const readSince = deps.catalog.readAges.wholeSince();
  if (readSince === null) return ok(null);
  const before = await latestProofDay(deps.destination.path);
  return before !== null && readSince.slice(0, 10) <= before ? ok(null) : writeProof(deps);
}
