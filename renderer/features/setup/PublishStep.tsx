import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { LinkIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { LifetimeDrawing } from './drawings/LifetimeDrawing.tsx';
import { PublishDrawing } from './drawings/SignInDrawings.tsx';
import { GoodNews } from './GoodNews.tsx';
import styles from './Setup.module.css';
import { ContinueButton, StepFrame } from './StepFrame.tsx';
import { useSetupAccount } from './use-steps.ts';

/** Why the app should be published, and how. Only a sign-in can tell whether it was. */
export function PublishStep() {
  const t = useTexts();
  const link = useCommand('app.openLink');
  return (
    <StepFrame
      title={t('setup.publish.title')}
      lead={t('setup.publish.lead')}
      primary={<ContinueButton label={t('setup.publish.done')} />}
    >
      <LifetimeDrawing />
      <Card title={t('setup.publish.how-title')}>
        <div className={styles.beside}>
          <div className={styles.column}>
            <ol className={styles.numbered}>
              {t('setup.publish.how')
                .split('\n')
                .map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
            </ol>
            <div className={styles.buttons}>
              <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'console-audience' })}>
                {t('setup.publish.open')}
              </Button>
            </div>
          </div>
          <PublishDrawing />
        </div>
        <CommandFailures commands={[link]} />
      </Card>
      <Card title={t('setup.publish.means-title')}>
        <ul className={styles.bullets}>
          {t('setup.publish.means')
            .split('\n')
            .map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
        </ul>
        <Disclosure label={t('setup.publish.stay')}>
          <p className={styles.soft}>{t('setup.publish.stay-words')}</p>
        </Disclosure>
      </Card>
      <Checked />
    </StepFrame>
  );
}

function Checked() {
  const t = useTexts();
  const account = useSetupAccount();
  const formats = useFormats();
  const now = useNow(60_000);
  if (account === null) return <p className={styles.soft}>{t('setup.publish.uncheckable')}</p>;
  if (account.signInExpiresAt === null) return <GoodNews title={t('setup.publish.checked-good')} />;
  return (
    <Notice
      tone="warn"
      title={t('setup.publish.checked-bad', { when: formats.nearTime(account.signInExpiresAt, now) })}
    />
  );
}
