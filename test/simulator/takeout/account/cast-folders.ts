import type { Capture } from '../../library/item-recipe.ts';
import { editedCopy, motionClip } from './library-items.ts';
import type { Troupe } from './troupe.ts';

const none = { kind: 'none' } as const;
const mute: Partial<Capture> = { dateRecorded: false, offsetRecorded: false, position: null };

/** Folders that are no albums, and every kind of album. `yearFolder` names the folder of a year. */
export function castFolders(troupe: Troupe, yearFolder: (year: number) => string): void {
  specialFolders(troupe);
  albums(troupe);
  strangeAlbums(troupe, yearFolder);
}

function specialFolders({ tag, item }: Troupe): void {
  const trashed = { trashed: true };
  item({ title: `thrown away ${tag}.jpg`, home: 'trash', said: trashed });
  item({ title: `thrown away film ${tag}.mp4`, format: 'mp4', home: 'trash', said: trashed });
  item({ title: `thrown away without sidecar ${tag}.jpg`, home: 'trash', sidecar: none });
  item({ title: `put away ${tag}.jpg`, home: 'archive', said: { archived: true } });
  item({ title: `put away by folder alone ${tag}.jpg`, home: 'archive' });
  item({
    title: `put away without sidecar ${tag}.jpg`,
    home: 'archive',
    sidecar: none,
    capture: { dateRecorded: true, offsetRecorded: true, position: null },
  });
  item({ title: `locked ${tag}.jpg`, home: 'locked' });
  item({ title: `locked and mute ${tag}.jpg`, home: 'locked', sidecar: none, capture: mute });
  item({ title: `failed ${tag}.mp4`, format: 'mp4', home: 'failed-videos', sidecar: none });
}

function albums({ tag, item, album }: Troupe): void {
  const twice = [
    item({ title: `twice ${tag} 1.jpg`, said: { description: 'In both folders' } }),
    item({ title: `twice ${tag} 2.HEIC`, format: 'heic' }),
    item({ title: `twice ${tag} 3.mp4`, format: 'mp4' }),
    item({ title: `twice ${tag} 4.jpg`, companions: (content) => [editedCopy(content, '-edited')] }),
    item({
      title: `twice ${tag} 5.HEIC`,
      format: 'heic',
      companions: (content) => [motionClip(content, `twice ${tag} 5.MP4`)],
    }),
    item({
      title: `twice ${tag} 6.jpg`,
      sidecarIn: 'year-folder',
      said: { description: 'Sidecar in the year folder' },
    }),
    item({ title: `twice ${tag} 7.jpg`, sidecarIn: 'album-folders', said: { description: 'Sidecar in the album' } }),
  ];
  const here = [1, 2, 3].map((i) => item({ title: `only here ${tag} ${i}.jpg`, home: 'albums' }));
  const nowhere = item({ title: `only here and mute ${tag}.jpg`, home: 'albums', sidecar: none, capture: mute });
  const members = [...twice, ...here, nowhere];
  album({ title: `Reunion ${tag}`, style: 'copies', members, description: 'Everybody came.' });
  album({
    title: `Old form ${tag}`,
    style: 'copies',
    members: [...twice.slice(0, 2), ...here],
    metadataForm: 'wrapped',
  });

  const once = [
    item({ title: `once ${tag} 1.jpg` }),
    item({ title: `once ${tag} 2.jpg`, companions: (content) => [editedCopy(content, '-edited')] }),
    item({
      title: `once ${tag} 3.HEIC`,
      format: 'heic',
      companions: (content) => [motionClip(content, `once ${tag} 3.MOV`)],
    }),
    // Equal titles: only the date tells which one the sidecar means.
    item({ title: `once ${tag} 4.jpg`, said: { description: 'The earlier one' } }),
    item({ title: `once ${tag} 4.jpg`, said: { description: 'The later one' } }),
    item({ title: `once ${tag}, a title that is longer than any name may be.jpg` }),
  ];
  const others = item({ title: `once ${tag}, somebody else's.jpg`, bytes: 'absent' });
  album({ title: `Sidecars only ${tag}`, style: 'sidecars', members: [...once, others] });
  album({ title: `Half of them ${tag}`, style: 'mixed', members: [...twice, ...once.slice(0, 3), ...here] });
}

function strangeAlbums({ tag, year, item, album }: Troupe, yearFolder: (year: number) => string): void {
  const some = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => item({ title: `some ${tag}${letter}.jpg` }));
  album({ title: '', style: 'copies', members: some.slice(0, 2) });
  album({ title: '', style: 'sidecars', members: some.slice(2, 4) });
  album({ title: `Twins ${tag}`, style: 'copies', members: some.slice(0, 3) });
  album({ title: `Twins ${tag}`, style: 'copies', members: some.slice(3, 5) });
  album({ title: `twins ${tag}`, style: 'sidecars', members: some.slice(5, 6) });
  // A four-digit year does not make a year folder: this one has album metadata.
  album({ title: yearFolder(year), style: 'copies', members: some.slice(5, 7) });
  album({ title: `Summer ${year}`, style: 'copies', members: some.slice(6, 8) });
  album({ title: `Slash/colon: ${tag}?`, style: 'copies', members: some.slice(0, 1) });
  album({ title: `Nothing in here ${tag}`, style: 'copies', members: [] });
  // Same names as in other folders: a sidecar counts only in its own.
  const here = item({ title: `two places ${tag}.jpg`, said: { description: 'The one in the year folder' } });
  const there = item({
    title: `two places ${tag}.jpg`,
    home: 'albums',
    sidecar: none,
    capture: { dateRecorded: true, offsetRecorded: true, position: null },
  });
  album({ title: `Elsewhere ${tag}`, style: 'copies', members: [there, ...some.slice(0, 1)] });
  album({ title: `Here ${tag}`, style: 'sidecars', members: [here] });
}
