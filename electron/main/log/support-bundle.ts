import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AppSnapshot } from '../../contract/desktop-models.ts';
import { redact } from '../../logging/redact.ts';
import { eventsForSupport, wordsForSupport } from './log-for-support.ts';
import { safeFields } from './safe-fields.ts';

/** What a bundle is made from. */
export interface BundleFacts {
  readonly snapshot: AppSnapshot;
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** The end of the shell's log. */
  readonly log: string;
  /** The end of the engine's log, events of JSON; absent where there is none. */
  readonly engineLog?: string;
  /** Of this bundle alone: equal names are equal within it, and cannot be found out. */
  readonly salt: string;
  readonly home: string;
}

/** Of each log, no more letters than this are looked at. */
const longestLog = 2_000_000;
/** Values of the snapshot, and of the engine's log: what is beyond is left out. */
const mostValues = { snapshot: 100_000, engineLog: 400_000 } as const;

/**
 * What somebody who helps needs to know, as gzipped JSON: versions, state, runs, problems, the ends of both logs. It
 * holds no secret, no photo, no address of a person; file names appear as salted hashes. That is so by construction: see
 * {@link safeFields}.
 */
export function supportBundle({ snapshot, versions, log, engineLog = '', salt, home }: BundleFacts): Uint8Array {
  const hashed = (name: string): string => `name-${createHmac('sha256', salt).update(name).digest('hex').slice(0, 12)}`;
  const anonymous = (value: unknown): unknown => safeFields(value, hashed, { values: mostValues.snapshot });
  const { destination, accounts, run, client, selection, takeout, exports, ...state } = snapshot;
  const bundle = {
    versions: versionsOf(versions),
    state: anonymous({ ...state, library: state.library === null ? null : { ...state.library, lastRun: undefined } }),
    client: client === null ? null : anonymous({ addedAt: client.addedAt }),
    accounts: anonymous(
      accounts.map(({ id, scopes, signedInAt, signInExpiresAt, trouble }) => ({
        account: id,
        ...{ scopes, signedInAt, signInExpiresAt, trouble },
      })),
    ),
    run: anonymous(run),
    selection: anonymous({ stage: selection?.now.stage ?? null }),
    takeout: anonymous(takeoutFacts(takeout)),
    exports: anonymous(exports),
    destination: anonymous(destination),
    log: wordsForSupport(log.slice(-longestLog)),
    engineLog: eventsForSupport(engineLog.slice(-longestLog), hashed, { values: mostValues.engineLog }),
  };
  return gzipSync(redact(JSON.stringify(bundle, null, 1), home));
}

/** `now` holds a whole report, which `recentRuns` has as well; the page's words for a warning are not needed. */
function takeoutFacts({ import: now, watch, warnings }: AppSnapshot['takeout']): object {
  return {
    import: now === null ? null : { startedBy: now.startedBy, stage: now.now.stage, parts: now.parts },
    watch,
    warnings: warnings.map(({ kind, until }) => ({ kind, until })),
  };
}

const plainVersion = /^[\w.+-]{1,60}$/;

function versionsOf(versions: BundleFacts['versions']): object {
  const told = Object.entries(versions).filter(([, version]) => version !== undefined && plainVersion.test(version));
  return Object.fromEntries(told);
}
