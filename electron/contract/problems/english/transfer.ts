import type { ProblemMessages } from '../traits.ts';
import type { transferProblems } from '../transfer.ts';

export const transferMessages = {
  'bytes-link-expired': {
    title: 'The download link had expired',
    explanation: 'Links to photo bytes live about an hour. A fresh one was refused as well.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'bytes-not-media': {
    title: "Download wasn't a valid photo",
    explanation: 'Instead of the photo or video came an error page or a placeholder. It was not stored.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'bytes-incomplete': {
    title: 'The transfer broke off',
    explanation: 'Fewer or more bytes came than were announced. Nothing half was stored.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'bytes-stalled': {
    title: 'The transfer stood still',
    explanation: 'No bytes came for a long time although the connection was open.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'bytes-cut-short': {
    title: 'The photo or video came without its end',
    explanation: 'The answer looked complete, but the file stops too early. It was not stored.',
    wayOut: 'Nothing to do: Afterimage asks again.',
  },
  'photo-damaged': {
    title: "Google's copy of this photo or video is damaged",
    explanation: 'The same incomplete file came twice, so this is what Google has. It was stored as it is.',
    wayOut:
      'Nothing to do: full backups ask Google again, and a whole copy takes its place. With Google Takeout you may get the original.',
  },
  'video-processing': {
    title: 'Google is still processing this video',
    explanation: 'A video can be fetched only after Google has prepared it.',
    wayOut: 'Nothing to do: the next backup tries again.',
  },
  'video-failed': {
    title: 'Google could not process this video',
    explanation: 'Google marks the video as failed and offers no bytes for it.',
    wayOut: 'Upload the video to Google Photos again, or get its original with Google Takeout.',
  },
} as const satisfies Readonly<Record<keyof typeof transferProblems, ProblemMessages>>;
