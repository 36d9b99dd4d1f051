import type { Log, LogFields } from '../../base/log.ts';
import { bugBehind, type Problem, ProblemError, problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { AccessTokens } from '../../contract/tokens.ts';
import type { Governor, Permit } from './governor.ts';
import type { RequestKind } from './quota-ledger.ts';
import { type AttemptFailure, decideRetry } from './retry.ts';
import type { Timing } from './timing.ts';

/** Who may be told: `bearer` sends an access token of the account. */
export type Authorization = 'bearer' | 'none';

/**
 * `repeat`: the call may be made again although it may have been carried out. `once`: only an answer that proves that
 * nothing was done (401, 429) lets it be made again.
 */
export type Repetition = 'repeat' | 'once';

/** How one attempt ended. */
export type Sent<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Google answered with an error; a quota error counts as 429 whatever its status. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: Problem;
      readonly retryAfterMs: number | null;
    }
  /** No usable answer came; trying again may help. */
  | { readonly kind: 'broken'; readonly problem: Problem }
  /** Trying again cannot help. */
  | { readonly kind: 'hopeless'; readonly problem: Problem }
  /** The call knows a better way and wants to take it at once; the call itself bounds how often. */
  | { readonly kind: 'afresh' };

/** One call of the pipeline. */
export interface Call<T> {
  readonly kind: RequestKind;
  /** For the log. */
  readonly method: string;
  /** For the log, which redacts it. */
  readonly url: string;
  readonly authorization: Authorization;
  readonly repetition: Repetition;
  readonly signal: AbortSignal;
  /** Makes one request. Thrown ProblemErrors count as `broken` when their advice is `automatic`. */
  readonly send: (token: string | null) => Promise<Sent<T>>;
  /** What remains to be done when the request has ended: not held against the parallelism. */
  readonly conclude: (() => void | Promise<void>) | null;
  /** Whether failed attempts brought the call forward, so that counting them starts over. */
  readonly advanced: (() => boolean) | null;
}

/** What the attempts of all calls share. */
export interface AttemptTools {
  readonly accountId: string;
  readonly tokens: AccessTokens;
  readonly governor: Governor;
  readonly timing: Timing;
  readonly log: Log;
  /** Told of every request just before it is made. */
  readonly onRequest: (kind: RequestKind) => void;
}

/**
 * How often a refused token is renewed: the first time at once, later after a pause. A grant that was revoked ends the
 * call at its renewal (`token-revoked`); Google refusing a token that it has just given is a fault that passes.
 */
const mostRenewals = 4;

/**
 * The one retry layer: makes a call until it succeeds, cannot succeed, or has used up its attempts. A token that is
 * refused is renewed, {@link mostRenewals} times. An aborted call ends with `interrupted`.
 */
export async function attempt<T>(call: Call<T>, tools: AttemptTools): Promise<Result<T>> {
  let attempts = 1;
  let refusedToken: string | undefined;
  let renewals = 0;
  for (;;) {
    const token = await tokenFor(call, tools, refusedToken);
    if (!token.ok) return token;
    refusedToken = undefined;
    const sent = await sendOnce(call, token.value, tools);
    if (sent.kind === 'done') return ok(sent.value);
    if (call.signal.aborted) return failed(problem('interrupted'));
    if (sent.kind === 'hopeless') return failed(sent.problem);
    if (sent.kind === 'afresh') continue;
    if (call.advanced?.()) attempts = 1;
    const isTokenRefused = sent.kind === 'refused' && sent.status === 401 && token.value !== null;
    if (isTokenRefused) {
      if (renewals === mostRenewals) return failed(sent.problem);
      renewals += 1;
      refusedToken = token.value;
      if (renewals === 1) continue;
    }
    // Nothing is done for a token that is refused, so any call may be made again.
    const wait = isTokenRefused
      ? await waitFor({ kind: 'broken', problem: sent.problem }, { ...call, repetition: 'repeat' }, attempts, tools)
      : await waitFor(sent, call, attempts, tools);
    if (wait === 'over') return failed(sent.problem);
    attempts += 1;
  }
}

async function tokenFor(
  { authorization }: Pick<Call<unknown>, 'authorization'>,
  { tokens, accountId }: AttemptTools,
  refused: string | undefined,
): Promise<Result<string | null>> {
  return authorization === 'none' ? ok(null) : tokens.accessToken(accountId, refused);
}

/** Makes one request with its own permit, tells the governor how it went, and concludes it. */
async function sendOnce<T>(
  call: Call<T>,
  token: string | null,
  { governor, onRequest, log, timing }: AttemptTools,
): Promise<Sent<T>> {
  const permit = await governor.admit(call.kind, call.signal);
  if (!permit.ok) return { kind: 'hopeless', problem: permit.problem };
  onRequest(call.kind);
  const startedAt = timing.now();
  const sent = await caught(() => call.send(token));
  logRequest(call, sent, timing.now() - startedAt, log);
  report(sent, permit.value, governor);
  governor.release(permit.value);
  if (sent.kind !== 'done' || call.conclude === null) return sent;
  const { conclude } = call;
  return caught(async () => {
    await conclude();
    return sent;
  });
}

/** What was thrown, as an end of the attempt. Only a ProblemError says that trying again may help. */
async function caught<T>(send: () => Promise<Sent<T>>): Promise<Sent<T>> {
  try {
    return await send();
  } catch (thrown) {
    const reason = problemOf(thrown);
    const mayHelp = thrown instanceof ProblemError && reason.retry === 'automatic' && reason.code !== 'interrupted';
    return { kind: mayHelp ? 'broken' : 'hopeless', problem: reason };
  }
}

/** One line for each request. What Google refused, and what is our own fault, is told to everybody. */
function logRequest(
  { kind, method, url }: Pick<Call<unknown>, 'kind' | 'method' | 'url'>,
  sent: Sent<unknown>,
  ms: number,
  log: Log,
): void {
  const met = 'problem' in sent ? sent.problem : null;
  const fields = (): LogFields => ({
    ...{ kind, method, url, outcome: sent.kind, ms },
    ...(sent.kind === 'refused' ? { status: sent.status, retryAfterMs: sent.retryAfterMs } : {}),
    ...(met === null ? {} : { problem: met.code, detail: met.detail, error: bugBehind(met) }),
  });
  if (met?.code === 'internal') log.error('google.request', fields());
  else if (sent.kind === 'refused' && sent.status === 429) log.warn('google.throttled', fields());
  else log.debug('google.request', fields);
}

function report(sent: Sent<unknown>, permit: Permit, governor: Governor): void {
  if (sent.kind === 'refused' && sent.status === 429) governor.throttled(permit, sent.problem, sent.retryAfterMs);
  else if (sent.kind === 'done' || sent.kind === 'refused') governor.answered(permit);
}

/** Sits out what stands between this attempt and the next; `over` when there is no next. */
async function waitFor(
  sent: Extract<Sent<unknown>, { kind: 'refused' | 'broken' }>,
  { repetition, signal }: Pick<Call<unknown>, 'repetition' | 'signal'>,
  attempts: number,
  { timing, log }: AttemptTools,
): Promise<'again' | 'over'> {
  const failure: AttemptFailure =
    sent.kind === 'broken'
      ? { kind: 'broken' }
      : { kind: 'status', status: sent.status, retryAfterMs: sent.retryAfterMs };
  const decision = decideRetry(failure, attempts, timing.random());
  if (decision.verdict === 'give-up') return 'over';
  if (decision.verdict === 'pause') return 'again';
  if (repetition === 'once') return 'over';
  log.debug('google.retry', () => ({ afterAttempt: attempts, waitMs: decision.ms, problem: sent.problem.code }));
  try {
    await timing.sleep(decision.ms * timing.timeScale, signal);
  } catch {
    // Aborted while waiting: the next admission says so.
  }
  return 'again';
}
