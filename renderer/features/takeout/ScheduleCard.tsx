import type { ExportsReport } from '../../../electron/contract/takeout-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ClockIcon, LinkIcon } from '../../components/icons.tsx';
import { useNow } from '../../components/use-now.ts';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { scheduleSteps } from './export-facts.ts';
import styles from './Schedule.module.css';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.schedule;

/** Google's schedule of six exports: what has come, when the next is due, and until when to order again. */
export function ScheduleCard({ schedule }: Pick<ExportsReport, 'schedule'>) {
  const link = useCommand('app.openLink');
  return (
    <Card title={strings.title} icon={ClockIcon}>
      {schedule === null ? <p>{strings.lapsed}</p> : <Calendar schedule={schedule} />}
      <div className={styles.buttons}>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-takeout' })}>
          {strings.order}
        </Button>
      </div>
      <CommandFailures commands={[link]} />
    </Card>
  );
}

function Calendar({ schedule }: { readonly schedule: NonNullable<ExportsReport['schedule']> }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { seen, nextExpectedAt, endsAt } = schedule;
  const steps = scheduleSteps(seen);
  const isPast = (instant: string): boolean => Date.parse(instant) < now.getTime();
  const next = nextExpectedAt === null ? strings.last : nextWords(nextExpectedAt);
  return (
    <>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the six exports have no other name than their place.
          <li className={styles.step} key={index} data-step={step}>
            <VisuallyHidden>{strings.steps[step]}</VisuallyHidden>
          </li>
        ))}
      </ol>
      <p className={styles.seen}>{strings.seen(formats.count(seen), formats.count(steps.length))}</p>
      <p>{next}</p>
      <p>{(isPast(endsAt) ? strings.ended : strings.again)(formats.day(endsAt))}</p>
    </>
  );

  function nextWords(instant: string): string {
    return (isPast(instant) ? strings.late : strings.next)(formats.day(instant));
  }
}
