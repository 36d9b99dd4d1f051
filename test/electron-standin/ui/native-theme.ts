import { LoudEmitter } from '../core/loud.ts';

type ThemeSource = Electron.NativeTheme['themeSource'];

/** `nativeTheme` on a desktop with a light theme. */
export class NativeTheme extends LoudEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;
  readonly #applied: (themeSource: ThemeSource) => void;
  #themeSource: ThemeSource = 'system';

  /** @param applied tells the pages */
  constructor(applied: (themeSource: ThemeSource) => void) {
    super('nativeTheme');
    this.#applied = applied;
  }

  get themeSource(): ThemeSource {
    return this.#themeSource;
  }
  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource ${source}`);
    if (source === this.#themeSource) return;
    this.#themeSource = source;
    this.#applied(source);
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#themeSource === 'dark';
  }
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return false;
  }
}
