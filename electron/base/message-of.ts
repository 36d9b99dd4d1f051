/** What a thrown value says, for the detail of a problem or a line of the log. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
