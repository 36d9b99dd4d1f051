import type { ExportSummary } from '../../../electron/contract/takeout-models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { TakeoutIcon } from '../../components/icons.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { EntrySums } from './EntrySums.tsx';
import styles from './Exports.module.css';
import { type Deadline, deadlineOf, type ExportNeed, needOf } from './export-facts.ts';
import { exportName, partsLabel } from './export-names.ts';
import { PartList } from './PartList.tsx';
import { PartStrip } from './PartStrip.tsx';
import { doubtfulPart } from './takeout-places.ts';

const tones: Readonly<Record<ExportNeed, Tone>> = {
  broken: 'bad',
  missing: 'warn',
  import: 'calm',
  files: 'warn',
  losses: 'warn',
  proof: 'calm',
  whole: 'good',
};

/** Every export that has been seen, latest first. */
export function ExportsCard({ exports }: { readonly exports: readonly ExportSummary[] }) {
  const t = useTexts();
  return (
    <Card title={t('takeout.exports.title')} icon={TakeoutIcon}>
      <ul className={styles.exports}>
        {exports.map((summary) => (
          <ExportItem key={summary.stamp} summary={summary} />
        ))}
      </ul>
    </Card>
  );
}

function ExportItem({ summary }: { readonly summary: ExportSummary }) {
  const t = useTexts();
  const formats = useFormats();
  const name = exportName(summary.stamp, formats);
  const need = needOf(summary);
  return (
    <li className={styles.export}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        <Badge tone={tones[need]}>{t(`takeout.exports.needs.${need}`)}</Badge>
      </div>
      <PartStrip summary={summary} label={partsLabel(summary.stamp, formats)} />
      <BrokenWords summary={summary} />
      <MissingWords summary={summary} />
      <LackWords summary={summary} />
      <DoubtWords summary={summary} />
      <Disclosure label={t('takeout.exports.details')}>
        <div className={styles.details}>
          <EntrySums counts={summary.counts} />
          <PartList parts={summary.parts} />
          {summary.index.read ? null : <p className={styles.soft}>{t('takeout.exports.last-part')}</p>}
        </div>
      </Disclosure>
    </li>
  );
}

function BrokenWords({ summary }: { readonly summary: ExportSummary }) {
  const t = useTexts();
  const formats = useFormats();
  return summary.parts.map(({ id, name, state, problem }) => {
    if (state !== 'broken' || problem === null) return null;
    const { title, wayOut } = formats.problem(problem);
    return (
      <p className={styles.broken} key={id}>
        {t('takeout.exports.broken-part', { name, title, wayOut })}
      </p>
    );
  });
}

function MissingWords({ summary }: { readonly summary: ExportSummary }) {
  const t = useTexts();
  const formats = useFormats();
  const now = useNow(60_000);
  const { missingParts: missing } = summary;
  const numbers = formats.list(missing.map((number) => formats.count(number)));
  const deadline = deadlineOf(summary, now);
  const until = deadlineWords(deadline);
  if (missing.length === 0 && until === null) return null;
  return (
    <p className={styles.words} data-urgent={deadline.kind === 'soon'}>
      {missing.length === 0 ? '' : t('takeout.exports.missing-parts', { count: missing.length, numbers })}
      {until === null ? '' : ` ${until}`}
    </p>
  );

  function deadlineWords(of: Deadline): string | null {
    switch (of.kind) {
      case 'none':
        return null;
      case 'open':
        return t('takeout.exports.until', { when: formats.nearTime(of.until, now) });
      case 'soon':
        return t('takeout.exports.soon', { when: formats.nearTime(of.until, now) });
      case 'over':
        return t('takeout.exports.over', { when: formats.relative(of.until, now) });
    }
  }
}

/** What keeps an export from being complete beside its parts, and what to do about it. */
function LackWords({ summary }: { readonly summary: ExportSummary }) {
  const t = useTexts();
  const { state, index, missing, waiting, failed } = summary;
  return (
    <>
      {index.read && missing > waiting ? (
        <p className={styles.words}>{t('takeout.exports.missing-files', { files: missing - waiting })}</p>
      ) : null}
      {waiting === 0 ? null : <p className={styles.words}>{t('takeout.exports.waiting', { items: waiting })}</p>}
      {failed === 0 ? null : <p className={styles.words}>{t('takeout.exports.failed', { files: failed })}</p>}
      {state === 'unproven' ? (
        <p className={styles.words}>
          {index.unreadable ? t('takeout.exports.index-unreadable') : t('takeout.exports.no-index')}
        </p>
      ) : null}
    </>
  );
}

function DoubtWords({ summary }: { readonly summary: ExportSummary }) {
  const t = useTexts();
  const { doubtful, withoutSidecar } = summary;
  return (
    <>
      {doubtful === 0 ? null : (
        <p>
          <a className={styles.link} href={hashOf('takeout', doubtfulPart)}>
            {t('takeout.exports.doubtful', { photos: doubtful })}
          </a>
        </p>
      )}
      {withoutSidecar === 0 ? null : (
        <p className={styles.soft}>{t('takeout.exports.without-sidecar', { items: withoutSidecar })}</p>
      )}
    </>
  );
}
