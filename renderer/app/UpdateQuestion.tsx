import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { useSettings } from '../features/settings/use-settings.ts';
import { CommandFailures } from '../features/ways-out/CommandFailures.tsx';
import { useTexts } from '../formatting/formats-context.tsx';
import { useSnapshot } from '../store/use-store.tsx';
import styles from './UpdateQuestion.module.css';

/**
 * Asked once, beside whatever is shown, and only where there is a page of releases to look at: nobody but Google is
 * contacted before the person has said yes. It waits for an answer and blocks nothing.
 */
export function UpdateQuestion() {
  const t = useTexts();
  const hasFeed = useSnapshot((snapshot) => snapshot.hasUpdateFeed);
  const set = useSettings();
  if (!hasFeed || set.settings.answeredUpdates) return null;
  const answer = (checkForUpdates: boolean) => set.change({ checkForUpdates, answeredUpdates: true });
  return (
    <section className={styles.place} aria-label={t('app.updates.question')}>
      <Notice
        tone="calm"
        title={t('app.updates.question')}
        actions={
          <>
            <Button onClick={() => answer(true)}>{t('app.updates.yes')}</Button>
            <Button onClick={() => answer(false)}>{t('app.updates.no')}</Button>
          </>
        }
      >
        <p>{t('app.updates.words')}</p>
        <CommandFailures commands={[set]} />
      </Notice>
    </section>
  );
}
