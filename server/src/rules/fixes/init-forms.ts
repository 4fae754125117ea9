import type { Report } from '../rule.ts';
import type { Candidate, FixContext } from './candidate.ts';
export const chooseEvent = (_r: Report, _c: FixContext): readonly Candidate[] => [];
export const ownerForm = (_r: Report, _c: FixContext): readonly Candidate[] => [];
export const thisTreesForm = (_r: Report, _c: FixContext): readonly Candidate[] => [];
