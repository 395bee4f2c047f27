/** Members and projects: their names, what they used, what they may use. */
import { call } from '../api';
import type { NameEdit, NameKind, NameSaid, PeopleView } from '../bindings/wire';

/** Everybody with what they used in a calendar month (`2026-11`); the running one if none is said. */
export const people = (month: string | null) => call<PeopleView>('people', { month });
/** Says something about a member or a project. */
export const editName = (kind: NameKind, name: string, edit: NameEdit) =>
  call<NameSaid>('edit_name', { kind, name, edit });
