/** What has to be chosen on Google's page, in the order in which it asks. */
export const orderSteps = ['photos', 'delivery', 'frequency', 'file'] as const;
export type OrderStep = (typeof orderSteps)[number];

/** The ways in which Google hands an export out. */
export const deliveries = ['drive', 'dropbox', 'onedrive', 'email'] as const;
