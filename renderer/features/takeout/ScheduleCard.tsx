import { scheduleLapsesAfter } from '../../../electron/contract/coverage/export-schedule.ts';
import type { ExportsReport } from '../../../electron/contract/takeout-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon, LinkIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { scheduleSteps } from './export-facts.ts';
import styles from './Schedule.module.css';

/** Google's schedule of six exports: what has come, when the next is due, and until when to order again. */
export function ScheduleCard({ schedule, exports }: Pick<ExportsReport, 'schedule' | 'exports'>) {
  const t = useTexts();
  const link = useCommand('app.openLink');
  return (
    <Card title={t('takeout.schedule.title')} icon={ClockIcon}>
      {schedule === null ? <NoSchedule exports={exports} /> : <Calendar schedule={schedule} />}
      <div className={styles.buttons}>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-takeout' })}>
          {t('takeout.schedule.order')}
        </Button>
      </div>
      <CommandFailures commands={[link]} />
    </Card>
  );
}

/** Exports that make no schedule: nothing has come for long, or one that may as well have been ordered once. */
function NoSchedule({ exports }: Pick<ExportsReport, 'exports'>) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const latest = exports[0]?.exportedAt ?? null;
  const isRecent = latest !== null && now.getTime() - Date.parse(latest) <= scheduleLapsesAfter;
  return <p>{isRecent ? t('takeout.schedule.single', { day: formats.day(latest) }) : t('takeout.schedule.lapsed')}</p>;
}

function Calendar({ schedule }: { readonly schedule: NonNullable<ExportsReport['schedule']> }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { seen, nextExpectedAt, endsAt } = schedule;
  const steps = scheduleSteps(seen);
  const isPast = (instant: string): boolean => Date.parse(instant) < now.getTime();
  const next = nextExpectedAt === null ? t('takeout.schedule.last') : nextWords(nextExpectedAt);
  return (
    <>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the six exports have no other name than their place.
          <li className={styles.step} key={index} data-step={step}>
            <VisuallyHidden>{t(`takeout.schedule.steps.${step}`)}</VisuallyHidden>
          </li>
        ))}
      </ol>
      <p className={styles.seen}>{t('takeout.schedule.seen', { seen, total: steps.length })}</p>
      <p>{next}</p>
      <p>{t(isPast(endsAt) ? 'takeout.schedule.ended' : 'takeout.schedule.again', { day: formats.day(endsAt) })}</p>
    </>
  );

  function nextWords(instant: string): string {
    return t(isPast(instant) ? 'takeout.schedule.late' : 'takeout.schedule.next', { day: formats.day(instant) });
  }
}
