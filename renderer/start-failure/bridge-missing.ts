/** The preload left nothing on the window: it failed, or the page was opened in an ordinary browser. */
export class BridgeMissing extends Error {
  constructor() {
    super('window.afterimage is missing: the preload script did not run');
    this.name = 'BridgeMissing';
  }
}
