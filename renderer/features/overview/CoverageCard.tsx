import type { AccountCoverage } from '../../../electron/contract/coverage/coverage-models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { CheckIcon, InfoIcon } from '../../components/icons.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import styles from './Overview.module.css';

/** How far exports cover the Google library, account by account, and what was read again. */
export function CoverageCard() {
  const t = useTexts();
  const accounts = useSnapshot((snapshot) => snapshot.backup.accounts);
  const known = useSnapshot((snapshot) => snapshot.exports !== null);
  const folder = useSnapshot((snapshot) => snapshot.library?.folder ?? null);
  const assets = useSnapshot((snapshot) => snapshot.library?.assets ?? 0);
  const formats = useFormats();
  const covered = accounts.length > 0 && accounts.every(({ level }) => level === 'green');
  if (!known) return null;
  const verified =
    folder === null || folder.lastVerifiedAt === null
      ? t('overview.coverage.never-verified')
      : t('overview.coverage.verified-of', {
          verified: folder.verified,
          stored: assets,
          day: formats.day(folder.lastVerifiedAt),
        });
  return (
    <Card title={t('overview.coverage.title')} icon={covered ? CheckIcon : InfoIcon}>
      {accounts.length === 0 ? <p className={styles.soft}>{t('overview.coverage.none')}</p> : null}
      {accounts.map((account) => (
        <AccountRow key={account.account ?? ''} coverage={account} />
      ))}
      <Facts facts={[...dueFacts(accounts, formats), { term: t('overview.coverage.verified'), value: verified }]} />
      {assets === 0 ? null : (
        <p>
          <a className={styles.link} href={hashOf('photos', 'map')}>
            {t('overview.coverage.to-map')}
          </a>
        </p>
      )}
    </Card>
  );
}

function AccountRow({ coverage }: { readonly coverage: AccountCoverage }) {
  const t = useTexts();
  const formats = useFormats();
  const { account, level, message, coveredUntil } = coverage;
  return (
    <div className={styles.cause}>
      <p className={styles.causeHead}>
        {account ?? t('overview.coverage.unknown-account')}
        <Badge tone={level === 'green' ? 'good' : 'warn'}>
          {coveredUntil === null
            ? t('overview.coverage.not-covered')
            : t('overview.coverage.covered-to', { day: formats.day(coveredUntil) })}
        </Badge>
      </p>
      {level === 'green' ? null : <p className={styles.soft}>{formats.message(message)}</p>}
    </div>
  );
}

function dueFacts(accounts: readonly AccountCoverage[], formats: Formats): readonly Fact[] {
  const dates = accounts.flatMap(({ nextExpectedAt }) => nextExpectedAt ?? []).toSorted();
  const [next] = dates;
  return next === undefined ? [] : [{ term: formats.t('overview.coverage.next-export'), value: formats.day(next) }];
}
