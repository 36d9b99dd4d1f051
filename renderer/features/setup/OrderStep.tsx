import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { CheckIcon, LinkIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { OrderGuide } from '../takeout/OrderGuide.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { GoodNews } from './GoodNews.tsx';
import styles from './Setup.module.css';
import { ContinueButton, SkipButton, StepFrame } from './StepFrame.tsx';
import { useSteps } from './use-steps.ts';

/** Ordering the scheduled export at Google: the clicks in words, then each page as a drawing. */
export function OrderStep() {
  const t = useTexts();
  const orderedAt = useSnapshot((snapshot) => snapshot.plan.orderedAt);
  const formats = useFormats();
  const [wasOpened, setWasOpened] = useState(false);
  const link = useCommand('app.openLink');
  const ordered = useCommand('setup.ordered');
  const { goOn } = useSteps();
  async function open(): Promise<void> {
    const answer = await link.run({ link: 'google-takeout' });
    if (answer.ok) setWasOpened(true);
  }
  async function confirm(): Promise<void> {
    const answer = await ordered.run({ isOrdered: true });
    if (answer.ok) await goOn();
  }
  const openButton = (kind: 'primary' | 'secondary') => (
    <Button kind={kind} size="large" icon={LinkIcon} busy={link.busy} onClick={() => void open()}>
      {t('setup.order.open')}
    </Button>
  );
  const confirmButton = (kind: 'primary' | 'secondary') => (
    <Button kind={kind} size="large" icon={CheckIcon} busy={ordered.busy} onClick={() => void confirm()}>
      {t('setup.order.confirm')}
    </Button>
  );
  const isDone = orderedAt !== null;
  // Each keeps its place, whichever comes next: a second click of a double click must not say more than the first.
  const [openKind, confirmKind] = wasOpened ? (['secondary', 'primary'] as const) : (['primary', 'secondary'] as const);
  return (
    <StepFrame
      title={t('setup.order.title')}
      lead={t('setup.order.lead')}
      primary={isDone ? <ContinueButton /> : confirmButton(confirmKind)}
      second={
        isDone ? (
          openButton('secondary')
        ) : (
          <>
            <SkipButton />
            {openButton(openKind)}
          </>
        )
      }
    >
      {isDone ? (
        <GoodNews title={t('setup.order.ordered', { date: formats.day(orderedAt) })}>
          {t('setup.order.ordered-words')}
        </GoodNews>
      ) : null}
      <p className={styles.path}>{t('setup.order.path')}</p>
      <CommandFailures commands={[link, ordered]} />
      <Card title={t('setup.order.guide')}>
        <OrderGuide isInSetup />
      </Card>
    </StepFrame>
  );
}
