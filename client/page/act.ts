/** What the parts of the page ask the page to do. */
import type { Choice, Motion, SourcePlace, Tone, View } from '../src/simulation/messages.ts';

export type Action =
  | { readonly kind: 'motion'; readonly motion: Motion }
  /** `reveal`: the source, too, beyond marking it. */
  | { readonly kind: 'go'; readonly step: number; readonly reveal: boolean }
  | { readonly kind: 'choose'; readonly choice: Choice }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'race'; readonly other: string }
  | { readonly kind: 'kinds' }
  | { readonly kind: 'reveal'; readonly at: SourcePlace; readonly tone: Tone; readonly label: string }
  | { readonly kind: 'copy' }
  | { readonly kind: 'save' }
  | { readonly kind: 'link' }
  /** The path of another finding in the function. */
  | { readonly kind: 'finding'; readonly rule: string; readonly position: SourcePlace['range']['start'] }
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' };

export type Act = (action: Action) => void;

export const IDLE: Act = () => undefined;
