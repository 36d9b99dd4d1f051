import type { MatchConfidence, MatchReason } from '../../../../contract/takeout-models.ts';
import { isClipName, isFilmName, readClipName, readEditedName } from './companion-names.ts';
import { cutMediaName, type NameReading, numberedName, readMediaName, splitName } from './names.ts';
import type { DistinctNames, OwnSidecars } from './own-sidecars.ts';
import { createPictureFinder, type Picture, type PictureFinder } from './picture-finder.ts';

/** What is decided about a distinct media name; `picture` is the index of the name that it goes with. */
export interface NameMatch {
  readonly sidecar: number | null;
  readonly confidence: MatchConfidence;
  readonly reason: MatchReason;
  readonly candidates: readonly number[];
  readonly relation: { readonly kind: 'itself' | 'edited' | 'motion-clip'; readonly picture: number | null };
}

/** By the bytes of a media name, where somebody looked. */
export type KindOfName = (media: number) => 'photo' | 'video' | null;

/** All that is asked while the names of one folder are matched. */
interface Scene {
  readonly names: DistinctNames;
  readonly own: OwnSidecars;
  readonly kindOf: KindOfName;
  readonly pictures: PictureFinder;
  /** A picture's companions need its match, which may be decided before its turn. */
  readonly decided: Map<number, NameMatch>;
}

const itself = { kind: 'itself', picture: null } as const;

const alone: NameMatch = { sidecar: null, confidence: 'none', reason: 'no-sidecar', candidates: [], relation: itself };

/**
 * Decides for every media name: its own sidecar, else that of the picture of which it is an edited copy or a clip. A
 * film with its own sidecar is a film, and a picture called `…-edited` with its own sidecar is a picture.
 */
export function matchNames(names: DistinctNames, own: OwnSidecars, kindOf: KindOfName): readonly NameMatch[] {
  const scene: Scene = { names, own, kindOf, pictures: createPictureFinder(names, own), decided: new Map() };
  return names.media.map((_, media) => matchOf(scene, media));
}

function matchOf(scene: Scene, media: number): NameMatch {
  const known = scene.decided.get(media);
  if (known !== undefined) return known;
  const ownOne = scene.own.found.get(media);
  const match =
    ownOne === undefined ? (asClip(scene, media) ?? asEdited(scene, media) ?? alone) : { ...ownOne, relation: itself };
  scene.decided.set(media, match);
  return match;
}

function asClip(scene: Scene, media: number): NameMatch | null {
  const { names, kindOf, pictures } = scene;
  if (kindOf(media) === 'photo') return null;
  const name = names.media[media] ?? '';
  for (const { number, groups } of readClipName(name)) {
    for (const group of groups) {
      const stills = pictures.named(group.map((base) => numberedName({ base, number })));
      const found = pictures.only(stills.filter((still) => still !== media && kindOf(still) !== 'video'));
      if (found !== null) {
        const reason = isFilmName(name) ? 'motion-clip' : 'motion-clip-of-stem';
        return companion(scene, 'motion-clip', reason, found);
      }
      const absent = pictures.bySidecar(group.map((base) => ({ base, number })));
      if (absent === null) continue;
      // A film may be nothing but a film, whose own sidecar is lost.
      return companion(scene, 'motion-clip', 'motion-clip', isClipName(name) ? absent : doubted(absent));
    }
  }
  return null;
}

function asEdited(scene: Scene, media: number): NameMatch | null {
  const { names, pictures } = scene;
  for (const { form, number, base } of readEditedName(names.media[media] ?? '')) {
    if (form === 'unlisted' || form === 'cut-away') {
      const picture = form === 'unlisted' ? unlisted(scene, media, { number, base }) : cutAway(scene, media, base);
      if (picture !== null) return picture;
      continue;
    }
    const name = numberedName({ base, number });
    const reason = form === 'cut' ? 'edited-copy-cut' : number === 0 ? 'edited-copy' : 'edited-copy-of-double';
    const found = pictures.only(pictures.named([name]).filter((other) => other !== media));
    if (found !== null) return companion(scene, 'edited', reason, found);
    // The number counts on the sidecar first, and as part of the title after that.
    for (const reading of readMediaName(name).toReversed()) {
      const absent = pictures.bySidecar([reading]);
      if (absent !== null) return companion(scene, 'edited', reason, absent);
    }
    const other = form === 'whole' ? pictures.withOtherExtension(name, media) : null;
    if (other !== null) return companion(scene, 'edited', 'edited-copy-other-extension', other);
  }
  return null;
}

/** A picture must be there of which it is a version, of the same kind, and that picture must have been spoken of. */
function unlisted(scene: Scene, media: number, reading: NameReading): NameMatch | null {
  const { pictures, names } = scene;
  const name = numberedName(reading);
  const found =
    pictures.only(pictures.named([name]).filter((other) => other !== media)) ??
    pictures.withOtherExtension(name, media);
  if (found?.kind !== 'media') return null;
  if (isFilmName(names.media[found.media] ?? '') !== isFilmName(names.media[media] ?? '')) return null;
  return companion(scene, 'edited', 'edited-copy-unlisted', found);
}

/**
 * Of a copy whose suffix was cut away whole the name is that of a double. It is a copy if there is no other double, no
 * details of one, and the picture's title is so long that nothing of a suffix is left.
 */
function cutAway(scene: Scene, media: number, base: string): NameMatch | null {
  const { pictures, own, names } = scene;
  const found = pictures.only(pictures.named([base]).filter((other) => other !== media));
  if (found?.kind !== 'media' || pictures.countOf(base) !== 2) return null;
  const sidecar = names.sidecars[own.found.get(found.media)?.sidecar ?? -1];
  const { stem, extension } = splitName(sidecar?.title ?? '');
  const leavesNothing = cutMediaName(`${stem}-${extension}`) === cutMediaName(stem + extension);
  if (!leavesNothing || pictures.bySidecar([{ base, number: 1 }]) !== null) return null;
  return companion(scene, 'edited', 'edited-copy-cut-away', found);
}

/** Rules that leave more to chance than the picture's own match does. */
const daring: ReadonlySet<MatchReason> = new Set<MatchReason>([
  'edited-copy-cut',
  'edited-copy-other-extension',
  'edited-copy-unlisted',
  'edited-copy-cut-away',
  'motion-clip-of-stem',
]);

function companion(scene: Scene, kind: 'edited' | 'motion-clip', reason: MatchReason, picture: Picture): NameMatch {
  if (picture.kind === 'doubt') {
    const { reason: doubt, candidates } = picture;
    return { ...alone, confidence: 'doubtful', reason: doubt, candidates };
  }
  if (picture.kind === 'sidecar') {
    const relation = { kind, picture: null };
    return { sidecar: picture.sidecar, confidence: 'likely', reason, candidates: [], relation };
  }
  const { sidecar, confidence, candidates } = matchOf(scene, picture.media);
  const relation = { kind, picture: picture.media };
  if (confidence === 'doubtful') return { sidecar, confidence, reason: 'picture-in-doubt', candidates, relation };
  if (sidecar === null) return { sidecar, confidence, reason: 'picture-without-sidecar', candidates, relation };
  return { sidecar, confidence: daring.has(reason) ? 'likely' : confidence, reason, candidates, relation };
}

/** A picture that is not there is no proof that a film goes with it. */
function doubted(picture: Picture): Picture {
  if (picture.kind !== 'sidecar') return picture;
  return { kind: 'doubt', reason: 'picture-not-there', candidates: [picture.sidecar] };
}
