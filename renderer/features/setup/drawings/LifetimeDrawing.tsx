import { useTexts } from '../../../formatting/formats-context.tsx';
import styles from './LifetimeDrawing.module.css';

/** How long a sign-in lasts in each publishing status: short pieces with gaps, or one line that continues. */
export function LifetimeDrawing() {
  const t = useTexts();
  return (
    <svg className={styles.drawing} viewBox="0 0 400 118" role="img" aria-label={t('setup.publish.lifetime')}>
      <text className={styles.label} x="4" y="16">
        {t('setup.publish.testing')}
      </text>
      {[4, 104, 204, 304].map((x) => (
        <g key={x}>
          <rect className={styles.short} x={x} y="26" width="78" height="14" rx="7" />
          <circle className={styles.gap} cx={x + 90} cy="33" r="3.5" />
        </g>
      ))}
      <text className={styles.days} x="43" y="36.8" textAnchor="middle">
        {t('setup.publish.days')}
      </text>
      <text className={styles.label} x="4" y="78">
        {t('setup.publish.production')}
      </text>
      <path className={styles.long} d="M11 95H378" />
      <path className={styles.arrow} d="m382 88 8 7-8 7" />
      <text className={styles.lasts} x="43" y="99.2" textAnchor="middle">
        {t('setup.publish.lasts')}
      </text>
    </svg>
  );
}
