import type { RestoreStage } from '../../../electron/contract/restore-desktop-models.ts';

/** Of a restore that was agreed to and has not ended. */
export type StageUnderWay = Extract<RestoreStage, { stage: 'sending' | 'waiting' | 'paused' | 'halted' }>;
