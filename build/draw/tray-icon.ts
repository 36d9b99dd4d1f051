/**
 * The tray's images: the sign of Afterimage without its tile, and a badge whose *shape* tells the state, so that it can
 * be told without colours too. A gap around the badge keeps it readable on light, dark and coloured bars alike.
 */

/** What the tray shows; one image each. */
export const trayStates = ['idle', 'running', 'done', 'attention', 'error', 'paused'] as const;
export type TrayState = (typeof trayStates)[number];

/** Colours, or the black that macOS uses as a stencil ("template image"). */
export type TrayPalette = 'colour' | 'template';

/** A badge fills a circle of radius 4.3 around (11.7, 11.7); its sign is cut out of it. */
interface Badge {
  readonly colour: string;
  readonly sign: string;
}

const stroke = 'fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"';

const badges: Readonly<Record<TrayState, Badge | null>> = {
  idle: null,
  running: { colour: '#1597a0', sign: `<path d="M11.7 9.3v4.4m-1.9-1.8 1.9 1.9 1.9-1.9" ${stroke}/>` },
  done: { colour: '#2f9e58', sign: `<path d="m9.7 11.9 1.5 1.5 2.6-3.1" ${stroke}/>` },
  attention: {
    colour: '#d99000',
    sign: `<path d="M11.7 9.4v2.6" ${stroke}/><circle cx="11.7" cy="14" r="0.85" fill="#000"/>`,
  },
  error: { colour: '#dd3b3b', sign: `<path d="m10.1 10.1 3.2 3.2m0-3.2-3.2 3.2" ${stroke}/>` },
  paused: { colour: '#8d8178', sign: `<path d="M10.6 10.1v3.2m2.2-3.2v3.2" ${stroke}/>` },
};

/** The image of `state` at `pixels`, as SVG text on a grid of 16. */
export function trayIcon(state: TrayState, palette: TrayPalette, pixels: number): string {
  const badge = badges[state];
  const [warm, cool] = palette === 'template' ? ['#000', '#000'] : ['#ee7a36', '#35adb0'];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 16 16">
  <defs>
    <mask id="behind"><rect width="16" height="16" fill="#fff"/><circle cx="5.9" cy="8" r="6" fill="#000"/></mask>
    <mask id="gap"><rect width="16" height="16" fill="#fff"/>${
      badge === null ? '' : '<circle cx="11.7" cy="11.7" r="5.2" fill="#000"/>'
    }</mask>
    <mask id="sign"><rect width="16" height="16" fill="#fff"/>${badge?.sign ?? ''}</mask>
  </defs>
  <g mask="url(#gap)">
    <g mask="url(#behind)"><circle cx="10.3" cy="8" r="5.3" fill="${cool}" fill-opacity="${
      palette === 'template' ? 0.5 : 0.85
    }"/></g>
    <circle cx="5.9" cy="8" r="5.3" fill="${warm}"/>
  </g>
  ${
    badge === null
      ? ''
      : `<circle cx="11.7" cy="11.7" r="4.3" mask="url(#sign)" fill="${palette === 'template' ? '#000' : badge.colour}"/>`
  }
</svg>`;
}
