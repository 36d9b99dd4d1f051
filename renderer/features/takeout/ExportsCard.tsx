import type { ExportSummary } from '../../../electron/contract/takeout-models.ts';
import { Badge } from '../../components/Badge.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { TakeoutIcon } from '../../components/icons.tsx';
import type { Tone } from '../../components/tone.ts';
import { useNow } from '../../components/use-now.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { doubtfulPart } from './doubtful-place.ts';
import { EntrySums } from './EntrySums.tsx';
import styles from './Exports.module.css';
import { type Deadline, deadlineOf, type ExportNeed, needOf } from './export-facts.ts';
import { exportName } from './export-names.ts';
import { PartList } from './PartList.tsx';
import { PartStrip } from './PartStrip.tsx';
import { takeoutStrings } from './strings.ts';

const strings = takeoutStrings.exports;
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
  return (
    <Card title={strings.title} icon={TakeoutIcon}>
      <ul className={styles.exports}>
        {exports.map((summary) => (
          <ExportItem key={summary.stamp} summary={summary} />
        ))}
      </ul>
    </Card>
  );
}

function ExportItem({ summary }: { readonly summary: ExportSummary }) {
  const formats = useFormats();
  const name = exportName(summary.stamp, formats);
  const need = needOf(summary);
  return (
    <li className={styles.export}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        <Badge tone={tones[need]}>{strings.needs[need]}</Badge>
      </div>
      <PartStrip summary={summary} label={strings.partsLabel(name)} />
      <BrokenWords summary={summary} />
      <MissingWords summary={summary} />
      <LackWords summary={summary} />
      <DoubtWords summary={summary} />
      <Disclosure label={strings.details}>
        <div className={styles.details}>
          <EntrySums counts={summary.counts} />
          <PartList parts={summary.parts} />
          {summary.index.read ? null : <p className={styles.soft}>{strings.lastPart}</p>}
        </div>
      </Disclosure>
    </li>
  );
}

function BrokenWords({ summary }: { readonly summary: ExportSummary }) {
  const formats = useFormats();
  return summary.parts.map(({ id, name, state, problem }) => {
    if (state !== 'broken' || problem === null) return null;
    const { title, wayOut } = formats.problem(problem);
    return (
      <p className={styles.broken} key={id}>
        {strings.brokenPart(name, title, wayOut)}
      </p>
    );
  });
}

function MissingWords({ summary }: { readonly summary: ExportSummary }) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { missingParts: missing } = summary;
  const numbers = formats.list(missing.map((number) => formats.count(number)));
  const deadline = deadlineOf(summary, now);
  const until = deadlineWords(deadline);
  if (missing.length === 0 && until === null) return null;
  return (
    <p className={styles.words} data-urgent={deadline.kind === 'soon'}>
      {missing.length === 0 ? '' : (missing.length === 1 ? strings.missingParts : strings.missingPartsMany)(numbers)}
      {until === null ? '' : ` ${until}`}
    </p>
  );

  function deadlineWords(of: Deadline): string | null {
    switch (of.kind) {
      case 'none':
        return null;
      case 'open':
        return strings.until(formats.nearTime(of.until, now));
      case 'soon':
        return strings.soon(formats.nearTime(of.until, now));
      case 'over':
        return strings.over(formats.relative(of.until, now));
    }
  }
}

/** What keeps an export from being complete beside its parts, and what to do about it. */
function LackWords({ summary }: { readonly summary: ExportSummary }) {
  const formats = useFormats();
  const { state, index, missing, waiting, failed } = summary;
  return (
    <>
      {index.read && missing > waiting ? (
        <p className={styles.words}>{formats.plural(missing - waiting, strings.missingFiles)}</p>
      ) : null}
      {waiting === 0 ? null : <p className={styles.words}>{formats.plural(waiting, strings.waiting)}</p>}
      {failed === 0 ? null : <p className={styles.words}>{formats.plural(failed, strings.failed)}</p>}
      {state === 'unproven' ? (
        <p className={styles.words}>{index.unreadable ? strings.indexUnreadable : strings.noIndex}</p>
      ) : null}
    </>
  );
}

function DoubtWords({ summary }: { readonly summary: ExportSummary }) {
  const formats = useFormats();
  const { doubtful, withoutSidecar } = summary;
  return (
    <>
      {doubtful === 0 ? null : (
        <p>
          <a className={styles.link} href={hashOf('takeout', doubtfulPart)}>
            {formats.plural(doubtful, strings.doubtful)}
          </a>
        </p>
      )}
      {withoutSidecar === 0 ? null : (
        <p className={styles.soft}>{formats.plural(withoutSidecar, strings.withoutSidecar)}</p>
      )}
    </>
  );
}
