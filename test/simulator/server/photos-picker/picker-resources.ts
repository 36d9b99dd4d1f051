import type { LibraryItem } from '../../library/library-model.ts';
import type { PickerRules, PickerSession } from './picker-sessions.ts';

/** A session as the API shows it. `pollingConfig` is there only while nothing was picked. */
export function sessionResource(session: PickerSession, pickerUri: string, rules: PickerRules, now: number): object {
  const { id, expiresAt, maxItemCount, createdAt, picked } = session;
  const left = Math.max(0, createdAt + rules.timeoutSeconds * 1_000 - now) / 1_000;
  const pollingConfig = { pollInterval: `${rules.pollSeconds}s`, timeoutIn: `${Number(left.toFixed(3))}s` };
  return {
    id,
    pickerUri,
    ...(picked === null ? { pollingConfig } : {}),
    expireTime: new Date(expiresAt).toISOString(),
    pickingConfig: { maxItemCount: String(maxItemCount) },
    ...(picked === null ? {} : { mediaItemsSet: true }),
  };
}

/** An item as the Picker shows it: no description, no album, no place, no size. */
export function pickedItemResource(item: LibraryItem, baseUrl: string): object {
  const isVideo = item.kind === 'video';
  const medium = isVideo
    ? {
        videoMetadata: {
          ...(item.videoStatus === 'READY' ? { fps: item.fps } : {}),
          processingStatus: item.videoStatus,
        },
      }
    : { photoMetadata: {} };
  return {
    id: item.id,
    createTime: item.creationTime,
    type: isVideo ? 'VIDEO' : 'PHOTO',
    mediaFile: {
      baseUrl,
      mimeType: item.mimeType,
      filename: item.filename,
      mediaFileMetadata: {
        width: item.width,
        height: item.height,
        ...(item.cameraMake === null ? {} : { cameraMake: item.cameraMake }),
        ...(item.cameraModel === null ? {} : { cameraModel: item.cameraModel }),
        ...medium,
      },
    },
  };
}
