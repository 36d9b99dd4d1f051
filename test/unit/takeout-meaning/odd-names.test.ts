import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MediaMatch } from '../../../electron/engine/sources/takeout/meaning/match.ts';
import { matchFolder } from '../../../electron/engine/sources/takeout/meaning/match-folder.ts';
import { runsOf } from '../../support/test-environment.ts';

type Sidecar = readonly [name: string, title: string];

const infix = '.supplemental-metadata';

function matched(media: readonly string[], sidecars: readonly Sidecar[]): (name: string) => MediaMatch {
  const { matches } = matchFolder({
    media: media.map((name) => ({ name })),
    sidecars: sidecars.map(([name, title]) => ({ name, title })),
  });
  return (name) => {
    const match = matches[media.indexOf(name)];
    if (match === undefined) throw new Error(`${name} was not given`);
    return match;
  };
}

const long = 'Walk_around_the_lake_with_everybody_on_a_cold_morning_in_march';

describe('a sidecar is known by its title although its own name', () => {
  test.each([
    ['lacks the extension', 'IMG_0012.HEIC', 'IMG_0012.json', 'IMG_0012.HEIC'],
    ['lacks the extension before the infix', '20.06.13 - 14.jpg', `20.06.13 - 14${infix}.json`, '20.06.13 - 14.jpg'],
    ['lacks the extension and has a number', 'IMG_0012(3).HEIC', 'IMG_0012(3).json', 'IMG_0012.HEIC'],
    ['has another infix', 'IMG.jpg', 'IMG.jpg.metadata.json', 'IMG.jpg'],
    ['has an infix of another language', 'IMG.jpg', 'IMG.jpg.métadonnées-supplémentaires.json', 'IMG.jpg'],
    ['has another infix and a number', 'IMG(2).jpg', 'IMG.jpg.metadata(2).json', 'IMG.jpg'],
    ['has its number before the infix', 'IMG(1).jpg', `IMG.jpg(1)${infix}.json`, 'IMG.jpg'],
    ['has its number before another infix', 'IMG(1).jpg', 'IMG.jpg(1).metadata.json', 'IMG.jpg'],
    ['has its number in the title', 'IMG(1).jpg', `IMG(1).jpg${infix}.json`, 'IMG.jpg'],
    ['has its number before a cut infix', 'IMG(1).jpg', 'IMG.jpg(1).supplem.json', 'IMG.jpg'],
    ["is whole and the file's is cut", `${long.slice(0, 47)}.jpg`, `${long}.jpg${infix}.json`, `${long}.jpg`],
    ["is cut and the file's is whole", `${long}.jpg`, `${long.slice(0, 46)}.json`, `${long}.jpg`],
    ['is cut later than usual', `${long.slice(0, 47)}.jpg`, `${long.slice(0, 53)}.json`, `${long}.jpg`],
    ["is whole and the file's cut later", `${long.slice(0, 49)}.jpg`, `${long}.jpg.json`, `${long}.jpg`],
    ["is whole and the file's cut sooner", `${long.slice(0, 41)}.jpg`, `${long}.jpg.json`, `${long}.jpg`],
    ["is as usual and the file's cut later", `${long.slice(0, 49)}.jpg`, `${long.slice(0, 46)}.json`, `${long}.jpg`],
    ['is cut within the extension', 'IMG_0012.jpeg', 'IMG_0012.jpe.json', 'IMG_0012.jpeg'],
    [
      "is cut early and the file's cut elsewhere",
      `${long.slice(0, 41)}.jpg`,
      `${long.slice(0, 31)}.json`,
      `${long}.jpg`,
    ],
    ['is cut sooner than usual', `${long.slice(0, 47)}.jpg`, `${long.slice(0, 40)}.json`, `${long}.jpg`],
  ])('%s', (_, media, sidecar, title) => {
    const found = matched([media, 'other.jpg'], [[sidecar, title]]);
    expect(found(media)).toMatchObject({ sidecar: 0, confidence: 'likely', relation: { kind: 'itself' } });
    expect(found('other.jpg').sidecar).toBeNull();
  });

  const waves = '🌊'.repeat(40);
  const family = '👩‍👩‍👧‍👦';
  test.each([
    ['half a sign of the file', `a${waves.slice(0, 46)}\ufffd.jpg`, `a${waves}.jpg`.slice(0, 45), `a${waves}.jpg`],
    ['a question mark for half a sign', `a${waves.slice(0, 46)}_.jpg`, `a${waves}.jpg`.slice(0, 45), `a${waves}.jpg`],
    ['half a sign of the sidecar', `a${waves.slice(0, 46)}.jpg`, `a${waves.slice(0, 44)}\ufffd`, `a${waves}.jpg`],
    ['both halves', `a${waves.slice(0, 46)}\ufffd.jpg`, `a${waves.slice(0, 44)}\ufffd`, `a${waves}.jpg`],
    ['a whole family', `${'x'.repeat(44)}.jpg`, 'x'.repeat(44), `${'x'.repeat(44)}${family}.jpg`],
    ['some of a family', `${'x'.repeat(40)}👩\u200d👩.jpg`, 'x'.repeat(40), `${'x'.repeat(40)}${family}.jpg`],
  ])('has lost %s at the cut', (_, media, core, title) => {
    expect(matched([media], [[`${core}.json`, title]])(media)).toMatchObject({ sidecar: 0 });
  });
});

describe('no sidecar is given to a file', () => {
  test.each([
    ['whose number is another one', ['IMG.jpg'], `IMG.jpg(1)${infix}.json`, 'IMG.jpg'],
    ['whose extension is another one', ['IMG_1.MOV'], 'IMG_1.json', 'IMG_1.HEIC'],
    ['whose stem is a part of it', ['IMG_00123.jpeg'], 'IMG_0012.jpe.json', 'IMG_0012.jpeg'],
    ['of which it holds the beginning', ['Lake - 9.jpg'], 'Lake - 90.json', 'Lake - 90.jpg'],
    [
      'whose number goes on',
      [`${long.slice(0, 40)} 9.jpg`],
      `${long.slice(0, 40)} 90.jpg${infix}.json`,
      `${long.slice(0, 40)} 90.jpg`,
    ],
    ['that is short, by its beginning', ['Walk.jpg'], `${long}.jpg${infix}.json`, 'Walk around.jpg'],
    [
      'that is no shorter than usual',
      [`${long.slice(0, 41)}.jpg`],
      `${long.slice(0, 42)}.jpg.json`,
      `${long.slice(0, 42)}.jpg`,
    ],
    [
      'whose whole name ends within a word of a longer title: its own sidecar may be missing',
      [`${long.slice(0, 44)}.jpg`],
      `${long.slice(0, 46)}.json`,
      `${long}.jpg`,
    ],
    [
      'that may be another one, by a word behind it',
      [`${long.slice(0, 40)}.jpg`],
      `${long.slice(0, 46)}.json`,
      `${long}.jpg`,
    ],
    [
      'when two files begin its title',
      [`${long.slice(0, 48)}.jpg`, `${long.slice(0, 49)}.jpg`],
      `${long}.jpg.json`,
      `${long}.jpg`,
    ],
  ])('%s', (_, media, sidecar, title) => {
    const found = matched(media, [[sidecar, title]]);
    for (const name of media) expect(found(name).sidecar, name).toBeNull();
  });

  test('whose name two titles begin with', () => {
    const media = `${long.slice(0, 47)}.jpg`;
    const found = matched(
      [media],
      ['a', 'b'].map((end) => [`${long}${end}.jpg${infix}.json`, `${long}${end}.jpg`] as const),
    );
    expect(found(media)).toMatchObject({ sidecar: null, confidence: 'doubtful', candidates: [0, 1] });
  });

  test('that is the clip of a picture whose long name was left whole', () => {
    const [clip, picture] = [`${long.slice(0, 50)}.MP`, `${long.slice(0, 50)}.MP.jpg`];
    const found = matched([clip, picture], [[`${picture.slice(0, 46)}.json`, picture]]);
    expect(found(clip)).toMatchObject({ sidecar: 0, relation: { kind: 'motion-clip', of: 1 } });
  });

  test('that is the clip of the picture which the title means', () => {
    const found = matched(['IMG_1.HEIC', 'IMG_1'], [['IMG_1.json', 'IMG_1.HEIC']]);
    expect(found('IMG_1.HEIC')).toMatchObject({ sidecar: 0, relation: { kind: 'itself' } });
    expect(found('IMG_1')).toMatchObject({ sidecar: 0, relation: { kind: 'motion-clip', of: 0 } });
  });
});

test('wherever names are cut, no file gets the sidecar of another, and most get theirs', () => {
  const word = fc.constantFrom('lake', 'hill', 'dawn', 'rain', '7', '42', '🌊', '\u00e9t\u00e9', '_', '-');
  const title = fc.array(word, { minLength: 14, maxLength: 24 }).map((words) => `${words.join('')}.jpg`);
  const cut = fc.constantFrom(46, 47, 50, 51, 53, 60, 200);
  const otherCut = fc.constantFrom(51, 52, 55, 60, 200);
  const lost = fc.constantFrom('nothing', 'nothing', 'nothing', 'media', 'sidecar');
  const items = fc.uniqueArray(fc.record({ title, lost }), {
    selector: (one) => one.title.slice(0, 40),
    maxLength: 12,
  });
  const isNumberCut = (one: { media: string; title: string } | undefined) =>
    /\d\.jpg$/.test(one?.media ?? '') && /^\d/.test(one?.title.slice((one?.media.length ?? 0) - 4) ?? '');
  const short = (text: string, length: number) => text.slice(0, length).toWellFormed();
  fc.assert(
    fc.property(items, cut, otherCut, (given, mediaCut, sidecarCut) => {
      const named = given.map((one) => ({
        ...one,
        media: `${short(one.title.slice(0, -4), mediaCut - 4)}.jpg`,
        sidecar: `${short(one.title + infix, sidecarCut - 5)}.json`,
      }));
      const media = named.filter((one) => one.lost !== 'media');
      const sidecars = named.filter((one) => one.lost !== 'sidecar');
      const { matches } = matchFolder({
        media: media.map((one) => ({ name: one.media })),
        sidecars: sidecars.map((one) => ({ name: one.sidecar, title: one.title })),
      });
      for (const [index, { sidecar }] of matches.entries()) {
        const one = media[index];
        if (sidecar !== null) expect(sidecars[sidecar]?.title).toBe(one?.title);
        else if (mediaCut > 50 && !isNumberCut(one)) expect(one?.lost).toBe('sidecar');
      }
    }),
    { numRuns: runsOf(300) },
  );
});

describe('a version of a picture or a film', () => {
  test.each([
    ...['IMG-effects.jpg', 'IMG-smile.jpg', 'IMG-mix.jpg', 'IMG-COLLAGE.jpg', 'IMG-ANIMATION.gif', 'IMG-PANO.jpg'],
    ...['IMG-breytt.jpg', 'IMG-editatuta.jpg', 'IMG-\u0570\u0561\u0575.jpg', 'IMG-smile(1).jpg'],
  ])('%s takes the sidecar of its picture', (name) => {
    const number = /\(\d\)/.exec(name)?.[0] ?? '';
    const found = matched([`IMG${number}.jpg`, name], [[`IMG.jpg${infix}${number}.json`, 'IMG.jpg']]);
    expect(found(name)).toMatchObject({ sidecar: 0, confidence: 'likely', relation: { kind: 'edited', of: 0 } });
  });

  test.each([
    ['its picture is not there', ['IMG-smile.jpg']],
    ['its picture has another number', ['IMG.jpg', 'IMG-smile(1).jpg']],
    ['there is only a film', ['IMG.mp4', 'IMG-smile.jpg']],
    ['only digits follow', ['IMG.jpg', 'IMG-20190101.jpg']],
    ['only one letter follows', ['IMG.jpg', 'IMG-a.jpg']],
    ['a known word is cut where nothing had to be', ['IMG.jpg', 'IMG-edi.jpg']],
  ])('is nothing such when %s', (_, media) => {
    const sidecars = ['IMG.jpg', 'IMG.mp4'].map((title) => [`${title}.json`, title] as const);
    expect(matched(media, sidecars)(media.at(-1) ?? '').sidecar).toBeNull();
  });

  test.each([
    ['hike-edited.mp4', 'hike.MOV'],
    ['hike-edited.mp4', 'hike.3gp'],
    ['hike-edited.mp4', 'hike.avi'],
    ['hike-smile.mp4', 'hike.MOV'],
  ])('%s takes the sidecar of %s', (copy, film) => {
    const found = matched([film, copy], [[`${film}${infix}.json`, film]]);
    expect(found(copy)).toMatchObject({ sidecar: 0, confidence: 'likely', relation: { kind: 'edited', of: 0 } });
  });

  test('of a film is of the film where a picture has the name, too', () => {
    const found = matched(
      ['I.HEIC', 'I.MOV', 'I-edited.mp4'],
      [
        ['I.HEIC.json', 'I.HEIC'],
        ['I.MOV.json', 'I.MOV'],
      ],
    );
    expect(found('I-edited.mp4').sidecar).toBe(1);
  });

  test('of so long a name that nothing of its word is left is told by being the only double', () => {
    const start = long.slice(0, 47);
    const names = [`${start}.jpg`, `${start}(1).jpg`];
    const sidecar = [`${long.slice(0, 46)}.json`, `${long}.jpg`] as const;
    expect(matched(names, [sidecar])(`${start}(1).jpg`)).toMatchObject({ sidecar: 0, reason: 'edited-copy-cut-away' });
    const doubles = [...names, `${start}(2).jpg`];
    expect(matched(doubles, [sidecar])(`${start}(1).jpg`).sidecar).toBeNull();
    const short = [`${long.slice(0, 46)}.json`, `${long.slice(0, 46)}.jpg`] as const;
    const shortNames = [`${long.slice(0, 46)}.jpg`, `${long.slice(0, 46)}(1).jpg`];
    expect(matched(shortNames, [short])(shortNames[1] ?? '').sidecar).toBeNull();
  });
});

describe("a film of exactly a picture's name", () => {
  test.each([
    ['MVIMG_20190722_101112', 'MVIMG_20190722_101112.jpg'],
    ['PXL_20190606_101112131.RAW-01.MP.COVER', 'PXL_20190606_101112131.RAW-01.MP.COVER.jpg'],
    ['MVIMG_1(2)', 'MVIMG_1(2).jpg'],
    ['holiday', 'holiday.HEIC'],
  ])('%s is the clip of %s', (clip, still) => {
    const number = /\(\d\)/.exec(still)?.[0] ?? '';
    const title = still.replace(number, '');
    const found = matched([clip, still], [[`${title.slice(0, 46)}${number}.json`, title]]);
    expect(found(clip)).toMatchObject({ sidecar: 0, confidence: 'likely', relation: { kind: 'motion-clip', of: 1 } });
  });

  test('is a file of its own with its own sidecar, and without that picture', () => {
    const own = matched(
      ['holiday', 'holiday.jpg'],
      [
        ['holiday.json', 'holiday'],
        ['holiday.jpg.json', 'holiday.jpg'],
      ],
    );
    expect(own('holiday')).toMatchObject({ sidecar: 0, relation: { kind: 'itself' } });
    expect(matched(['holiday'], [['holiday.jpg.json', 'holiday.jpg']])('holiday').sidecar).toBeNull();
  });
});
