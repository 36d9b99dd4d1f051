import type { DiskAnswer } from './disk-work.ts';

/** The system's error in an answer of a disk thread. */
export function systemError({ code, message, path }: Extract<DiskAnswer, { kind: 'failed' }>): Error {
  return Object.assign(new Error(message), code === null ? {} : { code }, path === undefined ? {} : { path });
}
