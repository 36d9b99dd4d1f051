import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import {
  fitted,
  fullScale,
  type Point,
  panned,
  type Size,
  stepped,
  type Zoom,
  type ZoomSpace,
  zoomedBy,
  zoomedTo,
} from './zoom.ts';

/** A stage on which a picture is zoomed and moved: by wheel, pinch, drag, double click, and what the buttons do. */
export interface ZoomStage {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly zoom: Zoom;
  /** Null until the stage was measured. */
  readonly space: ZoomSpace | null;
  readonly step: (direction: 'in' | 'out') => void;
  readonly showAll: () => void;
  readonly full: () => void;
  readonly pan: (by: Point) => void;
}

/** Lines and pages of a wheel, in CSS pixels. */
const wheelUnits = [1, 16, 400] as const;

/** Holds the zoom of a picture of this size (in its own pixels). */
export function useZoom(picture: Size): ZoomStage {
  const stage = useRef<HTMLDivElement>(null);
  const box = useBoxOf(stage);
  const [zoom, setZoom] = useState<Zoom>(fitted);
  const space: ZoomSpace | null = box === null ? null : { ...box, picture, density: window.devicePixelRatio };
  const change = useEffectEvent((next: (zoom: Zoom, space: ZoomSpace) => Zoom) => {
    if (space !== null) setZoom((before) => next(before, space));
  });
  useWheel(stage, change);
  usePointers(stage, change);
  const act = useCallback(
    (next: (zoom: Zoom, space: ZoomSpace) => Zoom) => {
      if (space !== null) setZoom((before) => next(before, space));
    },
    [space],
  );
  return {
    stage,
    zoom,
    space,
    step: (direction) => act((before, within) => stepped(before, within, direction)),
    showAll: () => setZoom(fitted),
    full: () => act((before, within) => zoomedTo(before, within, fullScale(within))),
    pan: (by) => act((before, within) => panned(before, within, by)),
  };
}

type Change = (next: (zoom: Zoom, space: ZoomSpace) => Zoom) => void;

function useBoxOf(element: RefObject<HTMLDivElement | null>): Pick<ZoomSpace, 'stage' | 'origin'> | null {
  const [box, setBox] = useState<Pick<ZoomSpace, 'stage' | 'origin'> | null>(null);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = () => {
      const { x, y, width, height } = measured.getBoundingClientRect();
      setBox({ stage: { width, height }, origin: { x, y } });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

/** A pinch on a touchpad arrives as a wheel with the Ctrl key. React's own listener could not keep the page from zooming. */
function useWheel(stage: RefObject<HTMLDivElement | null>, change: Change): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
    const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0025));
    const at = pointIn(stage.current, event);
    change((before, space) => zoomedBy(before, space, factor, at));
  });
  useEffect(() => {
    const element = stage.current;
    const listen = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, [stage]);
}

/** One pointer drags, two pinch, and a double click goes between the fit and 100 %. */
function usePointers(stage: RefObject<HTMLDivElement | null>, change: Change): void {
  const pointers = useRef(new Map<number, Point>());
  const onDown = useEffectEvent((event: PointerEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('button, a') !== null) return;
    stage.current?.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, pointIn(stage.current, event));
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = pointIn(stage.current, event);
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.current.set(event.pointerId, now);
    if (other === undefined) {
      change((zoom, space) => panned(zoom, space, { x: now.x - before.x, y: now.y - before.y }));
      return;
    }
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    change((zoom, space) => zoomedBy(zoom, space, factor, middle));
  });
  const onUp = useEffectEvent((event: PointerEvent) => void pointers.current.delete(event.pointerId));
  const onDouble = useEffectEvent((event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button, a') !== null) return;
    const at = pointIn(stage.current, event);
    change((zoom, space) => (zoom.kind === 'fit' ? zoomedTo(zoom, space, fullScale(space), at) : fitted));
  });
  useEffect(() => {
    const element = stage.current;
    const until = new AbortController();
    const { signal } = until;
    element?.addEventListener('pointerdown', (event) => onDown(event), { signal });
    element?.addEventListener('pointermove', (event) => onMove(event), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const) {
      element?.addEventListener(end, (event) => onUp(event), { signal });
    }
    element?.addEventListener('dblclick', (event) => onDouble(event), { signal });
    return () => until.abort();
  }, [stage]);
}

function pointIn(element: HTMLElement | null, { clientX, clientY }: MouseEvent): Point {
  const box = element?.getBoundingClientRect();
  return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
