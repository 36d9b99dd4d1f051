import type { Selection } from '../../../electron/contract/desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CheckIcon, LinkIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { timeLeft } from '../setup/time-left.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { CancelButton } from './CancelButton.tsx';
import { CopyButton } from './CopyButton.tsx';
import styles from './Pick.module.css';
import { SelectionState } from './SelectionState.tsx';

/** Up to here the seconds are shown, in milliseconds. */
const soonMs = 60 * 60_000;

export interface WaitingForChoiceProps {
  readonly selection: Selection;
  readonly now: Extract<Selection['now'], { stage: 'waiting' }>;
}

/** While the person is in the browser: where to choose, how long that may take, and what to do when it goes wrong there. */
export function WaitingForChoice({ selection: { email, album }, now }: WaitingForChoiceProps) {
  const t = useTexts();
  const isFurther = now.session > 1;
  const title = isFurther ? t('pick.waiting.full', { items: now.chosen }) : firstTitle(now, t);
  return (
    <>
      <SelectionState
        title={title}
        words={t(isFurther ? 'pick.waiting.full-words' : 'pick.waiting.words', { email })}
        album={album}
      >
        <Countdown until={now.waitsUntil} />
      </SelectionState>
      {now.notOpened === null ? null : <ProblemNotice problem={now.notOpened} />}
      {isFurther ? <FetchedMeanwhile /> : null}
      <WaitingButtons now={now} />
      <Disclosure label={t('pick.waiting.stuck-title')}>
        <Facts
          facts={[
            { term: t('pick.stuck.account'), value: t('pick.stuck.account.way-out', { email }) },
            { term: t('pick.stuck.closed'), value: t('pick.stuck.closed.way-out') },
            { term: t('pick.stuck.over'), value: t('pick.stuck.over.way-out') },
            { term: t('pick.stuck.albums'), value: t('pick.stuck.albums.way-out') },
          ]}
          layout="stacked"
        />
      </Disclosure>
    </>
  );
}

function firstTitle({ isTakenUp, notOpened }: WaitingForChoiceProps['now'], t: Translate): string {
  if (notOpened !== null) return t('pick.waiting.not-opened');
  return isTakenUp ? t('pick.waiting.taken-up') : t('pick.waiting.title');
}

function Countdown({ until }: { readonly until: string }) {
  const t = useTexts();
  const now = useNow(1_000);
  const formats = useFormats();
  const isSoon = Date.parse(until) - now.getTime() < soonMs;
  return (
    <p className={styles.left} role="timer">
      {isSoon
        ? t('pick.waiting.left', { time: timeLeft(until, now) })
        : t('pick.waiting.until', { when: formats.nearTime(until, now) })}
    </p>
  );
}

function FetchedMeanwhile() {
  const run = useSnapshot((snapshot) => snapshot.run);
  return run === null ? null : <LiveProgress run={run} />;
}

function WaitingButtons({ now }: Pick<WaitingForChoiceProps, 'now'>) {
  const t = useTexts();
  const open = useCommand('pick.openBrowser');
  const copy = useCommand('pick.copyAddress');
  const noMore = useCommand('pick.noMore');
  const isClosed = now.isTakenUp || now.notOpened !== null;
  return (
    <>
      <div className={styles.buttons}>
        {now.session > 1 ? (
          <Button kind="primary" icon={CheckIcon} busy={noMore.busy} onClick={() => void noMore.run(null)}>
            {t('pick.waiting.no-more')}
          </Button>
        ) : null}
        <Button
          kind={isClosed ? 'primary' : 'secondary'}
          icon={LinkIcon}
          busy={open.busy}
          onClick={() => void open.run(null)}
        >
          {isClosed ? t('pick.waiting.open') : t('pick.waiting.open-again')}
        </Button>
        <CopyButton copy={copy} />
        <CancelButton label={t('pick.cancel')} />
      </div>
      <CommandFailures commands={[open, copy, noMore]} />
    </>
  );
}
