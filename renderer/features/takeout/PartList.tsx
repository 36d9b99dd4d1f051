import { useId } from 'react';
import type { ExportPart, PartState } from '../../../electron/contract/takeout-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { FolderIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import type { Tone } from '../../components/tone.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './Exports.module.css';

const tones: Readonly<Record<PartState, Tone>> = {
  arrived: 'calm',
  imported: 'good',
  broken: 'bad',
  replaced: 'calm',
};

/** The parts of an export that have been seen, with what is known of each. */
export function PartList({ parts }: { readonly parts: readonly ExportPart[] }) {
  return (
    <ul className={styles.parts}>
      {parts.map((part) => (
        <PartItem key={part.id} part={part} />
      ))}
    </ul>
  );
}

function PartItem({ part }: { readonly part: ExportPart }) {
  const t = useTexts();
  const formats = useFormats();
  const show = useCommand('takeout.showPart');
  const nameId = useId();
  const facts = [
    t(`takeout.exports.formats.${part.format}`),
    ...(part.bytes === 0 ? [] : [formats.bytes(part.bytes)]),
    t('takeout.exports.entries', { entries: part.entries }),
    part.importedAt === null
      ? t('takeout.exports.arrived-at', { when: formats.dateTime(part.arrivedAt) })
      : t('takeout.exports.imported-at', { when: formats.dateTime(part.importedAt) }),
  ];
  return (
    <li className={styles.part}>
      <div className={styles.partWords}>
        <p className={styles.partName} id={nameId}>
          {part.name}
        </p>
        <p className={styles.soft}>{facts.join(' · ')}</p>
      </div>
      <Badge tone={tones[part.state]}>{t(`takeout.exports.part-states.${part.state}`)}</Badge>
      <Button
        size="small"
        icon={FolderIcon}
        busy={show.busy}
        describedBy={nameId}
        onClick={() => void show.run({ part: part.id })}
      >
        {t('takeout.exports.show')}
      </Button>
      {part.problem === null || show.problem !== null ? null : (
        <div className={styles.trouble}>
          <ProblemNotice problem={part.problem} announce="none" />
        </div>
      )}
      {show.problem === null ? null : (
        <div className={styles.trouble}>
          <CommandFailures commands={[show]} />
        </div>
      )}
    </li>
  );
}
