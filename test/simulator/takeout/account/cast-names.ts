import type { Troupe } from './troupe.ts';

/** Titles of these lengths meet every cut: of the infix, of its dot, of the title's extension, of the media name. */
const titleLengths = [...Array.from({ length: 30 }, (_, i) => 23 + i), 60, 90];

/** Everything about names: cuts, doubles, spellings, characters, wrong extensions. */
export function castNames(troupe: Troupe): void {
  cutNames(troupe);
  doubles(troupe);
  spellings(troupe);
  const { tag, item } = troupe;
  item({ title: `HEIC in disguise ${tag}.jpg`, format: 'heic' });
  item({ title: `JPEG in disguise ${tag}.HEIC` });
  item({ title: `JPEG called PNG ${tag}.png` });
  item({ title: `MP4 in disguise ${tag}.MOV`, format: 'mp4' });
}

function cutNames({ tag, item }: Troupe): void {
  for (const length of titleLengths) {
    const start = `L${length} T${tag} `;
    item({
      title: `${start}${'sea and sky '
        .repeat(9)
        .slice(0, length - start.length - 4)
        .replace(/ $/, '_')}.jpg`,
    });
  }
  for (const infixLength of [1, 2, 4, 7, 13, 20]) {
    item({ title: `Short ${infixLength} ${tag}.jpg`, sidecar: { kind: 'shortened', infixLength } });
  }
  // Surrogate pairs at both cuts.
  item({ title: `${tag} ${'🌊'.repeat(40)}.jpg` });
  item({ title: `${tag}-${'🌊'.repeat(40)}.jpg` });
  // One name begins with all of the other: a bare prefix must not decide.
  item({ title: `Class reunion at the old lake ${tag} - 90.jpg` });
  item({
    title: `Class reunion at the old lake ${tag} - 9.jpg`,
    sidecar: { kind: 'none' },
    capture: { position: null, dateRecorded: true, offsetRecorded: true },
  });
  item({ title: `Class reunion at the new lake ${tag} - 9.jpg` });
  item({ title: `Class reunion at the new lake ${tag} - 90.jpg` });
}

function doubles({ tag, item }: Troupe): void {
  const long = `Double with a name that has to be cut in the end ${tag} of it all.jpg`;
  for (const said of [{}, { description: 'The second of its name' }, { favorited: true }]) {
    item({ title: `DSC${tag}9001.JPG`, said });
    item({ title: `DSC${tag}9002.JPG`, sidecar: { kind: 'plain' }, said });
    item({ title: `DSC${tag}9003.JPG`, sidecar: { kind: 'shortened', infixLength: 6 }, said });
    item({ title: `${tag} ${long}`, said });
  }
  // A number that its owner gave: only the last one is Takeout's.
  item({ title: `scan${tag}(2).jpg` });
  item({ title: `scan${tag}(2).jpg`, said: { description: 'The other scan' } });
}

function spellings({ tag, item }: Troupe): void {
  item({ title: `\u00c9t\u00e9 \u00e0 la mer ${tag}.jpg`, spelling: 'decomposed' });
  item({ title: `\u304c\u304e\u3050 ${tag}.jpg`, spelling: 'decomposed' });
  item({ title: `\u00dcbung ${tag}.jpg` });
  item({ title: `Sunset ${tag}.jpg`, said: { description: 'In small letters' } });
  item({ title: `SUNSET ${tag}.JPG`, said: { description: 'In capitals' } });
  item({ title: `Q: what? 50% <off> & "more"/less ${tag}.jpg` });
  item({ title: `C:\\Pictures\\${tag}|*.jpg` });
  item({ title: `space behind ${tag}.jpg ` });
  item({ title: `dots behind ${tag}.jpg..` });
  item({ title: `Kitchen &#39;before&#39; ${tag}.jpg`, fileName: `Kitchen 'before' ${tag}.jpg` });
}
