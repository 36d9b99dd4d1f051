/** Of the square that a poster fits into: that of the engine's thumbnails. */
const size = 400;
/** A film that shows nothing by then has no poster. */
const limitMilliseconds = 10_000;
/** Many films begin in black. */
const firstSecond = 1;

/**
 * Draws an early frame of a film as WebP in base64, with Chromium's own decoder; null for what it cannot play. The film is
 * fetched in parts, so that little more than that frame is read.
 */
export async function drawPoster(id: number): Promise<string | null> {
  const video = Object.assign(document.createElement('video'), { muted: true, preload: 'metadata' });
  try {
    video.src = `/original/${id}`;
    await happened(video, 'loadedmetadata');
    video.currentTime = Math.min(firstSecond, video.duration / 3 || 0);
    await happened(video, 'seeked');
    return frameOf(video);
  } catch {
    // No such format, or no such file: the tile names the film instead.
    return null;
  } finally {
    // Lets go of decoder and file at once.
    video.removeAttribute('src');
    video.load();
  }
}

function frameOf(video: HTMLVideoElement): string | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, size / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const [head, webp] = canvas.toDataURL('image/webp', 0.75).split(',');
  return head?.startsWith('data:image/webp') === true ? (webp ?? null) : null;
}

function happened(video: HTMLVideoElement, name: 'loadedmetadata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`No ${name}`)), limitMilliseconds);
    const end = (settle: () => void) => () => {
      clearTimeout(tooLate);
      settle();
    };
    video.addEventListener(name, end(resolve), { once: true });
    video.addEventListener(
      'error',
      end(() => reject(new Error('Not playable'))),
      { once: true },
    );
  });
}
