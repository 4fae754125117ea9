import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
export const endBefore = (_r: Report, _c: FixContext): readonly Candidate[] => [];
export const endThroughLabel = (_r: Report, _c: FixContext): readonly Candidate[] => [];
export const removeCall = (_r: Report, _c: FixContext, _t: string): readonly Candidate[] => [];
export const startBefore = (_r: Report, _c: FixContext): readonly Candidate[] => [];
export const guardEnd = (_r: Report, _c: FixContext): readonly Candidate[] => [];
