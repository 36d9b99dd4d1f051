import { creationSeconds, type GeneratedContent, type ItemRecipe } from '../../library/item-recipe.ts';
import { sceneCount } from '../../library/media/scene-svg.ts';
import { hashOf, pickBelow, pickFrom } from '../../library/seeded-hash.ts';
import type { SidecarForm } from '../entry-names.ts';
import { editedSuffixes } from '../takeout-words.ts';
import type { Companion, ExportItem, Home, Place, StatedMetadata } from './export-item.ts';

/** Those whom Google recognises on pictures. */
const familiarFaces = ['Grandmother', 'Mum', 'Uncle', 'The twins', 'お父さん', 'Neighbour <3'] as const;

/** Stems up to here leave room for a readable suffix; longer ones would make edited copies that nobody can tell. */
const longestEditedStem = 40;

/** An item of the simulated library as its export shows it; `number` decides its chances. */
export function libraryExportItem(seed: number, recipe: ItemRecipe, number: number): ExportItem {
  const content = generated(recipe);
  const home = homeOf(seed, number);
  const said = { ...statedMetadataOf(seed, content, number), description: recipe.description ?? '' };
  return {
    key: recipe.id,
    title: recipe.filename,
    spelling: 'as-titled',
    content,
    bytes: 'present',
    companions: editedNow(seed, recipe, number)
      ? [editedCopy(content, pickFrom(editedSuffixes, seed, 'edited suffix', number))]
      : [],
    said: home === 'archive' ? { ...said, archived: true } : said,
    sidecar: sidecarFormOf(seed, number),
    sidecarIn: 'every-folder',
    home,
  };
}

/** The content of a generated item; uploaded ones do not come into exports here. */
export function generated({ id, content }: ItemRecipe): GeneratedContent {
  if (content.kind === 'uploaded') throw new Error(`${id} was uploaded`);
  return content;
}

/** What Google would write about bytes: their date and place, and what people did with the item. */
export function statedMetadataOf(seed: number, content: GeneratedContent, number: number): StatedMetadata {
  const taken = creationSeconds(content);
  return {
    description: '',
    uploadedSeconds: Math.max(taken, Date.UTC(2012, 0, 1) / 1000) + 60 + pickBelow(86_400, seed, 'uploaded', number),
    taken,
    ...geoOf(seed, content, number),
    people: peopleOf(seed, number),
    favorited: chance(6, seed, 'favorited', number),
    archived: chance(2, seed, 'archived', number),
    trashed: false,
    partner: chance(2, seed, 'partner', number),
  };
}

/** Other bytes of the same moment, as an edit leaves them. */
export function editedCopy(content: GeneratedContent, suffix: string): Companion {
  return { kind: 'edited', suffix, content: editedContent(content) };
}

export function editedContent(content: GeneratedContent): GeneratedContent {
  return { ...content, marker: `${content.marker}-edited`, scene: (content.scene + 1) % sceneCount };
}

/** The clip of a live or motion photo. */
export function motionClip(content: GeneratedContent, name: string): Companion {
  return { kind: 'motion-clip', name, content: { ...content, marker: `${content.marker}-clip`, format: 'mp4' } };
}

/** Seven decimals, about a centimetre: what sidecars hold. */
function roundedPlace({ latitude, longitude }: Place): Place {
  return { latitude: Math.round(latitude * 1e7) / 1e7, longitude: Math.round(longitude * 1e7) / 1e7 };
}

/** Close enough to be in the same time zone, far enough to be another street. */
function correctedPlace({ latitude, longitude }: Place): Place {
  return roundedPlace({ latitude: latitude + 0.01, longitude: longitude - 0.01 });
}

function homeOf(seed: number, number: number): Home {
  const percent = pickBelow(100, seed, 'home', number);
  if (percent < 2) return 'archive';
  return percent < 8 ? 'albums' : 'year';
}

function geoOf(
  seed: number,
  { capture }: GeneratedContent,
  number: number,
): Pick<StatedMetadata, 'geoData' | 'geoDataExif'> {
  if (capture.position === null)
    return { geoData: null, geoDataExif: chance(50, seed, 'geo key', number) ? null : 'absent' };
  const place = roundedPlace(capture.position);
  const percent = pickBelow(100, seed, 'geo', number);
  if (percent < 4) return { geoData: correctedPlace(place), geoDataExif: place };
  if (percent < 8) return { geoData: null, geoDataExif: place };
  if (percent < 11) return { geoData: null, geoDataExif: null };
  return { geoData: place, geoDataExif: percent < 60 ? place : 'absent' };
}

function peopleOf(seed: number, number: number): readonly string[] {
  if (!chance(20, seed, 'people', number)) return [];
  const count = 1 + pickBelow(3, seed, 'faces', number);
  const first = pickBelow(familiarFaces.length, seed, 'face', number);
  return Array.from({ length: count }, (_, i) => familiarFaces[(first + i) % familiarFaces.length] ?? 'Mum');
}

function sidecarFormOf(seed: number, number: number): SidecarForm {
  const percent = pickBelow(100, seed, 'sidecar form', number);
  if (percent < 10) return { kind: 'plain' };
  if (percent < 18)
    return { kind: 'shortened', infixLength: pickFrom([1, 2, 5, 6, 11, 13, 17], seed, 'infix', number) };
  return { kind: 'infix' };
}

function editedNow(seed: number, { filename, content }: ItemRecipe, number: number): boolean {
  const isPhoto = content.kind === 'generated' && content.format !== 'mp4';
  return (
    isPhoto && /.\.\w{3,4}$/.test(filename) && filename.length <= longestEditedStem && chance(3, seed, 'edited', number)
  );
}

function chance(percent: number, seed: number, purpose: string, number: number): boolean {
  return hashOf(seed, `takeout ${purpose}`, number) % 100 < percent;
}
