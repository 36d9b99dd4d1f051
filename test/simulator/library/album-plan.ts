import { capturePlaces } from './capture-places.ts';
import { pickBelow, pickFrom } from './seeded-hash.ts';

/** How an album is filled: nothing, a stretch of the listing (a trip), or items from all over (a collection). */
type AlbumFilling = 'empty' | 'stretch' | 'collection';

interface AlbumPlan {
  readonly title: string;
  readonly filling: AlbumFilling;
}

/** The first fifteen albums of every library. */
const firstAlbums: readonly AlbumPlan[] = [
  { title: 'Trip to Rome', filling: 'stretch' },
  { title: 'Family', filling: 'stretch' },
  { title: 'Nothing in here yet', filling: 'empty' },
  { title: 'Family', filling: 'collection' },
  { title: 'Best of 2024 ⭐️', filling: 'collection' },
  { title: 'Mum/Dad \\ Grandparents: 50%', filling: 'stretch' },
  { title: '', filling: 'stretch' },
  { title: 'CON', filling: 'stretch' },
  { title: `The summer of ${'very '.repeat(50)}long days ${'☀️ 夏'.repeat(30)}`, filling: 'stretch' },
  { title: 'FAMILY', filling: 'stretch' },
  { title: 'Caf\u00e9s', filling: 'stretch' },
  { title: 'Cafe\u0301s', filling: 'stretch' },
  { title: '..', filling: 'stretch' },
  { title: 'Lisbon. ', filling: 'collection' },
  { title: '👨‍👩‍👧 🏖️', filling: 'stretch' },
];

/** Google's limit for one album. */
const mostItems = 20_000;

/** The title of the album at this index. */
export function albumTitle(seed: number, index: number): string {
  const plan = planAt(index);
  if (plan !== undefined) return plan.title;
  const place = pickFrom(capturePlaces, seed, 'album place', index).name;
  const occasion = pickFrom(
    ['Weekend in', 'Walking around', 'Food in', 'Autumn in', 'Friends in'],
    seed,
    'occasion',
    index,
  );
  return `${occasion} ${place} ${2019 + pickBelow(7, seed, 'album year', index)}`;
}

/** Indices of the album's items in the album's order. One item of five is in no album; others may be in several. */
export function albumMembers(seed: number, index: number, albums: number, items: number): readonly number[] {
  const filling = planAt(index)?.filling ?? (pickBelow(12, seed, 'filling', index) === 0 ? 'empty' : 'stretch');
  if (filling === 'empty' || items === 0) return [];
  return filling === 'collection' ? collection(seed, index, items) : stretch(seed, index, albums, items);
}

/** Beyond the first fifteen, one album of twenty-five has a title of theirs. */
function planAt(index: number): AlbumPlan | undefined {
  if (index < firstAlbums.length) return firstAlbums[index];
  return index % 25 === 0 ? firstAlbums[(index / 25) % firstAlbums.length] : undefined;
}

function stretch(seed: number, index: number, albums: number, items: number): readonly number[] {
  const start = Math.floor((index * items) / albums);
  const average = (items * 0.9) / albums;
  const length = Math.ceil(average * (0.4 + pickBelow(1000, seed, 'album length', index) / 800));
  const end = Math.min(items, start + Math.min(mostItems, length));
  const members: number[] = [];
  for (let item = start; item < end; item += 1) if (mayBeInAlbum(item)) members.push(item);
  return members;
}

function collection(seed: number, index: number, items: number): readonly number[] {
  const step = Math.max(3, Math.ceil(items / 400));
  const members: number[] = [];
  for (let item = pickBelow(step, seed, 'collection start', index); item < items; item += step) {
    if (mayBeInAlbum(item)) members.push(item);
  }
  return members;
}

function mayBeInAlbum(item: number): boolean {
  return item % 5 !== 2;
}
