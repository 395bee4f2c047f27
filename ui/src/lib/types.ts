/** What the shell itself answers with; everything else on the wire is generated. */

/** A file that the user chose. Its path stays in Rust. */
export type PickedFile = {
  /** What to call it by in later questions. */
  id: number;
  /** Its name without its folder. */
  name: string;
};

/** What a dragged file is, by the end of its name. */
export type DroppedKind = 'log' | 'books' | 'provider';

/** What happens over the window. */
export type Dropping =
  | { state: 'over'; kind: DroppedKind; files: number }
  | { state: 'left' }
  | { state: 'dropped'; kind: DroppedKind; files: number; file: PickedFile };
