import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AppSnapshot } from '../../contract/desktop-models.ts';
import type { RunReport } from '../../contract/models.ts';
import type { Problem } from '../../contract/problem.ts';
import { redact } from '../../logging/redact.ts';
import { exportsForSupport, takeoutForSupport } from './exports-for-support.ts';
import { eventsForSupport, withoutNames, wordsForSupport } from './log-for-support.ts';

/** What a bundle is made from. */
export interface BundleFacts {
  readonly snapshot: AppSnapshot;
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** The end of the shell's log. */
  readonly log: string;
  /** The end of the engine's log, events of JSON. */
  readonly engineLog: string;
  /** Of this bundle alone: equal names are equal within it, and cannot be found out. */
  readonly salt: string;
  readonly home: string;
}

/**
 * What somebody who helps needs to know, as gzipped JSON: versions, state, runs, problems, the ends of both logs. It holds no secret, no
 * photo, no address of a person; file names appear as salted hashes, and folders as their file system only.
 */
export function supportBundle({ snapshot, versions, log, engineLog, salt, home }: BundleFacts): Uint8Array {
  const hashed = (name: string): string => `name-${createHmac('sha256', salt).update(name).digest('hex').slice(0, 12)}`;
  const anonymous = (met: Problem | null): object | null =>
    met === null
      ? null
      : {
          code: met.code,
          ...(met.detail === undefined ? {} : { detail: withoutNames(met.detail) }),
          ...(met.subject === undefined ? {} : { subject: hashed(met.subject) }),
        };
  const anonymousRun = ({ account, problem, ...report }: RunReport): object => ({
    ...report,
    account: hashed(account),
    problem: anonymous(problem),
  });
  const { destination, accounts, run, client, selection, takeout, exports, ...state } = snapshot;
  const bundle = {
    versions,
    state: {
      ...state,
      statusText: undefined,
      activeAccount: state.activeAccount === null ? null : hashed(state.activeAccount),
      lastRun: state.lastRun === null ? null : anonymousRun(state.lastRun),
      library: state.library === null ? null : { ...state.library, lastRun: undefined, quota: undefined },
      quota: state.quota === null ? null : { ...state.quota, reason: anonymous(state.quota.reason) },
      trouble: anonymous(state.trouble),
      destinationTrouble: anonymous(state.destinationTrouble),
      problems: state.problems.map((group) => ({ ...group, examples: group.examples.map(hashed) })),
      recentRuns: state.recentRuns.map(anonymousRun),
    },
    client: client === null ? null : { addedAt: client.addedAt },
    accounts: accounts.map(({ id, scopes, signedInAt, signInExpiresAt, trouble }) => ({
      account: hashed(id),
      ...{ scopes, signedInAt, signInExpiresAt },
      trouble: anonymous(trouble),
    })),
    run: run === null ? null : { ...run, account: hashed(run.account), progress: { ...run.progress, current: [] } },
    selection: selection?.now.stage ?? null,
    takeout: takeoutForSupport(takeout, { name: hashed, problem: anonymous }),
    exports: exportsForSupport(exports, { name: hashed, problem: anonymous }),
    destination: destination === null ? null : { ...destination, path: hashed(destination.path) },
    log: wordsForSupport(log),
    engineLog: eventsForSupport(engineLog, hashed),
  };
  return gzipSync(redact(JSON.stringify(bundle, null, 1), home));
}
