/** What a coloured thing means. Colour never stands alone: a shape or a word goes with it. */
export type Tone = 'calm' | 'good' | 'running' | 'warn' | 'bad';
