import { describe, expect, test } from 'vitest';
import { matchReasons } from '../../../electron/contract/takeout-models.ts';
import type { FolderMedia, MediaMatch } from '../../../electron/engine/sources/takeout/meaning/match.ts';
import { matchFolder } from '../../../electron/engine/sources/takeout/meaning/match-folder.ts';
import { matchTexts } from '../../../electron/engine/sources/takeout/meaning/match-texts.ts';

/** A sidecar's name and, where its title is not what comes before the infix, its title. */
type GivenSidecar = string | readonly [name: string, title: string];

const infix = '.supplemental-metadata';

function matched(
  media: readonly (string | FolderMedia)[],
  sidecars: readonly GivenSidecar[],
): (name: string) => { readonly sidecar: string | null; readonly match: MediaMatch } {
  const files = media.map((one) => (typeof one === 'string' ? { name: one } : one));
  const given = sidecars.map((one) => {
    if (typeof one !== 'string') return { name: one[0], title: one[1] };
    return { name: one, title: one.replace(/(\(\d+\))?\.json$/, '').replace(/\.sup[a-z-]*$/, '') };
  });
  const { matches } = matchFolder({ media: files, sidecars: given });
  return (name) => {
    const match = matches[files.findIndex((file) => file.name === name)];
    if (match === undefined) throw new Error(`${name} was not given`);
    return { sidecar: match.sidecar === null ? null : (given[match.sidecar]?.name ?? null), match };
  };
}

describe('its own sidecar', () => {
  test.each([
    ['the infix', `IMG_1.jpg${infix}.json`],
    ['the form before late 2024', 'IMG_1.jpg.json'],
    ['a cut infix', 'IMG_1.jpg.supplem.json'],
    ['the bare dot of the infix', 'IMG_1.jpg..json'],
    ['capitals in the ending', `IMG_1.jpg${infix}.JSON`],
  ])('is known by %s', (_, sidecar) => {
    const found = matched(['IMG_1.jpg', 'IMG_2.jpg'], [[sidecar, 'IMG_1.jpg']]);
    expect(found('IMG_1.jpg')).toMatchObject({ sidecar, match: { confidence: 'certain', reason: 'title' } });
    expect(found('IMG_2.jpg').sidecar).toBeNull();
  });

  test.each([
    ['of 51 characters', 'a'.repeat(47), '.jpg', 'a'.repeat(46)],
    ['of 52 characters', `${'a'.repeat(47)}b`, '.jpg', 'a'.repeat(46)],
    ['that leaves a part of the extension', 'a'.repeat(43), '.jpg', `${'a'.repeat(43)}.jp`],
    ['that leaves the dot of the extension', 'a'.repeat(45), '.jpg', `${'a'.repeat(45)}.`],
    ['that leaves the dot of the infix', 'a'.repeat(41), '.jpg', `${'a'.repeat(41)}.jpg.`],
    ['that would split a surrogate pair', '🌊'.repeat(40), '.jpg', '🌊'.repeat(23)],
  ])('is known by a name %s', (_, stem, extension, core) => {
    const media = `${stem.slice(0, 47).replace(/[\ud800-\udbff]$/, '')}${extension}`;
    const found = matched([media], [[`${core}.json`, stem + extension]]);
    expect(found(media)).toMatchObject({ sidecar: `${core}.json`, match: { confidence: 'certain' } });
  });

  test.each([
    ['IMG(1).JPG', `IMG.JPG${infix}(1).json`],
    ['IMG(1).JPG', 'IMG.JPG(1).json'],
    ['IMG(12).JPG', 'IMG.JPG.suppl(12).json'],
    ['scan(2)(1).jpg', `scan(2).jpg${infix}(1).json`],
    ['PXL.MP~2(1)', `PXL.MP~2${infix}(1).json`],
  ])('of the double %s is %s, never that of another number', (media, sidecar) => {
    const others = [`IMG.JPG${infix}.json`, `scan.jpg${infix}(2).json`, 'IMG.JPG(3).json'];
    expect(matched([media], [sidecar, ...others])(media).sidecar).toBe(sidecar);
    expect(matched([media], others)(media).sidecar).toBeNull();
  });

  test('is never taken by the beginning of a name', () => {
    const found = matched(['Lake - 9.jpg', 'Lake - 90.jpg'], [`Lake - 90.jpg${infix}.json`]);
    expect(found('Lake - 9.jpg')).toMatchObject({ sidecar: null, match: { confidence: 'none', reason: 'no-sidecar' } });
    expect(found('Lake - 90.jpg').sidecar).not.toBeNull();
  });

  test('of a cut name is told from its neighbour of the same beginning by the title', () => {
    const start = 'x'.repeat(46);
    const found = matched([`${start}1.jpg`], [[`${start}.json`, `${start}2.jpg`]]);
    expect(found(`${start}1.jpg`).sidecar).toBeNull();
  });

  test.each([
    [
      'composed and decomposed',
      'e\u0301te\u0301.jpg',
      `e\u0301te\u0301.jpg${infix}.json`,
      '\u00e9t\u00e9.jpg',
      'certain',
    ],
    ['characters that no file system takes', 'Q_ 50_.jpg', `Q_ 50_.jpg${infix}.json`, 'Q: 50%.jpg', 'certain'],
    ['entities of HTML', "It's.jpg", `It's.jpg${infix}.json`, 'It&#39;s.jpg', 'certain'],
    ['a lost space at the end', 'end.jpg', `end.jpg ${infix}.json`, 'end.jpg ', 'certain'],
    ['capitals', 'img_1.jpg', `IMG_1.JPG${infix}.json`, 'IMG_1.JPG', 'likely'],
    ['a title that is missing', 'IMG_1.jpg', `IMG_1.jpg${infix}.json`, '', 'likely'],
    ['another title', 'IMG_1.jpg', `IMG_1.jpg${infix}.json`, 'Summer', 'likely'],
    ['another title and capitals', 'IMG_1.jpg', `IMG_1.JPG${infix}.json`, 'Summer', 'likely'],
    ['no extension in the title', '20030616.jpg', `20030616${infix}.json`, '20030616', 'likely'],
  ])('is known in spite of %s', (_, media, sidecar, title, confidence) => {
    expect(matched([media], [[sidecar, title]])(media)).toMatchObject({ sidecar, match: { confidence } });
  });

  test('goes to the file of just its spelling', () => {
    const names = ['Sunset.jpg', 'SUNSET.JPG', '\u00e9.jpg', 'e\u0301.jpg'];
    const found = matched(
      names,
      names.map((name) => `${name}${infix}.json`),
    );
    for (const name of names)
      expect(found(name)).toMatchObject({ sidecar: `${name}${infix}.json`, match: { confidence: 'certain' } });
  });
});

describe('on doubt a file gets nothing and its candidates are named', () => {
  test('between two sidecars', () => {
    const found = matched(
      ['scan(2).jpg'],
      [`scan(2).jpg${infix}.json`, `scan.jpg${infix}(2).json`].map(
        (name) => [name, name.replace(/\.supp.*/, '')] as const,
      ),
    );
    expect(found('scan(2).jpg')).toMatchObject({
      sidecar: null,
      match: { confidence: 'doubtful', reason: 'several-sidecars', candidates: [0, 1] },
    });
  });

  test('between two files', () => {
    const found = matched(['a.jpg', 'A.jpg'], [`a.JPG${infix}.json`]);
    for (const name of ['a.jpg', 'A.jpg']) {
      expect(found(name)).toMatchObject({
        sidecar: null,
        match: { confidence: 'doubtful', reason: 'several-media', candidates: [0] },
      });
    }
  });

  test('when only the number differs', () => {
    const found = matched(['stranger.jpg'], [`stranger.jpg${infix}(1).json`]);
    expect(found('stranger.jpg').match).toMatchObject({
      sidecar: null,
      confidence: 'doubtful',
      reason: 'another-number',
      candidates: [0],
    });
  });

  test('when two files of different content claim one name', () => {
    const twice = (content: string) => ({ name: 'a.jpg', content });
    const sidecars = [{ name: 'a.jpg.json', title: 'a.jpg' }];
    const different = matchFolder({ media: [twice('1'), twice('2')], sidecars });
    expect(different.matches.map(({ sidecar, reason }) => [sidecar, reason])).toEqual([
      [null, 'claimed-twice'],
      [null, 'claimed-twice'],
    ]);
    const equal = matchFolder({ media: [twice('1'), twice('1'), { name: 'a.jpg' }], sidecars });
    expect(equal.matches.map(({ sidecar }) => sidecar)).toEqual([0, 0, 0]);
  });

  test('when a sidecar comes twice with different content', () => {
    const sidecars = ['1', '2'].map((content) => ({ name: 'a.jpg.json', title: 'a.jpg', content }));
    const { matches, unusedSidecars } = matchFolder({ media: [{ name: 'a.jpg' }], sidecars });
    expect(matches[0]).toMatchObject({ sidecar: null, reason: 'claimed-twice', candidates: [0, 1] });
    expect(unusedSidecars).toEqual([0, 1]);
  });

  test.each(matchReasons)('%s is explained to people', (reason) => {
    expect(matchTexts[reason]).toMatch(/^[A-Z].*\.$/);
  });
});

describe('an edited copy', () => {
  test.each([
    'IMG-edited.jpg',
    'IMG-bearbeitet.jpg',
    'IMG-modifi\u00e9.jpg',
    'IMG-modifie\u0301.jpg',
    'IMG-EDITED.jpg',
    'IMG-\u7de8\u96c6\u6e08\u307f.jpg',
    'IMG-\u7f16\u8f91.jpg',
    'IMG-edited-edited.jpg',
  ])('%s shares the sidecar of IMG.jpg', (name) => {
    const found = matched(
      [name, 'IMG-edited.jpg', 'IMG.jpg'].filter((one, i, all) => all.indexOf(one) === i),
      ['IMG.jpg.json'],
    );
    expect(found(name)).toMatchObject({
      sidecar: 'IMG.jpg.json',
      match: { reason: 'edited-copy', confidence: 'certain', relation: { kind: 'edited' } },
    });
  });

  test('shares a sidecar whose picture is not there', () => {
    const { sidecar, match } = matched(['IMG-edited.jpg'], [`IMG.jpg${infix}.json`])('IMG-edited.jpg');
    expect(sidecar).toBe(`IMG.jpg${infix}.json`);
    expect(match).toMatchObject({ confidence: 'likely', relation: { kind: 'edited', of: null } });
  });

  test('with its own sidecar is a picture', () => {
    const found = matched(['IMG-edited.jpg', 'IMG.jpg'], ['IMG.jpg.json', 'IMG-edited.jpg.json']);
    expect(found('IMG-edited.jpg')).toMatchObject({
      sidecar: 'IMG-edited.jpg.json',
      match: { relation: { kind: 'itself' } },
    });
  });

  test.each([
    [
      'the sidecar of the same number',
      ['IMG.jpg', 'IMG(1).jpg'],
      [`IMG.jpg${infix}.json`, `IMG.jpg${infix}(1).json`],
      1,
    ],
    [
      'the sidecar of the same number without its media',
      ['IMG.jpg'],
      [`IMG.jpg${infix}.json`, `IMG.jpg${infix}(1).json`],
      1,
    ],
    [
      'the sidecar of a title with that number',
      ['IMG.jpg', 'IMG(1).jpg'],
      ['IMG.jpg.json', ['IMG(1).jpg.sup.json', 'IMG(1).jpg']],
      1,
    ],
    ['never the plain one', ['IMG.jpg'], ['IMG.jpg.json'], null],
  ] as const)('with (1) takes %s', (_, media, sidecars, expected) => {
    const found = matched([...media, 'IMG-edited(1).jpg'], sidecars);
    expect(found('IMG-edited(1).jpg').match.sidecar).toBe(expected);
  });

  test.each([
    [43, '-edi'],
    [42, '-edit'],
    [45, '-e'],
  ])('of a name of %i characters is known by %s', (length, rest) => {
    const stem = 'h'.repeat(length);
    const found = matched(
      [`${stem}.jpg`, `${stem}${rest}.jpg`],
      [[`${`${stem}.jpg.s`.slice(0, 46)}.json`, `${stem}.jpg`]],
    );
    expect(found(`${stem}${rest}.jpg`).match).toMatchObject({
      sidecar: 0,
      reason: 'edited-copy-cut',
      confidence: 'likely',
    });
  });

  test.each([
    [43, '-ed', 'jpg'],
    [40, '-edite', 'HEIC'],
  ])('of a name of %i characters that was cut elsewhere is known by %s', (length, rest, extension) => {
    const stem = 'h'.repeat(length);
    const found = matched(
      [`${stem}.${extension}`, `${stem}${rest}.${extension}`],
      [[`${`${stem}.${extension}.s`.slice(0, 46)}.json`, `${stem}.${extension}`]],
    );
    expect(found(`${stem}${rest}.${extension}`).match).toMatchObject({ sidecar: 0, confidence: 'likely' });
  });

  test('is not known by a cut suffix where nothing had to be cut', () => {
    expect(matched(['IMG.jpg', 'IMG-edi.jpg'], ['IMG.jpg.json'])('IMG-edi.jpg').sidecar).toBeNull();
  });

  test('of a HEIC may be a JPEG, and its film is not meant', () => {
    const found = matched(['IMG.HEIC', 'IMG.MOV', 'IMG-edited.jpg'], ['IMG.HEIC.json']);
    expect(found('IMG-edited.jpg').match).toMatchObject({
      sidecar: 0,
      reason: 'edited-copy-other-extension',
      relation: { kind: 'edited', of: 0 },
    });
  });

  test('of a picture in doubt is in doubt, of one without a sidecar has none', () => {
    const doubt = matched(['a.jpg', 'A.jpg', 'a-edited.jpg'], ['a.JPG.json']);
    expect(doubt('a-edited.jpg').match).toMatchObject({ sidecar: null, reason: 'picture-in-doubt', candidates: [0] });
    const none = matched(['a.jpg', 'a-edited.jpg'], []);
    expect(none('a-edited.jpg').match).toMatchObject({
      confidence: 'none',
      reason: 'picture-without-sidecar',
      relation: { kind: 'edited', of: 0 },
    });
  });
});

describe('the clip of a motion or live photo', () => {
  test.each([
    ['X.MP.jpg', 'X.MP'],
    ['X.MP~2.jpg', 'X.MP~2'],
    ['X.MP.jpg', 'X.MP~2'],
    ['X.MV.jpg', 'X.MV'],
    ['X.MP.jpg', 'X.MV'],
    ['IMG_1.HEIC', 'IMG_1.MP4'],
    ['IMG_1.HEIC', 'IMG_1.MOV'],
    ['IMG_1.JPG', 'IMG_1.mov'],
    ['IMG_1(1).HEIC', 'IMG_1(1).MP4'],
    ['X.MP(1).jpg', 'X(1).MP'],
    [`${'l'.repeat(46)}.HEIC`, `${'l'.repeat(47)}.MP4`],
  ])('of %s is %s', (still, clip) => {
    const title = still.replace('(1)', '');
    const sidecar = `${title.slice(0, 46)}${still === title ? '' : '(1)'}.json`;
    const found = matched([still, clip], [[sidecar, title]]);
    expect(found(clip).match).toMatchObject({
      sidecar: 0,
      confidence: 'certain',
      relation: { kind: 'motion-clip', of: 0 },
    });
    expect(found(still).match.relation).toEqual({ kind: 'itself' });
  });

  test('is a film when it has its own sidecar', () => {
    const found = matched(['I.HEIC', 'I.MP4'], ['I.HEIC.json', 'I.MP4.json']);
    expect(found('I.MP4')).toMatchObject({ sidecar: 'I.MP4.json', match: { relation: { kind: 'itself' } } });
  });

  test('is not of another number', () => {
    expect(matched(['I.HEIC', 'I(1).MP4'], ['I.HEIC.json'])('I(1).MP4').sidecar).toBeNull();
  });

  test('is the film that goes with the picture of just its token', () => {
    const found = matched(['X.MP.jpg', 'X.MP~2.jpg', 'X.MP~2'], ['X.MP.jpg.json', 'X.MP~2.jpg.json']);
    expect(found('X.MP~2').sidecar).toBe('X.MP~2.jpg.json');
  });

  test('is in doubt between two pictures, and where the picture is not there', () => {
    const two = matched(['I.HEIC', 'I.JPG', 'I.MOV'], ['I.HEIC.json', 'I.JPG.json']);
    expect(two('I.MOV').match).toMatchObject({ sidecar: null, reason: 'several-pictures', candidates: [0, 1] });
    const absent = matched(['I.MOV'], ['I.HEIC.json']);
    expect(absent('I.MOV').match).toMatchObject({ sidecar: null, reason: 'picture-not-there', candidates: [0] });
    expect(matched(['X.MP'], ['X.MP.jpg.json'])('X.MP').sidecar).toBe('X.MP.jpg.json');
  });

  test('is judged by its bytes where somebody looked', () => {
    const photos = matched([{ name: 'I.HEIC' }, { name: 'I.MOV', kind: 'photo' }], ['I.HEIC.json']);
    expect(photos('I.MOV').sidecar).toBeNull();
    const films = matched(
      [
        { name: 'I.JPG', kind: 'video' },
        { name: 'I.MOV', kind: 'video' },
      ],
      ['I.JPG.json'],
    );
    expect(films('I.MOV').sidecar).toBeNull();
  });
});

test('covers of bursts have their own sidecars, and no other', () => {
  const cover = 'PXL_20230306_120000456.BURST-01.COVER.jpg';
  const next = 'PXL_20230306_120000456.BURST-02.jpg';
  const found = matched([cover, next], [[`${cover}.supp.json`, cover]]);
  expect(found(cover).sidecar).toBe(`${cover}.supp.json`);
  expect(found(next).sidecar).toBeNull();
});

test('sidecars that nobody uses are told, in order', () => {
  const sidecars = ['b.jpg', 'a.jpg', 'c.jpg'].map((title) => ({ name: `${title}.json`, title }));
  expect(matchFolder({ media: [{ name: 'a.jpg' }], sidecars }).unusedSidecars).toEqual([0, 2]);
});
