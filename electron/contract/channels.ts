// Apart from ipc.ts, so that the preload brings no schema along.

/** The one channel for events from main to the page. */
export const appEventChannel = 'afterimage:event';

/** The one channel for files that were dropped on the page: the preload sends their paths, which the page cannot name. */
export const droppedChannel = 'afterimage:dropped';

/** The one channel on which verbs are asked. */
export const ipcChannel = 'afterimage:ask';
