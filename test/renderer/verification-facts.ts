import type { Verification, VerificationOutcome } from '../../electron/contract/verification-models.ts';
import { before } from './facts.ts';

/** Half way through the library of the scenarios. */
export const verificationReading: Verification = {
  stage: 'reading',
  progress: { files: 9_114, bytes: 40_100_000_000, totalFiles: 18_196, totalBytes: 81_400_000_000 },
  stopping: false,
};

const well: VerificationOutcome = {
  ...{ checked: 18_196, bytes: 81_400_000_000, intact: 18_196, findings: 0, named: [] },
  ...{ known: 0, edited: 1, quarantined: 0, unknown: 3, seconds: 1_260 },
};

/** A check that found nothing wrong. */
export function verificationWell(now: Date): Verification {
  return { stage: 'ended', endedAt: before(now, 60_000), outcome: well };
}

/** One that did. */
export function verificationDamaged(now: Date): Verification {
  const named = [
    { thing: 'photo', fault: 'changed', path: 'Photos/2019/01/IMG_0003.JPG' },
    {
      thing: 'photo',
      fault: 'missing',
      path: 'Photos/2021/11/VID_20211106_a_very_long_name_of_a_film_of_a_birthday.mp4',
    },
  ] as const;
  const outcome = { ...well, intact: 18_171, findings: 25, named: [...named], known: 2, quarantined: 4 };
  return { stage: 'ended', endedAt: before(now, 60_000), outcome };
}
