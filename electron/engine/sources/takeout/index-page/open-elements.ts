/** An element of the page that is open, or was just closed. */
export interface PageElement {
  readonly id: string | null;
  readonly classes: readonly string[];
}

interface OpenElement extends PageElement {
  /** The folder that was current when it opened; what it holds lies in there. */
  readonly parent: string;
}

/** The elements of an index page that are open, and the folder to which its list has come. */
export class OpenElements {
  readonly #open: OpenElement[] = [];
  #folder = '';

  open(id: string | null, classes: readonly string[]): void {
    const isContainer = classes.includes('extracted-child') || classes.includes('service-detail');
    const outer = this.#open.at(-1)?.parent ?? '';
    if (classes.includes('service-detail')) this.#folder = '';
    this.#open.push({ id, classes, parent: isContainer ? this.#folder : outer });
  }

  /** How many are open. */
  depth(): number {
    return this.#open.length;
  }

  /** The element that ends. */
  close(): PageElement | null {
    return this.#open.pop() ?? null;
  }

  isInside(id: string): boolean {
    return this.#open.some((element) => element.id === id);
  }

  /** Is the innermost open element of this class? */
  isInClass(name: string): boolean {
    return this.#open.at(-1)?.classes.includes(name) ?? false;
  }

  /** The list has come to a folder; it lies in the one whose children are open. Returns its path. */
  enterFolder(title: string): string {
    const parent = this.#open.at(-1)?.parent ?? '';
    this.#folder = parent === '' ? title : `${parent}/${title}`;
    return this.#folder;
  }

  /** The folder of a file that is listed here. */
  folder(): string {
    const parent = this.#open.at(-1)?.parent ?? '';
    return parent === '' ? this.#folder : parent;
  }
}
