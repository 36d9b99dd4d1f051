import { createHash } from 'node:crypto';
import { googlePhotos, smallPicture } from './small-export.ts';

/** Google's JSON beside a photo. `day`: of August 2019. */
export function sidecar(title: string, day: number, more: object = {}): string {
  const timestamp = String(Date.UTC(2019, 7, day, 10, 11, 12) / 1000);
  return JSON.stringify({ title, description: '', photoTakenTime: { timestamp }, ...more });
}

export const year = `${googlePhotos}/Photos from 2019`;

/** `count` photos of which the JSON alone says when and where, from `first` on, and an album that shows all of them. */
export async function photosInAlbum(
  title: string,
  count: number,
  first = 0,
): Promise<Record<string, Uint8Array | string>> {
  const files: Record<string, Uint8Array | string> = {
    [`${googlePhotos}/${title}/metadata.json`]: JSON.stringify({ title }),
  };
  for (let index = first; index < first + count; index += 1) {
    const name = `IMG_${String(index).padStart(5, '0')}.jpg`;
    const said = sidecar(name, (index % 28) + 1, { geoData: { latitude: 41.9, longitude: 12.5 + index / 1000 } });
    const picture = await numberedPicture(index);
    for (const folder of [year, `${googlePhotos}/${title}`]) {
      files[`${folder}/${name}`] = picture;
      files[`${folder}/${name}.supplemental-metadata.json`] = said;
    }
  }
  return files;
}

let drawn: Uint8Array | null = null;

/** A picture that differs from all others by a comment in it: drawing thousands would take minutes. */
async function numberedPicture(number: number): Promise<Uint8Array> {
  drawn ??= await smallPicture(1);
  const comment = Buffer.from(`photo ${number} ${createHash('sha256').update(String(number)).digest('hex')}`);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([drawn.subarray(0, 2), head, comment, drawn.subarray(2)]);
}
