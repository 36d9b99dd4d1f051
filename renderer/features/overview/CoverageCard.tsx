import type { AccountCoverage } from '../../../electron/contract/coverage/coverage-models.ts';
import type { LibraryStatus } from '../../../electron/contract/models.ts';
import { monthsUntilFull } from '../../../electron/contract/space-forecast.ts';
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
  const library = useSnapshot((snapshot) => snapshot.library);
  const freeBytes = useSnapshot((snapshot) => snapshot.destination?.freeBytes);
  const isVerifying = useSnapshot(({ verification }) => verification?.stage === 'reading');
  const formats = useFormats();
  const { folder = null, assets = 0 } = library ?? {};
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
      <Facts
        facts={[
          ...dueFacts(accounts, formats),
          { term: t('overview.coverage.verified'), value: verified },
          ...spaceFacts(library, freeBytes, formats),
        ]}
      />
      {assets === 0 ? null : (
        <p className={styles.links}>
          <a className={styles.link} href={hashOf('photos', 'map')}>
            {t('overview.coverage.to-map')}
          </a>
          <a className={styles.link} href={hashOf('settings', 'folder')}>
            {t(isVerifying ? 'verification.link-reading' : 'verification.link')}
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

/** Two years ahead in months, then in years; nothing while nobody can tell. */
function spaceFacts(library: LibraryStatus | null, freeBytes: number | undefined, formats: Formats): readonly Fact[] {
  if (freeBytes === undefined) return [];
  const months = monthsUntilFull(library?.growth, freeBytes);
  if (months === null) return [];
  const free = formats.bytes(freeBytes);
  const value =
    months < 24
      ? formats.t('overview.coverage.full-in-months', { free, months })
      : formats.t('overview.coverage.full-in-years', { free, years: Math.floor(months / 12) });
  return [{ term: formats.t('overview.coverage.space'), value }];
}

function dueFacts(accounts: readonly AccountCoverage[], formats: Formats): readonly Fact[] {
  const dates = accounts.flatMap(({ nextExpectedAt }) => nextExpectedAt ?? []).toSorted();
  const [next] = dates;
  return next === undefined ? [] : [{ term: formats.t('overview.coverage.next-export'), value: formats.day(next) }];
}
