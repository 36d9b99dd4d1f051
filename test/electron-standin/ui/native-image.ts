import { readFileSync } from 'node:fs';
import { LoudObject } from '../core/loud.ts';
import { notImplemented } from '../core/not-implemented.ts';
import { imageSize } from './image-size.ts';

/** `NativeImage`: bytes and a size. Pixels are never touched, so whatever would need them throws. */
export class NativeImage extends LoudObject {
  readonly #bytes: Buffer;
  readonly #size: Electron.Size;
  readonly #isOriginal: boolean;
  #template = false;

  constructor(bytes: Buffer, size: Electron.Size, isOriginal: boolean) {
    super('NativeImage');
    this.#bytes = bytes;
    this.#size = size;
    this.#isOriginal = isOriginal;
  }

  static createEmpty(): NativeImage {
    return new NativeImage(Buffer.alloc(0), { width: 0, height: 0 }, true);
  }
  /** An empty image for a file that is missing or no PNG or JPEG, as in Electron. */
  static createFromPath(path: string): NativeImage {
    try {
      return NativeImage.createFromBuffer(readFileSync(path));
    } catch {
      // A file that cannot be read gives an empty image: that is Electron's contract.
      return NativeImage.createEmpty();
    }
  }
  static createFromBuffer(buffer: Buffer, _options?: Electron.CreateFromBufferOptions): NativeImage {
    const size = imageSize(buffer);
    return size ? new NativeImage(buffer, size, true) : NativeImage.createEmpty();
  }
  static createFromDataURL(dataURL: string): NativeImage {
    return NativeImage.createFromBuffer(Buffer.from(dataURL.replace(/^data:[^,]*,/, ''), 'base64'));
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }
  getSize(): Electron.Size {
    return { ...this.#size };
  }
  getAspectRatio(): number {
    return this.isEmpty() ? 1 : this.#size.width / this.#size.height;
  }
  isTemplateImage(): boolean {
    return this.#template;
  }
  setTemplateImage(option: boolean): void {
    this.#template = option;
  }
  get isMacTemplateImage(): boolean {
    return this.#template;
  }
  set isMacTemplateImage(option: boolean) {
    this.#template = option;
  }

  /** The size changes, the pixels do not; so the bytes of a resized image cannot be had. */
  resize(options: Electron.ResizeOptions): NativeImage {
    const ratio = this.getAspectRatio();
    const width = options.width ?? Math.round((options.height ?? this.#size.height) * ratio);
    const height = options.height ?? Math.round(width / ratio);
    return new NativeImage(this.#bytes, { width, height }, false);
  }
  addRepresentation(_options: Electron.AddRepresentationOptions): void {
    // Only a screen with another scale would show it.
  }

  toPNG(): Buffer {
    if (!this.isEmpty() && this.#bytes.toString('latin1', 1, 4) !== 'PNG')
      throw notImplemented('NativeImage.toPNG of a JPEG');
    return this.#original('toPNG');
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.toPNG().toString('base64')}`;
  }

  #original(name: string): Buffer {
    if (!this.#isOriginal) throw notImplemented(`NativeImage.${name} of a resized image`);
    return this.#bytes;
  }
}
