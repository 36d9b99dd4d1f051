import { expect, test } from 'vitest';
import { matchFolder } from '../../../electron/engine/sources/takeout/meaning/match-folder.ts';

/** A file, the sidecar that speaks of it, and the sidecar's title where that is not the file's name. */
type Pair = readonly [media: string, sidecar: string, title?: string];

const s = '.supplemental-metadata';
const lake = 'Walk_around_the_lake_with_everybody_on_a_cold_morning';
const bridge = 'The_old_stone_bridge_behind_the_mill_where_we_had_lunch';
const waves = '🌊'.repeat(30);

/** Pairs of every kind that exports are known to hold, made up by the rules of their names. */
const pairs: readonly Pair[] = [
  // Whole names, in the forms of all years.
  ['IMG_1001.jpg', `IMG_1001.jpg${s}.json`],
  ['IMG_1002.JPG', 'IMG_1002.JPG.json'],
  ['IMG_1003.HEIC', `IMG_1003.HEIC${s}.json`],
  ['IMG_1004.PNG', 'IMG_1004.PNG.json'],
  ['VID_20190704_101112.mp4', `VID_20190704_101112.mp4${s}.json`],
  ['PXL_20230812_123456789.jpg', `PXL_20230812_123456789.jpg${s}.json`],
  [
    'Screenshot 2020-01-02 at 10.11.12.png',
    `Screenshot 2020-01-02 at 10.11.12.png${s}.json`.slice(0, 46).concat('.json'),
  ],
  ['1564234567890.jpg', `1564234567890.jpg${s}.json`],
  ['old.flv', `old.flv${s}.json`],
  ['clip.wmv', 'clip.wmv.json'],
  // The infix is cut, to nothing in the end.
  ['IMG_20190704_101112_1234567.jpg', 'IMG_20190704_101112_1234567.jpg.supplemental-m.json'],
  ['PXL_20230812_123456789.PORTRAIT.jpg', 'PXL_20230812_123456789.PORTRAIT.jpg.supplementa.json'],
  [
    '00100lrPORTRAIT_00100_BURST20190102030405006.jpg',
    '00100lrPORTRAIT_00100_BURST20190102030405006.j.json',
    '00100lrPORTRAIT_00100_BURST20190102030405006.jpg',
  ],
  ['a name that is just so long that nothing is.jpg', 'a name that is just so long that nothing is.jp.json'],
  ['forty-five letters are in this name, it s.jpg', 'forty-five letters are in this name, it s.jpg..json'],
  ['IMG_3001.jpg', 'IMG_3001.jpg.s.json'],
  ['IMG_3002.jpg', 'IMG_3002.jpg.suppl.json'],
  // Names that are cut, on both sides or on one.
  [`${lake.slice(0, 47)}.jpg`, `${lake.slice(0, 46)}.json`, `${lake}.jpg`],
  [`${bridge.slice(0, 47)}.HEIC`, `${bridge}.HEIC${s}.json`, `${bridge}.HEIC`],
  [`Another_${lake}.jpg`, `Another_${lake}`.slice(0, 46).concat('.json'), `Another_${lake}.jpg`],
  [`Third_${bridge.slice(0, 43)}.jpg`, `Third_${bridge}.jpg.json`, `Third_${bridge}.jpg`],
  // Doubles, with the number in every place.
  ['DSC_2001.jpg', `DSC_2001.jpg${s}.json`],
  ['DSC_2001(1).jpg', `DSC_2001.jpg${s}(1).json`, 'DSC_2001.jpg'],
  ['DSC_2001(2).jpg', `DSC_2001.jpg${s}(2).json`, 'DSC_2001.jpg'],
  ['DSC_2002.jpg', 'DSC_2002.jpg.json'],
  ['DSC_2002(1).jpg', 'DSC_2002.jpg(1).json', 'DSC_2002.jpg'],
  ['DSC_2003(1).jpg', `DSC_2003.jpg(1)${s}.json`, 'DSC_2003.jpg'],
  ['DSC_2004(7).HEIC', `DSC_2004.HEIC${s}(7).json`, 'DSC_2004.HEIC'],
  ['DSC_2005(1).jpg', 'DSC_2005.jpg.supplem(1).json', 'DSC_2005.jpg'],
  ['image.jpg', 'image.jpg.json'],
  ['image(1).jpg', 'image.jpg(1).json', 'image.jpg'],
  ['image(10).jpg', 'image.jpg(10).json', 'image.jpg'],
  ['image(11).jpg', 'image.jpg(11).json', 'image.jpg'],
  ['copy (2).jpg', `copy (2).jpg${s}.json`],
  // Extension dropped, another infix, another spelling.
  ['IMG_0012.HEIC', 'IMG_0012.json'],
  ['20.06.13 - 14.jpg', `20.06.13 - 14${s}.json`],
  ['IMG_0013.jpg', 'IMG_0013.jpg.metadata.json'],
  ['caf\u00e9.jpg', `cafe\u0301.jpg${s}.json`, 'caf\u00e9.jpg'],
  ['a_b_c.jpg', `a_b_c.jpg${s}.json`, 'a/b:c.jpg'],
  ['100_ done.jpg', `100_ done.jpg${s}.json`, '100% done.jpg'],
  ['Tom _ Jerry.png', `Tom _ Jerry.png${s}.json`, 'Tom & Jerry.png'],
  ['trailing.jpg', `trailing.jpg${s}.json`, 'trailing.jpg '],
  ['Case.jpg', `Case.jpg${s}.json`],
  ['case.JPG', `case.JPG${s}.json`],
  ['- 9.jpg', `- 9.jpg${s}.json`],
  ['- 90.jpg', `- 90.jpg${s}.json`],
  ['noending', `noending${s}.json`],
  // Signs that are more than one unit, cut inside.
  [`${waves.slice(0, 46)}.jpg`, `${waves.slice(0, 46)}.json`, `${waves}.jpg`],
  [`b${waves.slice(0, 45)}\ufffd.jpg`, `b${waves.slice(0, 44)}.json`, `b${waves}.jpg`],
  ['夏の海.jpg', `夏の海.jpg${s}.json`],
  ['Лето.jpg', `Лето.jpg${s}.json`],
  // Edited copies and clips take that of their picture.
  ['IMG_4001.jpg', `IMG_4001.jpg${s}.json`],
  ['IMG_4001-edited.jpg', `IMG_4001.jpg${s}.json`, 'IMG_4001.jpg'],
  ['IMG_4002.jpg', `IMG_4002.jpg${s}.json`],
  ['IMG_4002-bearbeitet.jpg', `IMG_4002.jpg${s}.json`, 'IMG_4002.jpg'],
  ['IMG_4003.HEIC', `IMG_4003.HEIC${s}.json`],
  ['IMG_4003-edited.jpg', `IMG_4003.HEIC${s}.json`, 'IMG_4003.HEIC'],
  ['IMG_4004.jpg', `IMG_4004.jpg${s}.json`],
  ['IMG_4004-effects.jpg', `IMG_4004.jpg${s}.json`, 'IMG_4004.jpg'],
  ['IMG_4005.jpg', `IMG_4005.jpg${s}.json`],
  ['IMG_4005-smile.jpg', `IMG_4005.jpg${s}.json`, 'IMG_4005.jpg'],
  ['IMG_4006(1).jpg', `IMG_4006.jpg${s}(1).json`, 'IMG_4006.jpg'],
  ['IMG_4006-edited(1).jpg', `IMG_4006.jpg${s}(1).json`, 'IMG_4006.jpg'],
  ['hike.MOV', `hike.MOV${s}.json`],
  ['hike-edited.mp4', `hike.MOV${s}.json`, 'hike.MOV'],
  ['IMG_5001.HEIC', `IMG_5001.HEIC${s}.json`],
  ['IMG_5001.MP4', `IMG_5001.HEIC${s}.json`, 'IMG_5001.HEIC'],
  ['PXL_5002.MP.jpg', `PXL_5002.MP.jpg${s}.json`],
  ['PXL_5002.MP', `PXL_5002.MP.jpg${s}.json`, 'PXL_5002.MP.jpg'],
  ['PXL_5003.MP~2.jpg', `PXL_5003.MP~2.jpg${s}.json`],
  ['PXL_5003.MP~2', `PXL_5003.MP~2.jpg${s}.json`, 'PXL_5003.MP~2.jpg'],
  ['MVIMG_5004.jpg', `MVIMG_5004.jpg${s}.json`],
  ['MVIMG_5004', `MVIMG_5004.jpg${s}.json`, 'MVIMG_5004.jpg'],
  ['00000IMG_00000_BURST5005.MP.COVER.jpg', '00000IMG_00000_BURST5005.MP.COVER.jpg.suppleme.json'],
  [
    '00000IMG_00000_BURST5005.MP.COVER',
    '00000IMG_00000_BURST5005.MP.COVER.jpg.suppleme.json',
    '00000IMG_00000_BURST5005.MP.COVER.jpg',
  ],
];

/** Files whose own sidecar is not there: nobody else's may speak of them. */
const orphans = [
  'DSC_2003.jpg',
  'DSC_2005(2).jpg',
  'image(2).jpg',
  '- 900.jpg',
  'IMG_40010.jpg',
  'IMG_100.jpg',
  'hikes.MOV',
];

function titleOf([media, , title]: Pair): string {
  return title ?? media;
}

function sidecarsOf(these: readonly Pair[]): readonly { readonly name: string; readonly title: string }[] {
  const byName = new Map(these.map((pair) => [pair[1], titleOf(pair)]));
  return [...byName].map(([name, title]) => ({ name, title }));
}

/** The sidecar of every media file, by name. */
function paired(media: readonly string[], sidecars: ReturnType<typeof sidecarsOf>): ReadonlyMap<string, string | null> {
  const { matches } = matchFolder({ media: media.map((name) => ({ name })), sidecars });
  return new Map(matches.map(({ media: at, sidecar }) => [media[at] ?? '', sidecars[sidecar ?? -1]?.name ?? null]));
}

test('there are pairs of enough kinds', () => {
  expect(pairs.length).toBeGreaterThan(60);
  expect(new Set(pairs.map(([media]) => media)).size).toBe(pairs.length);
});

const named = pairs.map(([media, sidecar]) => ({ media, sidecar }));

test.each(named)('$media, with $sidecar and another that is none of its', ({ media, sidecar }) => {
  // What belongs together lies together: a copy or a clip has its picture beside it.
  const family = pairs.filter(([, other]) => other === sidecar);
  const decoys: readonly Pair[] = [['zebra.jpg', `zebra.jpg${s}.json`]];
  const all = [...family, ...decoys];
  expect(
    paired(
      all.map(([name]) => name),
      sidecarsOf(all),
    ).get(media),
  ).toBe(sidecar);
});

test('all in one folder: every file has its own sidecar, and none has a wrong one', () => {
  const media = [...pairs.map(([name]) => name), ...orphans];
  const found = paired(media, sidecarsOf(pairs));
  const wrong = pairs.filter(([name, sidecar]) => found.get(name) !== null && found.get(name) !== sidecar);
  expect(wrong).toEqual([]);
  expect(orphans.filter((name) => found.get(name) !== null)).toEqual([]);
  expect(pairs.filter(([name]) => found.get(name) === null)).toEqual([]);
});

test('without one of the sidecars, its file has none', () => {
  const wrong = pairs.flatMap(([name, sidecar]) => {
    const left = pairs.filter(([, other]) => other !== sidecar);
    const found =
      paired(
        pairs.map(([media]) => media),
        sidecarsOf(left),
      ).get(name) ?? null;
    return found === null ? [] : [`${name} has ${found}`];
  });
  expect(wrong).toEqual([]);
});
