import type { BurdenStandard } from '@/api/schema'

/** Whole minutes, upwards: a burden is not made smaller by rounding. */
export const minutesOf = (seconds: number): number => Math.ceil(seconds / 60)

/** What a form would cost the body it is sent to: its questions, in seconds. */
export const costOf = (standard: BurdenStandard, questions: number): number => questions * standard.survey_s
