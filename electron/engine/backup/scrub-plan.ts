/** Files that were last read on the same day. */
export interface ReadAge {
  /** When they were read last, or stored if they never were: a UTC day such as 2026-03-10, or empty when nobody knows. */
  readonly day: string;
  /** They were never read again since they were stored. */
  readonly neverRead: boolean;
  readonly files: number;
  readonly bytes: number;
}

/** What a share of a scrub follows from. */
export interface ScrubFacts {
  readonly now: Date;
  /** Everything is read again within so many days (≥ 1). */
  readonly everyDays: number;
  /** All files, in any order. */
  readonly ages: readonly ReadAge[];
}

/** How much to read today, longest unread first. */
export interface ScrubPlan {
  /** In the unit of {@link readingCost}; 0 when nothing is due. */
  readonly cost: number;
  /** Only files that were last read before this UTC day, or never. */
  readonly readBefore: string;
  /** Or from this one on: a clock that was wrong said so, and nothing is known of when they were read. */
  readonly readFrom: string;
}

/** Opening a small file takes a disk about as long as reading so many bytes. */
export const bytesPerFile = 32 * 1_024;
/** After a break, at most so many times the even daily share is read in a day. */
export const catchUpFactor = 4;

const dayMs = 86_400_000;

/** What reading files takes, in bytes that could be read in the same time. */
export function readingCost({ files, bytes }: { readonly files: number; readonly bytes: number }): number {
  return bytes + files * bytesPerFile;
}

/**
 * How much is to be read today so that every file is read once in `everyDays` days, spread as evenly as that allows. What was
 * read today counts towards today's share. A file rests for half of that time, so a whole verification is not followed by
 * another one at once. After a break the share grows, up to {@link catchUpFactor} times the even one.
 */
export function planScrub({ now, everyDays, ages }: ScrubFacts): ScrubPlan {
  const today = Math.floor(now.getTime() / dayMs);
  const rested = today - Math.floor(everyDays / 2);
  const plan = { readBefore: textOf(rested + 1), readFrom: textOf(today + 1) };
  let total = 0;
  let readToday = 0;
  let available = 0;
  const deadlines: { readonly daysLeft: number; readonly cost: number }[] = [];
  for (const age of ages) {
    const cost = readingCost(age);
    const day = dayOf(age.day);
    const isUnknown = day === null || day > today;
    total += cost;
    if (day === today && !age.neverRead) {
      readToday += cost;
      continue;
    }
    if (isUnknown || age.neverRead || day <= rested) available += cost;
    deadlines.push({ daysLeft: isUnknown ? 1 : Math.max(1, day + everyDays - today + 1), cost });
  }
  const most = (catchUpFactor * total) / everyDays;
  const share = Math.min(evenShare(deadlines, readToday), most);
  return { ...plan, cost: Math.ceil(Math.min(Math.max(0, share - readToday), available)) };
}

/** The least that, read every day from today on, is in time for each deadline. */
function evenShare(
  deadlines: readonly { readonly daysLeft: number; readonly cost: number }[],
  readToday: number,
): number {
  let share = 0;
  let due = readToday;
  for (const { daysLeft, cost } of deadlines.toSorted((a, b) => a.daysLeft - b.daysLeft)) {
    due += cost;
    share = Math.max(share, due / daysLeft);
  }
  return share;
}

function dayOf(text: string): number | null {
  const time = Date.parse(text);
  return text === '' || Number.isNaN(time) ? null : Math.floor(time / dayMs);
}

function textOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
