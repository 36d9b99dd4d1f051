import type { MatchReason } from '../../../../contract/takeout-models.ts';

/** Why a sidecar was taken or not, for people. */
export const matchTexts: Readonly<Record<MatchReason, string>> = {
  title: 'Its title and its name are those of this file.',
  'title-spelled-otherwise': 'Its title and its name are those of this file, in another spelling.',
  'title-without-extension': 'Its title is the name of this file without the extension.',
  name: 'Its name is made of the name of this file; its title is another one.',
  'name-spelled-otherwise': 'Its name is made of the name of this file, in another spelling; its title is another one.',
  'name-without-extension': 'Its title is the name of this file; its own name lacks the extension.',
  'name-of-another-form': 'Its title is the name of this file; its own name has an unusual form.',
  'name-cut-elsewhere': 'Its title begins like the name of this file and of no other; one of the names was cut.',
  'edited-copy': 'This file is an edited copy of the photo that it speaks of.',
  'edited-copy-of-double': 'This file is an edited copy of the photo with the same number that it speaks of.',
  'edited-copy-cut': 'This file is, by a name that was cut, an edited copy of the photo that it speaks of.',
  'edited-copy-other-extension':
    'This file is an edited copy of the photo that it speaks of, whose name has another extension.',
  'edited-copy-unlisted': 'This file is, by what its name adds, a version of the photo or video that it speaks of.',
  'edited-copy-cut-away':
    'This file is, by a name of which too much was cut, an edited copy of the photo that it speaks of.',
  'motion-clip': 'This file is the moving part of the photo that it speaks of.',
  'motion-clip-of-stem': 'This file has the name of the photo that it speaks of, and is its moving part.',
  'several-sidecars': 'Several sidecars could speak of this file.',
  'several-media': 'A sidecar could speak of this file or of others of nearly the same name.',
  'several-pictures': 'This file could belong to several photos.',
  'claimed-twice': 'Several files of different content have the same name.',
  'another-number': 'There is a sidecar of the same title, but its number is another one.',
  'picture-in-doubt': 'It is not certain which sidecar speaks of the photo that this file belongs to.',
  'picture-not-there': 'This file could be the moving part of a photo that is not there.',
  'picture-without-sidecar': 'The photo that this file belongs to has no sidecar.',
  'no-sidecar': 'No sidecar speaks of this file.',
};
