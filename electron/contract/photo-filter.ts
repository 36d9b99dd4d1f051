import * as z from 'zod';
import { sourceKinds } from './source-kinds.ts';

/** What a person narrows the photos down to, beside words. */
export const photoFilterSchema = z.object({
  /** A year, a month, or the photos without a date; null for all times. */
  period: z
    .string()
    .regex(/^(?:\d{4}(?:-\d{2})?|undated)$/)
    .nullable(),
  kind: z.enum(['photo', 'video']).nullable(),
  source: z.enum(sourceKinds).nullable(),
  /** Marked as favourites at Google. */
  favourite: z.boolean(),
  /** It is not certain which details of an export speak of them. */
  doubtful: z.boolean(),
});
export type PhotoFilter = z.infer<typeof photoFilterSchema>;

/** Lets everything through. */
export const everyPhoto: PhotoFilter = { period: null, kind: null, source: null, favourite: false, doubtful: false };

/** Whether anything is narrowed down. */
export function isFiltered({ period, kind, source, favourite, doubtful }: PhotoFilter): boolean {
  return period !== null || kind !== null || source !== null || favourite || doubtful;
}

/** How much of a month is in the backup. */
export const coverageMonthSchema = z.object({
  /** Null for what has no date. */
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  /** On the disk. */
  stored: z.int().nonnegative(),
  /** Of these, read again since they were stored, and found whole. */
  verified: z.int().nonnegative(),
  /** Gone from the disk, damaged on it, or known at Google and not stored. */
  missing: z.int().nonnegative(),
});
export type CoverageMonth = z.infer<typeof coverageMonthSchema>;

/** What is in the backup at the end of an import: how many of the stored photos and films carry it. */
export const broughtBackSchema = z.object({
  photos: z.int().nonnegative(),
  films: z.int().nonnegative(),
  albums: z.int().nonnegative(),
  places: z.int().nonnegative(),
  captions: z.int().nonnegative(),
  people: z.int().nonnegative(),
  favourites: z.int().nonnegative(),
  /** Years of the oldest and the newest photo; null without any date. */
  firstYear: z.int().nullable(),
  lastYear: z.int().nullable(),
  /** Of any month, and what an export lists and no part of it holds. */
  missing: z.int().nonnegative(),
  doubtful: z.int().nonnegative(),
});
export type BroughtBack = z.infer<typeof broughtBackSchema>;
