import type { AppMood } from '../../electron/contract/desktop-models.ts';
import type { Tone } from '../components/tone.ts';

/** The colour of each mood. */
export const moodTones: Readonly<Record<AppMood, Tone>> = {
  'setting-up': 'calm',
  idle: 'calm',
  running: 'running',
  done: 'good',
  attention: 'warn',
  error: 'bad',
  paused: 'calm',
};
