import type { RememberedSession, SessionState } from '../../catalog/runs/picker-sessions.ts';

/** The sessions of one account and folder that are open at Google, beyond the life of this process. */
export interface SessionMemory {
  /** In the order in which they were begun. */
  readonly all: () => readonly RememberedSession[];
  readonly remember: (session: RememberedSession) => void;
  readonly mark: (id: string, state: SessionState) => void;
  readonly forget: (id: string) => void;
}
