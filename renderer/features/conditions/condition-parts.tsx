import type { ReactNode } from 'react';
import { assertNever } from '../../../electron/contract/result.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import {
  ClockIcon,
  DiskIcon,
  GaugeIcon,
  type IconComponent,
  KeyIcon,
  OfflineIcon,
  PauseIcon,
  ProblemsIcon,
  RetryIcon,
  TakeoutIcon,
} from '../../components/icons.tsx';
import type { Tone } from '../../components/tone.ts';
import type { Formats } from '../../formatting/formats.ts';
import type { Condition } from '../../store/conditions.ts';
import { goTo } from '../../store/go-to.ts';
import { CommandButton } from '../ways-out/CommandButton.tsx';
import { WaysOut } from '../ways-out/WaysOut.tsx';
import { conditionStrings as strings } from './strings.ts';

/** How a state of the app is shown: in a banner the title and the actions, on the Overview everything. */
export interface ConditionParts {
  readonly tone: Tone;
  readonly icon: IconComponent;
  readonly title: string;
  readonly words: readonly string[];
  /** The exact words of Google or the system. */
  readonly detail?: string | undefined;
  readonly actions: ReactNode;
}

/** The parts of each state. */
export function partsOf(condition: Condition, formats: Formats, now: Date): ConditionParts {
  switch (condition.kind) {
    case 'engine-crashed': {
      const { title, words, restart } = strings.engineCrashed;
      const actions = (
        <CommandButton verb="app.restartEngine" input={null} icon={RetryIcon} label={restart} kind="primary" />
      );
      return { tone: 'bad', icon: ProblemsIcon, title, words: [words], actions };
    }
    case 'engine-restarting':
      return { tone: 'warn', icon: RetryIcon, ...onlyWords(strings.engineRestarting) };
    case 'offline':
      return { tone: 'warn', icon: OfflineIcon, ...onlyWords(strings.offline) };
    case 'quota-waiting':
      return quotaParts(condition, formats, now);
    case 'paused':
      return pausedParts(condition, formats, now);
    case 'disk-full': {
      const free = condition.destination?.freeBytes;
      const left = free === undefined ? [] : [strings.diskFull(formats.bytes(free))];
      const parts = problemParts(condition, DiskIcon, formats);
      return { ...parts, words: [...left, ...parts.words] };
    }
    case 'disk-gone':
    case 'folder-trouble':
      return problemParts(condition, DiskIcon, formats);
    case 'api-off':
    case 'trouble':
      return problemParts(condition, ProblemsIcon, formats);
    case 'scope-missing':
      return problemParts(condition, KeyIcon, formats);
    case 'export-warning': {
      const title = formats.message(condition.warning.title);
      const wayOut = formats.message(condition.warning.wayOut);
      const actions = <Button onClick={() => goTo('takeout')}>{strings.toTakeout}</Button>;
      return { tone: 'warn', icon: TakeoutIcon, title, words: [wayOut], actions };
    }
    case 'keychain-opening':
      return { tone: 'running', icon: KeyIcon, ...onlyWords(strings.keychainOpening) };
    case 'keychain-unavailable':
      return problemParts(condition, KeyIcon, formats);
    case 'client-missing':
    case 'signing-in':
    case 'signed-out':
    case 'sign-in-expired':
    case 'sign-in-revoked':
    case 'sign-in-broken':
    case 'sign-in-ending':
      return signInParts(condition, formats, now);
    default:
      return assertNever(condition);
  }
}

type Of<K extends Condition['kind']> = Extract<Condition, { readonly kind: K }>;
type ProblemCondition = Extract<Condition, { readonly problem: unknown }>;
type SignInCondition = Of<
  | 'client-missing'
  | 'signing-in'
  | 'signed-out'
  | 'sign-in-expired'
  | 'sign-in-revoked'
  | 'sign-in-broken'
  | 'sign-in-ending'
>;

function signInParts(condition: SignInCondition, formats: Formats, now: Date): ConditionParts {
  switch (condition.kind) {
    case 'client-missing': {
      const { title, words } = strings.clientMissing;
      return {
        tone: 'bad',
        icon: KeyIcon,
        title,
        words: [words],
        actions: <WaysOut code="client-missing" link={null} />,
      };
    }
    case 'signing-in': {
      const { title, words, cancel } = strings.signingIn;
      const until = formats.nearTime(condition.expiresAt, now);
      const actions = <CommandButton verb="account.cancelSignIn" input={null} label={cancel} />;
      return { tone: 'running', icon: ClockIcon, title, words: [words(until)], actions };
    }
    case 'signed-out': {
      const { title, words, signIn } = strings.signedOut;
      const actions = signInButton(null, signIn, 'primary');
      return { tone: 'bad', icon: KeyIcon, title, words: [words], actions };
    }
    case 'sign-in-expired':
      return { ...problemParts(condition, ClockIcon, formats), title: strings.signInExpired(condition.account.email) };
    case 'sign-in-revoked':
      return { ...problemParts(condition, KeyIcon, formats), title: strings.signInRevoked(condition.account.email) };
    case 'sign-in-broken': {
      const title = strings.signInBroken(condition.account.email, formats.problem(condition.problem).title);
      return { ...problemParts(condition, KeyIcon, formats), title };
    }
    case 'sign-in-ending': {
      const { title, words, audience, signIn } = strings.signInEnding;
      const actions = (
        <>
          <CommandButton verb="app.openLink" input={{ link: 'console-audience' }} label={audience} kind="primary" />
          {signInButton(condition.account.id, signIn, 'secondary')}
        </>
      );
      const when = formats.relative(condition.endsAt, now);
      return { tone: 'warn', icon: ClockIcon, title: title(condition.account.email, when), words: [words], actions };
    }
    default:
      return assertNever(condition);
  }
}

function quotaParts({ quota }: Of<'quota-waiting'>, formats: Formats, now: Date): ConditionParts {
  const { waiting, stopped, words } = strings.quota;
  const until = quota.waitingUntil ?? quota.resetsAt;
  const title = quota.state === 'waiting' ? waiting(formats.nearTime(until, now)) : stopped;
  const because = quota.reason === null ? [] : [formats.problem(quota.reason).explanation];
  return { tone: 'warn', icon: GaugeIcon, title, words: [...because, words], actions: null };
}

function pausedParts({ pause }: Of<'paused'>, formats: Formats, now: Date): ConditionParts {
  const { until, open, words, resume } = strings.paused;
  const title = pause.until === null ? open : until(formats.nearTime(pause.until, now));
  const actions = <CommandButton verb="backup.resume" input={null} label={resume} />;
  return { tone: 'calm', icon: PauseIcon, title, words: [words], actions };
}

function problemParts(condition: ProblemCondition, icon: IconComponent, formats: Formats): ConditionParts {
  const { code, subject, detail, link, retry } = condition.problem;
  const { title, explanation, wayOut } = formats.problem(condition.problem);
  const account = 'account' in condition ? accountId(condition.account) : null;
  return {
    tone: retry === 'automatic' ? 'warn' : 'bad',
    icon,
    title: subject === undefined ? title : `${title}: ${subject}`,
    words: [explanation, wayOut],
    detail,
    actions: <WaysOut code={code} link={link ?? null} account={account} />,
  };
}

function accountId(account: { readonly id: string } | string | null): string | null {
  return account === null || typeof account === 'string' ? account : account.id;
}

function signInButton(account: string | null, label: string, kind: ButtonKind): ReactNode {
  return <CommandButton verb="account.signIn" input={{ capability: 'library', account }} label={label} kind={kind} />;
}

function onlyWords({ title, words }: { readonly title: string; readonly words: string }) {
  return { title, words: [words], actions: null };
}
