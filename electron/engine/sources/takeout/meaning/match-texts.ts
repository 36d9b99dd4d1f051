import type { MatchReason } from './match.ts';

/** Why a sidecar was taken or not, for people. */
export const matchTexts: Readonly<Record<MatchReason, string>> = {
  title: 'Its title and its name are those of this file.',
  'title-spelled-otherwise': 'Its title and its name are those of this file, in another spelling.',
  'title-without-extension': 'Its title is the name of this file without the extension.',
  name: 'Its name is made of the name of this file; its title is another one.',
  'name-spelled-otherwise': 'Its name is made of the name of this file, in another spelling; its title is another one.',
  'edited-copy': 'This file is an edited copy of the photo that it speaks of.',
  'edited-copy-of-double': 'This file is an edited copy of the photo with the same number that it speaks of.',
  'edited-copy-cut': 'This file is, by a name that was cut, an edited copy of the photo that it speaks of.',
  'edited-copy-other-extension':
    'This file is an edited copy of the photo that it speaks of, whose name has another extension.',
  'motion-clip': 'This file is the moving part of the photo that it speaks of.',
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
