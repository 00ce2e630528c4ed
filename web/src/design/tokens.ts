/** The value of a token as it stands now: `token('accent')` is what `var(--ls-accent)` would be in a style. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--ls-${name}`).trim()
