/** Whom items were sent to. Google shows what was made to the client that made it alone. */
export interface RestoreTarget {
  /** The account's permanent id. */
  readonly account: string;
  readonly client: string;
}

/** An item that was made at Google. */
export interface SentItem {
  /** Of the stored photo, in hex. */
  readonly sha256: string;
  readonly mediaId: string;
  /** Under which name it was sent. */
  readonly filename: string;
  /** The name that Google gave back: another one when it had the same bytes before. */
  readonly nameThere: string | null;
}

/** Bytes on their way: a token that stands for them, or a place where their upload continues. */
export interface PendingBytes {
  readonly token: string | null;
  /** Epoch milliseconds at which the token was given. */
  readonly tokenAt: number;
  readonly sessionUrl: string | null;
  /** Length of what is uploaded there: another length is another copy. */
  readonly length: number;
}

/** Bytes that are at Google. `tokenAt`: epoch milliseconds. */
export interface UploadedBytes extends Pick<PendingBytes, 'tokenAt' | 'length'> {
  readonly sha256: string;
  readonly token: string;
}

/** An album at the target, or to be made there. */
export interface TargetAlbum {
  readonly id: number;
  readonly googleId: string | null;
}

/** What the latest restore to a target says of itself. */
export interface RememberedRestore {
  readonly email: string;
  readonly destination: string;
  /** JSON. */
  readonly selection: string;
  readonly items: number;
  readonly done: number;
  readonly waitingUntil: string | null;
  readonly changedAt: string;
  /** JSON of its report; null until it has come to its end. */
  readonly report: string | null;
}
