import type { DestinationReport } from '../../../electron/contract/models.ts';
import { Meter } from '../../components/Meter.tsx';
import type { Tone } from '../../components/tone.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';

/** How much of a disk is used, and how much is free. */
export interface SpaceMeterProps {
  readonly report: Pick<DestinationReport, 'freeBytes' | 'totalBytes'>;
  /** By what is left, unless told. */
  readonly tone?: Tone;
}

export function SpaceMeter({
  report: { freeBytes, totalBytes },
  tone = toneOf(freeBytes / totalBytes),
}: SpaceMeterProps) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <Meter
      label={t('folder.space')}
      used={Math.max(0, totalBytes - freeBytes)}
      limit={totalBytes}
      text={t('folder.free-of', { free: formats.bytes(freeBytes), total: formats.bytes(totalBytes) })}
      tone={tone}
    />
  );
}

function toneOf(left: number): Tone {
  if (left < 0.05) return 'bad';
  return left < 0.15 ? 'warn' : 'running';
}
