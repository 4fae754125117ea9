/** What the core tells its hosts: plain data in editor terms. Offsets are UTF-16 code units from the start of the file. */

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface FileSpan {
  readonly start: number;
  readonly end: number;
}

/** Another file than the one that was analysed. */
export interface OtherFile {
  /** As the host named it. */
  readonly path: string;
  readonly text: string;
}

/** One step of the path that leads to a finding, in the order of execution. */
export interface TraceStep {
  /** In `file`, if the step is in another file than the finding. */
  readonly span: FileSpan;
  readonly file?: OtherFile;
  readonly text: string;
}

export interface TextEdit {
  readonly span: FileSpan;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  /** The event kind that this fix chooses (`MMU_NOTIFY_CLEAR`). */
  readonly event?: string;
  /** At most one fix of a finding is preferred; it is the first. */
  readonly preferred: boolean;
  /** In the order of the file, without overlap. */
  readonly edits: readonly TextEdit[];
}

/** Why a kind is, or is not, the one to send. */
export interface EventReason {
  /** With the place: `the entry is cleared (line 12 in helper())`. */
  readonly text: string;
  /** In `file`, if that is another one. */
  readonly span: FileSpan;
  readonly file?: OtherFile;
}

/** A kind that a call could send. */
export interface EventChoice {
  /** The enumerator's full name. */
  readonly event: string;
  readonly for: EventReason | undefined;
  readonly against: EventReason | undefined;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: FileSpan;
  /** Bare identifier of the function that contains `span.start`. */
  readonly function: string | undefined;
  readonly message: string;
  readonly trace: readonly TraceStep[];
}

export interface GaveUp {
  readonly function: string;
  /** One of a few plain phrases: "too many paths", "damaged syntax". */
  readonly reason: string;
}
