import { germanShellTexts } from '../../electron/contract/messages/german.ts';
import { activityTexts } from './german/activity.ts';
import { albumsTexts } from './german/albums.ts';
import { appTexts } from './german/app.ts';
import { conditionsTexts } from './german/conditions.ts';
import { coverageMapTexts } from './german/coverage-map.ts';
import { developingTexts } from './german/developing.ts';
import { driveTexts } from './german/drive.ts';
import { folderTexts } from './german/folder.ts';
import { formatsTexts } from './german/formats.ts';
import { keychainTexts } from './german/keychain.ts';
import { matchesTexts } from './german/matches.ts';
import { overviewTexts } from './german/overview.ts';
import { photosTexts } from './german/photos.ts';
import { pickTexts } from './german/pick.ts';
import { problemsTexts } from './german/problems.ts';
import { quotaTexts } from './german/quota.ts';
import { restoreTexts } from './german/restore.ts';
import { settingsTexts } from './german/settings.ts';
import { setupTexts } from './german/setup.ts';
import { setupClientTexts } from './german/setup-client.ts';
import { takeoutTexts } from './german/takeout.ts';
import { verificationTexts } from './german/verification.ts';
import { viewerTexts } from './german/viewer.ts';
import { waysOutTexts } from './german/ways-out.ts';
import type { LanguageTexts } from './texts.ts';

export const german: LanguageTexts = {
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
  shell: germanShellTexts,
};
