import { expect, test } from 'vitest';
import { readMotionClip } from '../../../electron/engine/media/motion-clip.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';

const clip = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(500, 7)]);

function photoWith(xmp: string, end: Uint8Array = clip) {
  return bytesAccess(Buffer.concat([Buffer.from(`\xff\xd8${xmp}`, 'latin1'), Buffer.alloc(2_000, 1), end]));
}

test.each([
  [
    'Motion Photo 1.0',
    `<Container:Item Item:Mime="video/mp4" Item:Semantic="MotionPhoto" Item:Length="${clip.length}"/>`,
  ],
  [
    'with its attributes the other way round',
    `<Container:Item Item:Length="${clip.length}" Item:Semantic="MotionPhoto"/>`,
  ],
  ['micro video', `<rdf:Description GCamera:MicroVideo="1" GCamera:MicroVideoOffset="${clip.length}"/>`],
])('finds the clip at the end of a photo: %s', async (_, xmp) => {
  const photo = photoWith(xmp);
  expect(await readMotionClip(photo)).toEqual({ start: photo.size - clip.length, bytes: clip.length });
});

test.each([
  ['a photo without one', '', clip],
  ['a length that leads elsewhere', '<x MicroVideoOffset="40"/>', clip],
  ['a length beyond the file', '<x MicroVideoOffset="99999999"/>', clip],
  ['an end that is no film', `<x MicroVideoOffset="${clip.length}"/>`, Buffer.alloc(clip.length)],
  ['a gain map', '<Container:Item Item:Semantic="GainMap" Item:Length="512"/>', clip],
])('%s has none', async (_, xmp, end) => {
  expect(await readMotionClip(photoWith(xmp, end))).toBeNull();
});
