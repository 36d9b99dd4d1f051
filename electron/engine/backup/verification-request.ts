import type { VerificationScope } from '../catalog/assets/verification-scope.ts';

/** Which files to verify, and what to tell of others. */
export interface VerificationRequest extends VerificationScope {
  /** Names the files that Afterimage did not make, instead of only counting them. */
  readonly listUnknown?: boolean | undefined;
  /** Leaves a proof in the folder afterwards: the only thing that a verification ever writes there. */
  readonly proof?: boolean | undefined;
}
