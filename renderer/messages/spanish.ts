import { spanishShellTexts } from '../../electron/contract/messages/spanish.ts';
import { activityTexts } from './spanish/activity.ts';
import { albumsTexts } from './spanish/albums.ts';
import { appTexts } from './spanish/app.ts';
import { conditionsTexts } from './spanish/conditions.ts';
import { coverageMapTexts } from './spanish/coverage-map.ts';
import { developingTexts } from './spanish/developing.ts';
import { driveTexts } from './spanish/drive.ts';
import { folderTexts } from './spanish/folder.ts';
import { formatsTexts } from './spanish/formats.ts';
import { keychainTexts } from './spanish/keychain.ts';
import { matchesTexts } from './spanish/matches.ts';
import { overviewTexts } from './spanish/overview.ts';
import { photosTexts } from './spanish/photos.ts';
import { pickTexts } from './spanish/pick.ts';
import { problemsTexts } from './spanish/problems.ts';
import { quotaTexts } from './spanish/quota.ts';
import { restoreTexts } from './spanish/restore.ts';
import { settingsTexts } from './spanish/settings.ts';
import { setupTexts } from './spanish/setup.ts';
import { setupClientTexts } from './spanish/setup-client.ts';
import { takeoutTexts } from './spanish/takeout.ts';
import { verificationTexts } from './spanish/verification.ts';
import { viewerTexts } from './spanish/viewer.ts';
import { waysOutTexts } from './spanish/ways-out.ts';
import type { LanguageTexts } from './texts.ts';

export const spanish: LanguageTexts = {
  page: {
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
  },
  shell: spanishShellTexts,
};
