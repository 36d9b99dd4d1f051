import { createServedFiles, type ServedFileCounts } from './drive/served-files.ts';
import type { Service } from './place.ts';
import type { ServedFile } from './reply.ts';

/** What was asked since the start or the last reset. Requests to the simulator's own controls do not count. */
export interface SimulatorStatistics {
  /** Requests by operation: {"albums.list": 4, "mediaItems.list": 100, "media.download": 9000}. */
  readonly requests: Readonly<Record<string, number>>;
  /** Answers by HTTP status; 0 stands for a connection that was reset before an answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Requests to the Library API, refused ones included. */
  readonly apiRequests: number;
  /** Requests to the Picker API, refused ones included. */
  readonly pickerRequests: number;
  /** Requests to the byte host, refused ones included. */
  readonly mediaRequests: number;
  /** Bytes of bodies that the byte host sent. */
  readonly bytes: number;
  /** Items whose bytes (`=d`, `=dv`) were asked for and answered with 200; a motion photo's clip counts on its own. */
  readonly itemsDelivered: number;
  /** Of these, items that were delivered more than once. */
  readonly itemsDeliveredAgain: number;
  /** Most requests to the byte host that were open at the same time. */
  readonly mostMediaAtOnce: number;
  /** Requests to Drive, refused ones included. */
  readonly driveRequests: number;
  /** What was sent of the files in Drive, by the names that they have there. */
  readonly driveFiles: readonly ServedFileCounts[];
}

export interface Statistics {
  readonly asked: (service: Service, operation: string) => void;
  /** `bytes` of the body went out; `status` 0 when the connection was reset. */
  readonly answered: (service: Service, status: number, bytes: number) => void;
  readonly delivered: (itemId: string) => void;
  /** So many bytes of a file in Drive went out. */
  readonly served: (file: ServedFile, bytes: number) => void;
  readonly read: () => SimulatorStatistics;
  readonly reset: () => void;
}

/** Counters at zero. */
export function createStatistics(): Statistics {
  let counts = zero();
  let openMedia = 0;
  return {
    asked: (service, operation) => {
      counts.requests.set(operation, (counts.requests.get(operation) ?? 0) + 1);
      if (service === 'photoslibrary') counts.api += 1;
      if (service === 'photospicker') counts.picker += 1;
      if (service === 'drive') counts.drive += 1;
      if (service !== 'media') return;
      counts.media += 1;
      openMedia += 1;
      counts.mostMedia = Math.max(counts.mostMedia, openMedia);
    },
    answered: (service, status, bytes) => {
      counts.answers.set(String(status), (counts.answers.get(String(status)) ?? 0) + 1);
      if (service !== 'media') return;
      openMedia -= 1;
      counts.bytes += bytes;
    },
    delivered: (itemId) => {
      counts.deliveries.set(itemId, (counts.deliveries.get(itemId) ?? 0) + 1);
    },
    served: (file, bytes) => counts.files.add(file, bytes),
    read: () => ({
      requests: Object.fromEntries(counts.requests),
      answers: Object.fromEntries(counts.answers),
      apiRequests: counts.api,
      pickerRequests: counts.picker,
      mediaRequests: counts.media,
      bytes: counts.bytes,
      itemsDelivered: counts.deliveries.size,
      itemsDeliveredAgain: [...counts.deliveries.values()].filter((times) => times > 1).length,
      mostMediaAtOnce: counts.mostMedia,
      driveRequests: counts.drive,
      driveFiles: counts.files.read(),
    }),
    reset: () => {
      counts = zero();
    },
  };
}

function zero() {
  return {
    requests: new Map<string, number>(),
    answers: new Map<string, number>(),
    deliveries: new Map<string, number>(),
    api: 0,
    picker: 0,
    drive: 0,
    files: createServedFiles(),
    media: 0,
    bytes: 0,
    mostMedia: 0,
  };
}
