import { editedSuffixes } from '../takeout-words.ts';
import { editedContent, editedCopy, motionClip } from './library-items.ts';
import type { Troupe } from './troupe.ts';

/** Files that share a sidecar: edited copies, motion and live photos; and those that only look so. */
export function castPairs(troupe: Troupe): void {
  editedCopies(troupe);
  editedDoubles(troupe);
  motionPhotos(troupe);
  livePhotos(troupe);
  bursts(troupe);
}

function editedCopies({ tag, item }: Troupe): void {
  for (const [i, suffix] of editedSuffixes.entries()) {
    item({
      title: `IMG_${tag}60${String(i).padStart(2, '0')}.jpg`,
      companions: (content) => [editedCopy(content, suffix)],
      said: { description: 'Straightened and brightened' },
    });
  }
  // 43 characters before the extension leave "-edi", 41 leave "-edite".
  for (const length of [43, 41]) {
    item({
      title: `${`${tag} ${length} harbour lights in the evening by the sea`.padEnd(length, '_').slice(0, length)}.jpg`,
      companions: (content) => [editedCopy(content, '-edited')],
    });
  }
  // The original is not there, but its sidecar is.
  item({ title: `IMG_${tag}6020.jpg`, bytes: 'absent', companions: (content) => [editedCopy(content, '-edited')] });
  // A picture that was uploaded under such a name, with its own sidecar.
  item({ title: `IMG_${tag}6021.jpg`, said: { description: 'Not edited' } });
  item({ title: `IMG_${tag}6021-edited.jpg`, said: { description: 'Uploaded under this name' } });
}

function editedDoubles({ tag, item }: Troupe): void {
  item({ title: `IMG_${tag}6030.jpg`, said: { description: 'First' } });
  item({
    title: `IMG_${tag}6030.jpg`,
    said: { description: 'Second, edited' },
    companions: (content) => [editedCopy(content, '-edited')],
  });
  // The (1) belongs to the title here, and its edited copy bears it behind the suffix.
  item({ title: `IMG_${tag}6031.jpg`, said: { description: 'Plain' } });
  item({
    title: `IMG_${tag}6031(1).jpg`,
    said: { description: 'Numbered by its owner' },
    companions: (content) => [
      { kind: 'edited-as', name: `IMG_${tag}6031-edited(1).jpg`, content: editedContent(content) },
    ],
  });
  // No sidecar numbered (1) and no media numbered (1): the plain sidecar is somebody else's.
  item({ title: `IMG_${tag}6032.jpg`, said: { description: 'Plain, and alone' } });
  item({
    title: `IMG_${tag}6032-edited(1).jpg`,
    sidecar: { kind: 'none' },
    capture: { position: null, dateRecorded: true, offsetRecorded: true },
  });
}

function motionPhotos({ tag, year, item }: Troupe): void {
  const pairs = [
    ['MP.jpg', 'MP'],
    ['MP~2.jpg', 'MP~2'],
    ['MP.jpg', 'MP~2'],
    ['MV.jpg', 'MV'],
    ['MP.jpg', 'MV'],
  ] as const;
  for (const [i, [still, clip]] of pairs.entries()) {
    const name = `PXL_${year}0305_1${i}${tag}00123`;
    item({
      title: `${name}.${still}`,
      said: { description: 'Moves' },
      companions: (content) => [motionClip(content, `${name}.${clip}`)],
    });
  }
}

function livePhotos({ tag, item }: Troupe): void {
  const live = (stem: string, still: string, clip: string, description: string) =>
    item({
      title: `${stem}.${still}`,
      format: still === 'HEIC' ? 'heic' : 'jpeg',
      said: { description },
      companions: (content) => [motionClip(content, `${stem}.${clip}`)],
    });
  live(`IMG_${tag}7001`, 'HEIC', 'MP4', 'Alive');
  live(`IMG_${tag}7002`, 'HEIC', 'MOV', 'Alive, too');
  live(`IMG_${tag}7003`, 'JPG', 'MP4', 'Alive, most compatible');
  live(`IMG_${tag}7004`, 'HEIC', 'MP4', 'First of two');
  live(`IMG_${tag}7004`, 'HEIC', 'MP4', 'Second of two');
  item({
    title: `IMG_${tag}7005.HEIC`,
    format: 'heic',
    companions: (content) => [motionClip(content, `IMG_${tag}7005.MP4`), editedCopy(content, '-edited')],
  });
  // Same stem, but a film with its own sidecar.
  item({ title: `IMG_${tag}7006.HEIC`, format: 'heic', said: { description: 'A still' } });
  item({ title: `IMG_${tag}7006.MP4`, format: 'mp4', said: { description: 'A film' } });
}

function bursts({ tag, year, item }: Troupe): void {
  item({ title: `PXL_${year}0306_12${tag}00456.BURST-01.COVER.jpg` });
  item({ title: `PXL_${year}0306_12${tag}00456.BURST-02.jpg` });
  item({ title: `00001IMG_00001_BURST${year}0306${tag}0000456_COVER.jpg` });
  item({ title: `PXL_${year}0306_13${tag}00456.PORTRAIT-01.COVER.jpg` });
  item({ title: `PXL_${year}0306_13${tag}00456.PORTRAIT-02.ORIGINAL.jpg` });
}
