import { zoneText as isoText } from '../../../electron/contract/zone-text.ts';

/** Minutes east of UTC as people write them: "+02:00", "−03:30"; nothing for UTC itself. */
export function zoneText(minutes: number): string {
  return minutes === 0 ? '' : isoText(minutes).replace('-', '−');
}
