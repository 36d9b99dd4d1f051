import type { RestorePlan } from '../../../electron/contract/restore-models.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { NameList } from './NameList.tsx';
import styles from './Restore.module.css';

/** What a person should know before they agree: doubles first, because nothing can be deleted by an app. */
export function PlanWarnings({ plan }: { readonly plan: RestorePlan }) {
  const formats = useFormats();
  const { t } = formats;
  const { doubles, items, email, undated, undatedFiles, unaccepted, unacceptedFiles, unavailable, unplaced, lost } =
    plan;
  return (
    <>
      {doubles === 'own' && items > 0 ? (
        <Notice tone="warn" title={t('restore.plan.doubles', { email })}>
          <p>{t('restore.plan.doubles-words')}</p>
        </Notice>
      ) : null}
      {unaccepted === 0 ? null : (
        <Notice tone="warn" title={t('restore.plan.unaccepted', { unaccepted })}>
          <NameList
            total={unaccepted}
            names={unacceptedFiles.map(({ path, reason }) => ({ path, why: t(`restore.plan.reasons.${reason}`) }))}
          />
        </Notice>
      )}
      {unavailable === 0 ? null : (
        <Notice
          tone="warn"
          title={t('restore.plan.unavailable', { unavailable })}
          actions={<Button onClick={() => goTo('problems')}>{t('restore.plan.to-problems')}</Button>}
        >
          <p>{t('restore.plan.unavailable-words')}</p>
        </Notice>
      )}
      {undated === 0 ? null : (
        <Notice tone="calm" title={t('restore.plan.undated', { undated })}>
          <p>{t('restore.plan.undated-words')}</p>
          <NameList total={undated} names={undatedFiles.map((path) => ({ path, why: null }))} />
        </Notice>
      )}
      {items === 0 ? null : (
        <div className={styles.tight}>
          <p className={styles.soft}>{t('restore.plan.lost', { list: lostWords(lost, formats) })}</p>
          {unplaced === 0 ? null : <p className={styles.soft}>{t('restore.plan.unplaced', { unplaced })}</p>}
        </div>
      )}
    </>
  );
}

/** What no app can set, the numbers of what there is any of. */
function lostWords(lost: RestorePlan['lost'], { t, list }: Formats): string {
  const counted = (['favourites', 'people', 'archived'] as const).flatMap((one) =>
    lost[one] === 0 ? [] : [t(`restore.plan.lost-parts.${one}`, { count: lost[one] })],
  );
  return list([...counted, t('restore.plan.lost-parts.comments'), t('restore.plan.lost-parts.sharing')]);
}
