import { createHash } from 'node:crypto';
import type { SimulatedLibrary } from '../library/library-model.ts';
import { digits } from './project.ts';

/** A Google account with its own photo library. */
export interface SimulatedAccount {
  /** Google's permanent subject id: 21 digits. */
  readonly id: string;
  readonly email: string;
  /** False: a project in status Testing does not let it in. */
  readonly tester: boolean;
  /** False: it has never used Google Photos. */
  readonly photos: boolean;
  readonly library: SimulatedLibrary;
}

/** A subject id that depends on the e-mail address alone. */
export function subjectIdOf(email: string): string {
  return `1${digits(createHash('sha512').update(`subject ${email}`).digest(), 20)}`;
}

/** The account with this id or address; the first one when nothing is named; undefined when there is none such. */
export function findAccount(
  accounts: readonly SimulatedAccount[],
  name: string | undefined,
): SimulatedAccount | undefined {
  if (name === undefined || name === '') return accounts[0];
  return accounts.find((account) => account.id === name || account.email === name);
}
