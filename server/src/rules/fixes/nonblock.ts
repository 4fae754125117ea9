import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
export const checkResult = (_r: Report, _c: FixContext): readonly Candidate[] => [];
