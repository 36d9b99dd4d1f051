/** The part of the Takeout screen's place that opens the list of doubtful photos. */
export const doubtfulPart = 'doubtful';

/** The part that shows how to order an export before anything else. */
export const orderPart = 'order';
