import type { AppStatus } from '../../electron/contract/desktop-models.ts';
import type { Tone } from '../components/tone.ts';

/** The colour of each status. */
export const statusTones: Readonly<Record<AppStatus, Tone>> = {
  'setting-up': 'calm',
  idle: 'calm',
  running: 'running',
  done: 'good',
  attention: 'warn',
  error: 'bad',
  paused: 'calm',
};
