/** The part of the Takeout screen's place that opens the list of doubtful photos. */
export const doubtfulPart = 'doubtful';
