import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fitScale,
  fitted,
  isCropped,
  panned,
  placeOf,
  scaleOf,
  stepped,
  type Zoom,
  type ZoomSpace,
  zoomedBy,
  zoomedTo,
} from '../../../renderer/features/viewer/zoom.ts';

const space: ZoomSpace = {
  stage: { width: 800, height: 600 },
  origin: { x: 0, y: 0 },
  picture: { width: 4_000, height: 2_000 },
  density: 1,
};

test('a large picture is fitted, a small one stands at its own size', () => {
  expect(placeOf(fitted, space)).toEqual({ x: 0, y: 100, width: 800, height: 400 });
  expect(placeOf(fitted, { ...space, picture: { width: 100, height: 50 } })).toEqual({
    ...{ x: 350, y: 275, width: 100, height: 50 },
  });
});

test('at 100 % one pixel of the picture is one of the screen, also on dense screens', () => {
  expect(placeOf(zoomedTo(fitted, space, 1), space)).toMatchObject({ width: 4_000, height: 2_000 });
  const dense = { ...space, density: 2 };
  expect(placeOf(zoomedTo(fitted, dense, 0.5), dense)).toMatchObject({ width: 2_000, height: 1_000 });
});

test('what is under the pointer stays there', () => {
  const at = { x: 200, y: 250 };
  const pointOf = (zoom: Zoom) => {
    const { x, y } = placeOf(zoom, space);
    const scale = scaleOf(zoom, space);
    return { x: (at.x - x) / scale, y: (at.y - y) / scale };
  };
  const before = pointOf(fitted);
  const after = pointOf(zoomedTo(fitted, space, 1, at));
  expect(after.x).toBeCloseTo(before.x, -1);
  expect(after.y).toBeCloseTo(before.y, -1);
});

test('zooming out ends at the fit', () => {
  let zoom = zoomedTo(fitted, space, 1);
  for (let times = 0; times < 20; times += 1) zoom = stepped(zoom, space, 'out');
  expect(zoom).toEqual(fitted);
  expect(panned(fitted, space, { x: 50, y: 50 })).toEqual(fitted);
});

test('however it is zoomed and moved, a picture covers the stage or lies inside of it', () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  const move = fc.oneof(
    fc.record({ factor: fc.double({ min: 0.05, max: 20, noNaN: true }), x: fc.nat(800), y: fc.nat(600) }),
    fc.record({ x: fc.integer({ min: -3_000, max: 3_000 }), y: fc.integer({ min: -3_000, max: 3_000 }) }),
  );
  fc.assert(
    fc.property(side, side, fc.array(move, { maxLength: 8 }), (width, height, moves) => {
      const within = { ...space, picture: { width, height } };
      let zoom = fitted;
      for (const one of moves) {
        zoom = 'factor' in one ? zoomedBy(zoom, within, one.factor, one) : panned(zoom, within, one);
      }
      const box = placeOf(zoom, within);
      expect(scaleOf(zoom, within)).toBeGreaterThanOrEqual(fitScale(within) * 0.999);
      for (const [start, length, room] of [
        [box.x, box.width, 800],
        [box.y, box.height, 600],
      ] as const) {
        if (length > room) {
          expect(start).toBeLessThanOrEqual(1);
          expect(start + length).toBeGreaterThanOrEqual(room - 1);
        } else {
          expect(start).toBeGreaterThanOrEqual(-1);
          expect(start + length).toBeLessThanOrEqual(room + 1);
        }
      }
      expect(isCropped(fitted, within)).toBe(false);
    }),
  );
});

test('a picture lies on whole pixels of the screen, wherever its stage begins', () => {
  const between = { ...space, origin: { x: 0.25, y: 52.5 }, density: 2 };
  const { x, y } = placeOf(zoomedTo(fitted, between, 0.5), between);
  expect([(0.25 + x) * 2, (52.5 + y) * 2].every((at) => Number.isInteger(at))).toBe(true);
});
