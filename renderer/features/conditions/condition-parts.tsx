import type { ReactNode } from 'react';
import { assertNever } from '../../../electron/contract/result.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import {
  ClockIcon,
  DiskIcon,
  type IconComponent,
  KeyIcon,
  OfflineIcon,
  PauseIcon,
  ProblemsIcon,
  RetryIcon,
  TakeoutIcon,
} from '../../components/icons.tsx';
import type { TechnicalDetailsProps } from '../../components/TechnicalDetails.tsx';
import type { Tone } from '../../components/tone.ts';
import type { Formats } from '../../formatting/formats.ts';
import type { Translate } from '../../messages/texts.ts';
import type { Condition } from '../../store/conditions.ts';
import { goTo } from '../../store/go-to.ts';
import { CommandButton } from '../ways-out/CommandButton.tsx';
import { WaysOut } from '../ways-out/WaysOut.tsx';

/** How a state of the app is shown: in a banner the title and the actions, on the Overview everything. */
export interface ConditionParts {
  readonly tone: Tone;
  readonly icon: IconComponent;
  readonly title: string;
  readonly words: readonly string[];
  /** What happened exactly, of a problem. */
  readonly details?: TechnicalDetailsProps | undefined;
  readonly actions: ReactNode;
}

/** The parts of each state. */
export function partsOf(condition: Condition, formats: Formats, now: Date): ConditionParts {
  const { t } = formats;
  switch (condition.kind) {
    case 'engine-crashed': {
      const label = t('conditions.engine-crashed.restart');
      const actions = (
        <CommandButton verb="app.restartEngine" input={null} icon={RetryIcon} label={label} kind="primary" />
      );
      return { tone: 'bad', icon: ProblemsIcon, ...onlyWords('engine-crashed', t), actions };
    }
    case 'engine-restarting':
      return { tone: 'warn', icon: RetryIcon, ...onlyWords('engine-restarting', t) };
    case 'offline':
      return { tone: 'warn', icon: OfflineIcon, ...onlyWords('offline', t) };
    case 'paused':
      return pausedParts(condition, formats, now);
    case 'disk-full': {
      const free = condition.destination?.freeBytes;
      const left = free === undefined ? [] : [t('conditions.disk-full', { free: formats.bytes(free) })];
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
      const actions = <Button onClick={() => goTo('takeout')}>{t('conditions.to-takeout')}</Button>;
      return { tone: 'warn', icon: TakeoutIcon, title, words: [wayOut], actions };
    }
    case 'keychain-opening':
      return { tone: 'running', icon: KeyIcon, ...onlyWords('keychain-opening', t) };
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
  const { t } = formats;
  switch (condition.kind) {
    case 'client-missing': {
      const actions = <WaysOut code="client-missing" link={null} />;
      return { tone: 'bad', icon: KeyIcon, ...onlyWords('client-missing', t), actions };
    }
    case 'signing-in': {
      const until = formats.nearTime(condition.expiresAt, now);
      const actions = (
        <CommandButton verb="account.cancelSignIn" input={null} label={t('conditions.signing-in.cancel')} />
      );
      return {
        tone: 'running',
        icon: ClockIcon,
        title: t('conditions.signing-in.title'),
        words: [t('conditions.signing-in.words', { until })],
        actions,
      };
    }
    case 'signed-out': {
      const actions = signInButton(null, t('conditions.signed-out.sign-in'), 'primary');
      return { tone: 'bad', icon: KeyIcon, ...onlyWords('signed-out', t), actions };
    }
    case 'sign-in-expired':
      return {
        ...problemParts(condition, ClockIcon, formats),
        title: t('conditions.sign-in-expired', { email: condition.account.email }),
      };
    case 'sign-in-revoked':
      return {
        ...problemParts(condition, KeyIcon, formats),
        title: t('conditions.sign-in-revoked', { email: condition.account.email }),
      };
    case 'sign-in-broken': {
      const { title: problem } = formats.problem(condition.problem);
      const title = t('conditions.sign-in-broken', { email: condition.account.email, problem });
      return { ...problemParts(condition, KeyIcon, formats), title };
    }
    case 'sign-in-ending': {
      const audience = t('conditions.sign-in-ending.audience');
      const actions = (
        <>
          <CommandButton verb="app.openLink" input={{ link: 'console-audience' }} label={audience} kind="primary" />
          {signInButton(condition.account.id, t('conditions.sign-in-ending.sign-in'), 'secondary')}
        </>
      );
      const when = formats.relative(condition.endsAt, now);
      const title = t('conditions.sign-in-ending.title', { email: condition.account.email, when });
      return { tone: 'warn', icon: ClockIcon, title, words: [t('conditions.sign-in-ending.words')], actions };
    }
    default:
      return assertNever(condition);
  }
}

function pausedParts({ pause }: Of<'paused'>, formats: Formats, now: Date): ConditionParts {
  const { t } = formats;
  const title =
    pause.until === null
      ? t('conditions.paused.open')
      : t('conditions.paused.until', { until: formats.nearTime(pause.until, now) });
  const actions = <CommandButton verb="backup.resume" input={null} label={t('conditions.paused.resume')} />;
  return { tone: 'calm', icon: PauseIcon, title, words: [t('conditions.paused.words')], actions };
}

function problemParts(condition: ProblemCondition, icon: IconComponent, formats: Formats): ConditionParts {
  const { code, subject, detail, link, retry } = condition.problem;
  const { title, explanation, wayOut } = formats.problem(condition.problem);
  const account = 'account' in condition ? accountId(condition.account) : null;
  return {
    tone: retry === 'automatic' ? 'warn' : 'bad',
    icon,
    title: subject === undefined ? title : formats.t('app.problem-about', { problem: title, subject }),
    words: [explanation, wayOut],
    details: { code, detail },
    actions: <WaysOut code={code} link={link ?? null} account={account} />,
  };
}

function accountId(account: { readonly id: string } | string | null): string | null {
  return account === null || typeof account === 'string' ? account : account.id;
}

function signInButton(account: string | null, label: string, kind: ButtonKind): ReactNode {
  return <CommandButton verb="account.signIn" input={{ capability: 'library', account }} label={label} kind={kind} />;
}

type PlainCondition =
  | 'engine-crashed'
  | 'engine-restarting'
  | 'offline'
  | 'keychain-opening'
  | 'client-missing'
  | 'signed-out';

function onlyWords(condition: PlainCondition, t: Translate) {
  return { title: t(`conditions.${condition}.title`), words: [t(`conditions.${condition}.words`)], actions: null };
}
