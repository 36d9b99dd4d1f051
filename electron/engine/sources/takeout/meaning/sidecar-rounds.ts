import type { MatchReason } from '../../../../contract/takeout-models.ts';
import { filmExtensions } from '../../../media/film-extensions.ts';
import {
  basesOfCore,
  cutCore,
  cutMediaName,
  mayBeCutCore,
  readSidecarName,
  type Spelling,
  splitName,
} from './names.ts';
import { byBeginningOfTitle, byFormOfName, byNameWithoutExtension, byWholeTitle } from './odd-names.ts';
import { byKeys, type Round } from './round.ts';
import { cutKeyOf, keyOf, titleReadings } from './titled-sidecar.ts';

/** The rules, in order. Those that are surer come first and leave less to the others. */
export const rounds: readonly Round[] = [
  byTitle('exact', 'title', 'certain'),
  byTitle('loose', 'title-spelled-otherwise', 'certain'),
  byNameWithoutExtension,
  byName('loose', 'name'),
  byFormOfName,
  byTitle('folded', 'title-spelled-otherwise', 'likely'),
  byName('folded', 'name-spelled-otherwise'),
  byTitleWithoutExtension((extension) => !filmExtensions.test(extension)),
  byTitleWithoutExtension(() => true),
  byWholeTitle,
  byBeginningOfTitle,
];

/** The title says what the media file is called, and the sidecar's own name agrees with the title. */
function byTitle(spelling: Spelling, reason: MatchReason, confidence: Round['confidence']): Round {
  return {
    reason,
    confidence,
    finder: byKeys({
      keysOfMedia: (reading) => [keyOf(reading, spelling)],
      keysOfSidecar: (sidecar) =>
        titleReadings(sidecar, spelling).map(({ fileName, number }) =>
          keyOf({ base: cutMediaName(fileName), number }, spelling),
        ),
    }),
  };
}

/** The title is foreign to the sidecar's own name, which then decides alone. */
function byName(spelling: Spelling, reason: MatchReason): Round {
  return {
    reason,
    confidence: 'likely',
    finder: byKeys({
      keysOfMedia: ({ base, number }) => [
        keyOf({ base, number }, spelling),
        ...[base, base.normalize('NFC'), base.normalize('NFD')].map((form) =>
          cutKeyOf(cutCore(form), number, spelling),
        ),
      ],
      keysOfSidecar: (sidecar) => {
        if (titleReadings(sidecar, 'folded').length > 0) return [];
        return readSidecarName(sidecar.name).flatMap(({ base: core, number }) => [
          ...basesOfCore(core).map((base) => keyOf({ base, number }, spelling)),
          ...(mayBeCutCore(core) ? [cutKeyOf(core, number, spelling)] : []),
        ]);
      },
    }),
  };
}

/** A title without an extension, which the media file got from its content. */
function byTitleWithoutExtension(isMeant: (extension: string) => boolean): Round {
  const longestStems = [47, 46];
  return {
    reason: 'title-without-extension',
    confidence: 'likely',
    finder: byKeys({
      keysOfMedia: ({ base, number }) => {
        const { stem, extension } = splitName(base);
        return extension !== '' && isMeant(extension) ? [keyOf({ base: stem, number }, 'loose')] : [];
      },
      keysOfSidecar: (sidecar) =>
        titleReadings(sidecar, 'loose').flatMap(({ fileName, number }) => {
          if (splitName(fileName).extension !== '') return [];
          const stems = longestStems.map((length) => fileName.slice(0, length));
          return stems.map((base) => keyOf({ base, number }, 'loose'));
        }),
    }),
  };
}
