import type { ReactNode } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, LinkIcon } from '../../components/icons.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { ChoosePhotos } from '../pick/ChoosePhotos.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Setup.module.css';
import { StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';

const strings = setupStrings.sources;

/** The routes that feed the folder, each with what can be begun on it here. */
export function SourcesStep() {
  const link = useCommand('app.openLink');
  return (
    <StepFrame step="sources" title={strings.title} lead={strings.lead}>
      <ul className={styles.sources}>
        <Source {...strings.list.library}>
          <Schedule />
        </Source>
        <Source {...strings.list.picker}>
          <ChoosePhotos />
        </Source>
        <Source {...strings.list.takeout}>
          <div className={styles.buttons}>
            <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-takeout' })}>
              {strings.takeout}
            </Button>
          </div>
          <CommandFailures commands={[link]} />
        </Source>
      </ul>
    </StepFrame>
  );
}

interface SourceProps {
  readonly name: string;
  readonly badge: string;
  readonly words: string;
  readonly children: ReactNode;
}

function Source({ name, badge, words, children }: SourceProps) {
  return (
    <li className={styles.source}>
      <div className={styles.sourceHead}>
        <h2 className={styles.small}>{name}</h2>
        <Badge tone="good" icon={CheckIcon}>
          {badge}
        </Badge>
      </div>
      <p>{words}</p>
      {children}
    </li>
  );
}

function Schedule() {
  const schedule = useSnapshot((snapshot) => snapshot.settings.schedule);
  const formats = useFormats();
  if (schedule.mode !== 'every') return null;
  return <p className={styles.soft}>{strings.schedule(formats.plural(schedule.hours, strings.hours))}</p>;
}
