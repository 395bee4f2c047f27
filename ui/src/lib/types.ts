/** What the shell itself answers with; everything else on the wire is generated. */

/** A file that the user chose. Its path stays in Rust. */
export type PickedFile = {
  /** What to call it by in later questions. */
  id: number;
  /** Its name without its folder. */
  name: string;
};
