import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { LinkIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { LifetimeDrawing } from './drawings/LifetimeDrawing.tsx';
import { PublishDrawing } from './drawings/SignInDrawings.tsx';
import { GoodNews } from './GoodNews.tsx';
import styles from './Setup.module.css';
import { ContinueButton, StepFrame } from './StepFrame.tsx';
import { setupStrings } from './strings.ts';
import { useSetupAccount } from './use-steps.ts';

const strings = setupStrings.publish;

/** Why the app should be published, and how. Only a sign-in can tell whether it was. */
export function PublishStep() {
  const link = useCommand('app.openLink');
  return (
    <StepFrame title={strings.title} lead={strings.lead} primary={<ContinueButton label={strings.done} />}>
      <LifetimeDrawing />
      <Card title={strings.howTitle}>
        <div className={styles.beside}>
          <div className={styles.column}>
            <ol className={styles.numbered}>
              {strings.how.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
            <div className={styles.buttons}>
              <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'console-audience' })}>
                {strings.open}
              </Button>
            </div>
          </div>
          <PublishDrawing />
        </div>
        <CommandFailures commands={[link]} />
      </Card>
      <Card title={strings.meansTitle}>
        <ul className={styles.bullets}>
          {strings.means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Disclosure label={strings.stay}>
          <p className={styles.soft}>{strings.stayWords}</p>
        </Disclosure>
      </Card>
      <Checked />
    </StepFrame>
  );
}

function Checked() {
  const account = useSetupAccount();
  const formats = useFormats();
  const now = useNow(60_000);
  if (account === null) return <p className={styles.soft}>{strings.uncheckable}</p>;
  if (account.signInExpiresAt === null) return <GoodNews title={strings.checkedGood} />;
  return <Notice tone="warn" title={strings.checkedBad(formats.nearTime(account.signInExpiresAt, now))} />;
}
