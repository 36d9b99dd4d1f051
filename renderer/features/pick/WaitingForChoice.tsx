import type { Selection } from '../../../electron/contract/desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CheckIcon, LinkIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { LiveProgress } from '../overview/LiveProgress.tsx';
import { timeLeft } from '../setup/time-left.ts';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { CancelButton } from './CancelButton.tsx';
import { CopyButton } from './CopyButton.tsx';
import styles from './Pick.module.css';
import { SelectionState } from './SelectionState.tsx';
import { pickStrings } from './strings.ts';

const strings = pickStrings.waiting;
/** Up to here the seconds are shown, in milliseconds. */
const soonMs = 60 * 60_000;

export interface WaitingForChoiceProps {
  readonly selection: Selection;
  readonly now: Extract<Selection['now'], { stage: 'waiting' }>;
}

/** While the person is in the browser: where to choose, how long that may take, and what to do when it goes wrong there. */
export function WaitingForChoice({ selection: { email, album }, now }: WaitingForChoiceProps) {
  const formats = useFormats();
  const isFurther = now.session > 1;
  const title = isFurther ? strings.full(formats.plural(now.chosen, pickStrings.items)) : firstTitle(now);
  return (
    <>
      <SelectionState title={title} words={(isFurther ? strings.fullWords : strings.words)(email)} album={album}>
        <Countdown until={now.waitsUntil} />
      </SelectionState>
      {now.notOpened === null ? null : <ProblemNotice problem={now.notOpened} />}
      {isFurther ? <FetchedMeanwhile /> : null}
      <WaitingButtons now={now} />
      <Disclosure label={strings.stuckTitle}>
        <Facts facts={strings.stuck(email)} layout="stacked" />
      </Disclosure>
    </>
  );
}

function firstTitle({ isTakenUp, notOpened }: WaitingForChoiceProps['now']): string {
  if (notOpened !== null) return strings.notOpened;
  return isTakenUp ? strings.takenUp : strings.title;
}

function Countdown({ until }: { readonly until: string }) {
  const now = useNow(1_000);
  const formats = useFormats();
  const isSoon = Date.parse(until) - now.getTime() < soonMs;
  return (
    <p className={styles.left} role="timer">
      {isSoon ? strings.left(timeLeft(until, now)) : strings.until(formats.nearTime(until, now))}
    </p>
  );
}

function FetchedMeanwhile() {
  const run = useSnapshot((snapshot) => snapshot.run);
  return run === null ? null : <LiveProgress run={run} />;
}

function WaitingButtons({ now }: Pick<WaitingForChoiceProps, 'now'>) {
  const open = useCommand('pick.openBrowser');
  const copy = useCommand('pick.copyAddress');
  const noMore = useCommand('pick.noMore');
  const isClosed = now.isTakenUp || now.notOpened !== null;
  return (
    <>
      <div className={styles.buttons}>
        {now.session > 1 ? (
          <Button kind="primary" icon={CheckIcon} busy={noMore.busy} onClick={() => void noMore.run(null)}>
            {strings.noMore}
          </Button>
        ) : null}
        <Button
          kind={isClosed ? 'primary' : 'secondary'}
          icon={LinkIcon}
          busy={open.busy}
          onClick={() => void open.run(null)}
        >
          {isClosed ? strings.open : strings.openAgain}
        </Button>
        <CopyButton copy={copy} />
        <CancelButton label={pickStrings.cancel} />
      </div>
      <CommandFailures commands={[open, copy, noMore]} />
    </>
  );
}
