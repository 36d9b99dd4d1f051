import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TechnicalDetails } from '../../components/TechnicalDetails.tsx';
import { useLasting } from '../../components/use-lasting.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { type Condition, conditionsOf } from '../../store/conditions.ts';
import { goTo } from '../../store/go-to.ts';
import { usePlace, useSnapshot } from '../../store/use-store.tsx';
import styles from './Conditions.module.css';
import { type ConditionParts, partsOf } from './condition-parts.tsx';

const minute = 60_000;

/** Most keychains open in less, at every start. */
const openingMilliseconds = 1_000;

/** Every state of the app in full: title, explanation, way out. For the Overview. */
export function ConditionNotices() {
  const t = useTexts();
  const now = useNow(minute);
  // The Overview's own sentence says that it is paused, with the buttons for it.
  const conditions = useConditions(now).filter(({ kind }) => kind !== 'paused');
  if (conditions.length === 0) return null;
  return (
    <section className={styles.notices} aria-label={t('conditions.notices')}>
      {conditions.map((condition) => (
        <ConditionNotice key={keyOf(condition)} condition={condition} now={now} />
      ))}
    </section>
  );
}

function ConditionNotice({ condition, now }: { readonly condition: Condition; readonly now: Date }) {
  const parts = partsOf(condition, useFormats(), now);
  return (
    <Notice tone={parts.tone} icon={parts.icon} title={parts.title} announce="status" actions={parts.actions}>
      <Words parts={parts} />
    </Notice>
  );
}

function Words({ parts: { words, details } }: { readonly parts: ConditionParts }) {
  return (
    <>
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {details === undefined ? null : <TechnicalDetails {...details} />}
    </>
  );
}

/** The most urgent state as one line above a screen that is not the Overview. */
export function ConditionBanner() {
  const t = useTexts();
  const now = useNow(minute);
  const formats = useFormats();
  const place = usePlace();
  const finished = useSnapshot((snapshot) => snapshot.setup.finished);
  const [first, ...others] = useConditions(now).filter(concernsEveryScreen);
  if (first === undefined || (finished && place.screen === 'overview')) return null;
  const parts = partsOf(first, formats, now);
  return (
    <div className={styles.banner}>
      <Notice
        tone={parts.tone}
        icon={parts.icon}
        title={
          others.length === 0 ? parts.title : t('conditions.with-more', { first: parts.title, count: others.length })
        }
        announce="status"
        actions={
          finished ? (
            <Button size="small" onClick={() => goTo('overview')}>
              {t('conditions.look')}
            </Button>
          ) : (
            parts.actions
          )
        }
      >
        {finished ? null : <Words parts={parts} />}
      </Notice>
    </div>
  );
}

function useConditions(now: Date): readonly Condition[] {
  const snapshot = useSnapshot((whole) => whole);
  const isOpeningForLong = useLasting(snapshot.tokenStore === 'opening', openingMilliseconds);
  return conditionsOf(snapshot, now).filter(({ kind }) => kind !== 'keychain-opening' || isOpeningForLong);
}

/** Pausing is shown by the navigation's dot; it needs nobody. Exports have their own screen. */
function concernsEveryScreen({ kind }: Condition): boolean {
  return kind !== 'paused' && kind !== 'export-warning';
}

function keyOf(condition: Condition): string {
  if (condition.kind === 'export-warning') return `${condition.warning.kind} ${condition.warning.stamp}`;
  const about = 'account' in condition && typeof condition.account === 'object' ? condition.account?.id : '';
  return `${condition.kind} ${about}`;
}
