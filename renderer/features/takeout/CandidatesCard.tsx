import { useEffect, useRef, useState } from 'react';
import type { TakeoutCandidates } from '../../../electron/contract/takeout-desktop-models.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { DownloadIcon, ProblemsIcon } from '../../components/icons.tsx';
import { SwitchRow } from '../../components/SwitchRow.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { exportName } from './export-names.ts';
import styles from './Import.module.css';
import { problemReason } from './problem-reason.ts';
import type { CandidatesState } from './use-candidates.ts';

/** What was chosen or dropped: which parts of which exports, what is missing, what is left out and why. */
export function CandidatesCard({
  offer,
  state,
}: {
  readonly offer: TakeoutCandidates;
  readonly state: CandidatesState;
}) {
  const t = useTexts();
  const [includeTrash, setIncludeTrash] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  const parts = offer.exports.reduce((sum, one) => sum + one.parts.length, 0);

  // Anyone who chose by dialog is here with the keyboard: the next button is in this card.
  useEffect(() => card.current?.focus(), []);

  return (
    <div className={styles.offer} ref={card} tabIndex={-1}>
      <Card
        title={parts === 0 ? t('takeout.offer.nothing') : t('takeout.offer.title')}
        icon={parts === 0 ? ProblemsIcon : DownloadIcon}
      >
        {offer.exports.map((one) => (
          <CandidateExport key={one.stamp} offered={one} />
        ))}
        <Room bytes={bytesOf(offer)} />
        <UnrecognisedFiles unrecognised={offer.unrecognised} />
        {parts === 0 ? null : (
          <SwitchRow
            label={t('takeout.offer.trash')}
            hint={t('takeout.offer.trash-hint')}
            checked={includeTrash}
            onChange={setIncludeTrash}
          />
        )}
        <CommandFailures commands={[state.starting]} />
        <div className={styles.buttons}>
          {parts === 0 ? null : (
            <Button
              kind="primary"
              icon={DownloadIcon}
              busy={state.starting.busy}
              onClick={() => state.start(includeTrash)}
            >
              {t('takeout.offer.start', { parts })}
            </Button>
          )}
          <Button onClick={state.giveUp}>{t('takeout.offer.cancel')}</Button>
        </div>
      </Card>
    </div>
  );
}

/** Whether the import will fit: said before it begins. Media are packed hardly at all, so archives are as large as they. */
function Room({ bytes }: { readonly bytes: number }) {
  const t = useTexts();
  const formats = useFormats();
  const free = useSnapshot((snapshot) => snapshot.destination?.freeBytes ?? null);
  if (free === null || bytes === 0) return null;
  const values = { needed: formats.bytes(bytes), free: formats.bytes(free) };
  return bytes > free ? (
    <p className={styles.warn}>{t('takeout.offer.no-room', values)}</p>
  ) : (
    <p>{t('takeout.offer.room', values)}</p>
  );
}

function bytesOf({ exports }: TakeoutCandidates): number {
  return exports.flatMap(({ parts }) => parts).reduce((sum, part) => sum + (part.bytes ?? 0), 0);
}

function CandidateExport({ offered }: { readonly offered: TakeoutCandidates['exports'][number] }) {
  const t = useTexts();
  const formats = useFormats();
  const { stamp, parts, missing } = offered;
  const bytes = parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0);
  const inCloud = parts.filter(({ place }) => place === 'cloud').map(({ name }) => name);
  return (
    <div className={styles.export}>
      <h3 className={styles.small}>{exportName(stamp, formats)}</h3>
      <p>
        {bytes === 0
          ? t('takeout.offer.parts', { parts: parts.length })
          : t('takeout.offer.size', { parts: parts.length, size: formats.bytes(bytes) })}
      </p>
      {missing.length === 0 ? null : (
        <p className={styles.warn}>{t('takeout.offer.missing', { names: formats.list(missing) })}</p>
      )}
      {inCloud.length === 0 ? null : (
        <p className={styles.warn}>{t('takeout.offer.cloud', { names: formats.list(inCloud) })}</p>
      )}
      <Disclosure label={t('takeout.offer.names')}>
        <ul className={styles.names}>
          {parts.map(({ name }) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function UnrecognisedFiles({ unrecognised }: Pick<TakeoutCandidates, 'unrecognised'>) {
  const t = useTexts();
  const formats = useFormats();
  if (unrecognised.length === 0) return null;
  return (
    <div className={styles.export}>
      <h3 className={styles.small}>{t('takeout.offer.unrecognised')}</h3>
      <ul className={styles.unrecognised}>
        {unrecognised.map(({ name, problem }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: files of one name may come from two folders, and none changes its place.
          <li key={index}>
            <strong>{name}</strong>: {problemReason(problem, formats)}
          </li>
        ))}
      </ul>
    </div>
  );
}
