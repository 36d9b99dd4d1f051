import { activityTexts } from './english/activity.ts';
import { albumsTexts } from './english/albums.ts';
import { appTexts } from './english/app.ts';
import { conditionsTexts } from './english/conditions.ts';
import { coverageMapTexts } from './english/coverage-map.ts';
import { developingTexts } from './english/developing.ts';
import { driveTexts } from './english/drive.ts';
import { folderTexts } from './english/folder.ts';
import { formatsTexts } from './english/formats.ts';
import { keychainTexts } from './english/keychain.ts';
import { matchesTexts } from './english/matches.ts';
import { overviewTexts } from './english/overview.ts';
import { photosTexts } from './english/photos.ts';
import { pickTexts } from './english/pick.ts';
import { problemsTexts } from './english/problems.ts';
import { quotaTexts } from './english/quota.ts';
import { restoreTexts } from './english/restore.ts';
import { settingsTexts } from './english/settings.ts';
import { setupTexts } from './english/setup.ts';
import { setupClientTexts } from './english/setup-client.ts';
import { takeoutTexts } from './english/takeout.ts';
import { verificationTexts } from './english/verification.ts';
import { viewerTexts } from './english/viewer.ts';
import { waysOutTexts } from './english/ways-out.ts';

/** Every text of the page in English; what other languages are measured by. */
export const englishPage = {
  ...activityTexts,
  ...albumsTexts,
  ...appTexts,
  ...conditionsTexts,
  ...driveTexts,
  ...coverageMapTexts,
  ...developingTexts,
  ...folderTexts,
  ...formatsTexts,
  ...keychainTexts,
  ...matchesTexts,
  ...overviewTexts,
  ...photosTexts,
  ...pickTexts,
  ...problemsTexts,
  ...quotaTexts,
  ...restoreTexts,
  ...settingsTexts,
  ...setupClientTexts,
  ...setupTexts,
  ...takeoutTexts,
  ...verificationTexts,
  ...viewerTexts,
  ...waysOutTexts,
};
