/** A file in Google Drive that is a part of an export. */
export interface DriveExportFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** ISO 8601; null when Google does not say. */
  readonly createdAt: string | null;
  /** As in its name; null where that tells none. */
  readonly stamp: string | null;
  readonly state: 'new' | 'imported';
}

/** What lies in a Google Drive. */
export interface DriveReport {
  /** Whose Drive it is. */
  readonly email: string;
  /** Bytes; null is unlimited. */
  readonly storage: { readonly limit: number | null; readonly used: number; readonly trash: number };
  /** Oldest first. */
  readonly files: readonly DriveExportFile[];
  /** Files that came so lately that more may follow. */
  readonly isArriving: boolean;
}

/** Why the files of an export stay in Drive. */
export type TidyBlocker = 'not complete' | 'not verified' | 'holds other files';

/** What tidying up does, or would do. */
export interface TidyReport {
  /** In the trash now, or to be put there. */
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly stamp: string;
    readonly bytes: number;
  }[];
  /** Imported files that stay where they are. */
  readonly kept: readonly { readonly stamp: string; readonly files: number; readonly reason: TidyBlocker }[];
}
