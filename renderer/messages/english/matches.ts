/** Why details were joined with a photo, or were not. "They" are the details. */
export const matchesTexts = {
  'matches.title': 'Their title and file name match this file.',
  'matches.title-spelled-otherwise': 'Their title and file name match this file, in another spelling.',
  'matches.title-without-extension': 'Their title is this file’s name without its extension.',
  'matches.name': 'Their file name comes from this file’s name, but their title differs.',
  'matches.name-spelled-otherwise':
    'Their file name comes from this file’s name in another spelling, and their title differs.',
  'matches.name-without-extension': 'Their title is this file’s name; their own file name lacks its extension.',
  'matches.name-of-another-form': 'Their title is this file’s name; their own file name has an unusual form.',
  'matches.name-cut-elsewhere':
    'Their title begins like this file’s name and no other; one of the names was shortened.',
  'matches.edited-copy': 'This file is an edited copy of the photo they belong to.',
  'matches.edited-copy-of-double': 'This file is an edited copy of the photo with the same number.',
  'matches.edited-copy-cut': 'Going by its shortened name, this file is an edited copy of the photo they belong to.',
  'matches.edited-copy-other-extension':
    'This file is an edited copy of the photo they belong to, with another extension.',
  'matches.edited-copy-unlisted': 'Going by its name, this file is a version of the photo or video they belong to.',
  'matches.edited-copy-cut-away':
    'Going by what is left of its name, this file is an edited copy of the photo they belong to.',
  'matches.motion-clip': 'This file is the moving part of the photo they belong to.',
  'matches.motion-clip-of-stem': 'This file has the name of the photo they belong to, and is its moving part.',
  'matches.several-sidecars': 'Several details files could belong to this file.',
  'matches.several-media': 'One details file could belong to this file, or to others with nearly the same name.',
  'matches.several-pictures': 'This file could belong to several photos.',
  'matches.claimed-twice': 'Several files with different content have the same name.',
  'matches.another-number': 'There are details with the same title, but with another number.',
  'matches.picture-in-doubt': 'It isn’t certain which details belong to the photo that this file goes with.',
  'matches.picture-not-there': 'This file could be the moving part of a photo that isn’t there.',
  'matches.picture-without-sidecar': 'The photo that this file goes with has no details.',
  'matches.no-sidecar': 'There are no details for this file.',
} as const;
