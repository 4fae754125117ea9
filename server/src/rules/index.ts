/** Every rule, in the order in which one cause is attributed: the first that explains it keeps it. */
import { apiGeneration } from './api-generation.ts';
import { atomicCallback } from './atomic-callback.ts';
import { blockingCallback } from './blocking-callback.ts';
import { callbackDeadlock } from './callback-deadlock.ts';
import { callbackResult } from './callback-result.ts';
import { configGuard } from './config-guard.ts';
import { endAfterFailedStart } from './end-after-failed-start.ts';
import { eventMismatch } from './event-mismatch.ts';
import { eventOwner } from './event-owner.ts';
import { fallibleStartWithEnd } from './fallible-start-with-end.ts';
import { faultContract } from './fault-contract.ts';
import { ownerWithoutEvent } from './owner-without-event.ts';
import { lockKeptOnFailure } from './lock-kept-on-failure.ts';
import { missingSetSeq } from './missing-set-seq.ts';
import { missingEvent } from './missing-event.ts';
import { missingSynchronize } from './missing-synchronize.ts';
import { opsConflict } from './ops-conflict.ts';
import { rangeChanged } from './range-changed.ts';
import { readBeginContext } from './read-begin-context.ts';
import { readWithoutRetry } from './read-without-retry.ts';
import { reclaimInCallback } from './reclaim-in-callback.ts';
import { registrationContext } from './registration-context.ts';
import { registrationPairing } from './registration-pairing.ts';
import { retryUnlocked } from './retry-unlocked.ts';
import type { Rule } from './rule.ts';
import { setSeqUnlocked } from './set-seq-unlocked.ts';
import { sleepInAtomic } from './sleep-in-atomic.ts';
import { uncheckedRegistration } from './unchecked-registration.ts';
import { uncheckedNonblock } from './unchecked-nonblock.ts';
import { uninitializedRange } from './uninitialized-range.ts';
import { unnotifiedChange } from './unnotified-change.ts';
import { unpairedEnd } from './unpaired-end.ts';
import { unpairedStart } from './unpaired-start.ts';

export const ALL_RULES: readonly Rule[] = [
  missingEvent, apiGeneration, eventOwner, uninitializedRange, uncheckedNonblock, endAfterFailedStart,
  unpairedStart, unpairedEnd, rangeChanged, sleepInAtomic, atomicCallback, callbackDeadlock, blockingCallback, reclaimInCallback, fallibleStartWithEnd, opsConflict, callbackResult, lockKeptOnFailure, ownerWithoutEvent, missingSetSeq, uncheckedRegistration, registrationPairing, registrationContext, missingSynchronize,
  faultContract, readBeginContext, readWithoutRetry, retryUnlocked, setSeqUnlocked, configGuard, eventMismatch, unnotifiedChange,
];
