import type { Buffer } from 'node:buffer'
export function leafOf(entry: string): Buffer
export function rootOf(leaves: readonly Buffer[]): Buffer
export function pathOf(index: number, leaves: readonly Buffer[]): Buffer[]
