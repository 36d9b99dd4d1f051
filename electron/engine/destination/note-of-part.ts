import type { PartNotes } from './part-note.ts';

/** A part of so many bytes is worth a note, so that it can be continued after a crash. */
export const firstNoteBytes = 8 * 1024 * 1024;
const noteEveryBytes = 32 * 1024 * 1024;

/** The note on the disk that speaks of one content, while that comes. */
export class NoteOfPart {
  readonly #key: string;
  readonly #notes: PartNotes;
  /** Bytes that it speaks of; 0 without one. */
  #noted: number;

  constructor(key: string, notes: PartNotes, noted: number) {
    this.#key = key;
    this.#notes = notes;
    this.#noted = noted;
  }

  /** Have so many bytes come since that another is worth its sync? */
  isDue(bytes: number): boolean {
    return bytes >= (this.#noted === 0 ? firstNoteBytes : this.#noted + noteEveryBytes);
  }

  /** Call it when the bytes are on the disk. */
  async write(etag: string, bytes: number): Promise<void> {
    await this.#notes.write({ key: this.#key, etag, bytes });
    this.#noted = bytes;
  }

  /** A note must never outlive the bytes it speaks of. */
  async remove(): Promise<void> {
    if (this.#noted > 0) await this.#notes.remove(this.#key);
    this.#noted = 0;
  }
}
