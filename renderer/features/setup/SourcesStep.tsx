import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, LinkIcon } from '../../components/icons.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.sources;

/** What this version backs up, and what it does not. */
export function SourcesStep() {
  const link = useCommand('app.openLink');
  return (
    <StepFrame step="sources" title={strings.title} lead={strings.lead}>
      <ul className={styles.sources}>
        {strings.list.map(({ name, on, words }) => (
          <li className={styles.source} key={name} data-on={on}>
            <div className={styles.sourceHead}>
              <h2 className={styles.small}>{name}</h2>
              {on ? (
                <Badge tone="good" icon={CheckIcon}>
                  {strings.on}
                </Badge>
              ) : (
                <Badge tone="calm">{strings.comingSoon}</Badge>
              )}
            </div>
            <p>{words}</p>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-takeout' })}>
          {strings.takeout}
        </Button>
      </div>
      <CommandFailures commands={[link]} />
      <Schedule />
    </StepFrame>
  );
}

function Schedule() {
  const schedule = useSnapshot((snapshot) => snapshot.settings.schedule);
  const formats = useFormats();
  if (schedule.mode !== 'every') return null;
  return <p className={styles.soft}>{strings.schedule(formats.plural(schedule.hours, strings.hours))}</p>;
}
